"""Words for the codes of the book, in the language of the reader. What has no word is shown by its code."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from pathlib import Path
from typing import Any

from django.utils.translation import get_language

from ipcity.base.files import read_yaml
from ipcity.law.deadlines import deadline, events

WORDS = Path(__file__).parent / "data" / "words.yaml"


@cache
def tables() -> dict[str, dict[str, dict[str, Any]]]:
    found: dict[str, dict[str, dict[str, Any]]] = read_yaml(WORDS)
    return found


def in_language(text: Mapping[str, Any] | None) -> str:
    if not text:
        return ""
    language = (get_language() or "zh").split("-")[0]
    return str(text.get(language) or text.get("zh") or "")


def word(table: str, code: str | None) -> str:
    entry = tables()[table].get(code or "")
    return in_language(entry) if entry is not None else (code or "")


def choices(table: str) -> list[tuple[str, str]]:
    return [(code, in_language(entry)) for code, entry in tables()[table].items()]


def event_word(code: str) -> str:
    """An event without a word yet is named by the first duty it starts."""
    if code in tables()["events"]:
        return word("events", code)
    rules = events().get(code, ())
    text = deadline(rules[0]).description if rules else None
    return f"{in_language({'zh': text.zh, 'en': text.en})} ({code})" if text else code
