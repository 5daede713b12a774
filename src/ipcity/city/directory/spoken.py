"""Texts of the data in the reader's language: the one place where a page's language meets `{zh, en}`."""

from __future__ import annotations

import re
from collections.abc import Mapping

from django.utils import translation
from django.utils.html import conditional_escape, format_html
from django.utils.safestring import SafeString, mark_safe

from ipcity.base.once import once

_CHINESE = re.compile(r"[\u4e00-\u9fff]")


def said(text: Mapping[str, str] | None) -> str:
    """A text of the data in the language of the reader, else in Chinese, else in any."""
    if not text:
        return ""
    language = _language()
    return text.get(language) or text.get("zh") or next(iter(text.values()), "")


def native(text: object) -> SafeString:
    """A name or a text as its source wrote it; on a page in another language it is marked as Chinese, for the voice
    of a screen reader and for the typeface."""
    said = "" if text is None else str(text)  # what is marked as safe stays so
    if english() and _CHINESE.search(said):
        return format_html('<span lang="zh-CN">{}</span>', said)
    return conditional_escape(said)


def its_lang(text: object) -> SafeString:
    """The same mark as an attribute, for elements that may hold no other (an option)."""
    return mark_safe(' lang="zh-CN"') if english() and _CHINESE.search(str(text)) else mark_safe("")


def named(thing: object) -> str:
    """The name or title in the language of the page, where there is one."""
    plain = getattr(thing, "name", "") or getattr(thing, "title", "")
    translated = getattr(thing, "name_en", "") or getattr(thing, "title_en", "")
    return str(translated if english() and translated else plain)


def english() -> bool:
    return _language() == "en"


def gettext(text: str) -> str:
    """Django's, looked up once a page and not for each line of a list."""
    return once(("spoken.gettext", text), lambda: translation.gettext(text))


def _language() -> str:
    return once("spoken.language", lambda: (translation.get_language() or "zh").split("-")[0])
