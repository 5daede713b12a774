"""Texts of the data in the reader's language: the one place where a page's language meets `{zh, en}`."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import get_language


def said(text: Mapping[str, str] | None) -> str:
    """A text of the data in the language of the reader, else in Chinese, else in any."""
    if not text:
        return ""
    language = (get_language() or "zh").split("-")[0]
    return text.get(language) or text.get("zh") or next(iter(text.values()), "")
