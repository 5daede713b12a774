"""What a cell says: days in every dress, and the words for the kinds of patents. Nothing is guessed."""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache, lru_cache
from pathlib import Path

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput
from ipcity.base.files import read_yaml
from ipcity.base.text import fold

_SERIAL = re.compile(r"\d{5}(?:\.0+)?")
_SERIALS = range(10_000, 80_000)  # 1927 … 2119 as the day numbers of a spreadsheet
_DAY_ZERO = date(1899, 12, 30)
_CLOCK = re.compile(r"(?<=\d)[T ]\d{1,2}:\d{2}(?::\d{2})?(?:\.\d+)?(?:Z|[+-]\d{2}:?\d{2})?$")
_YEAR = re.compile(r"(\d{4})\.0+")
_LINKED = re.compile(r"(\d{4})[_/、](\d{1,2})[_/、](\d{1,2})")


@lru_cache(maxsize=65_536)
def day_text(text: str) -> str:
    """Without the time of day; the day number of a spreadsheet (43125) as the day it stands for. The rest as written."""
    plain = _CLOCK.sub("", text.strip())
    if _SERIAL.fullmatch(plain) and int(float(plain)) in _SERIALS:
        return (_DAY_ZERO + timedelta(days=int(float(plain)))).isoformat()
    if found := _YEAR.fullmatch(plain) or _LINKED.fullmatch(plain):
        return "-".join(found.groups())
    return plain


def iso_day(text: str) -> str:
    """`2019-07-12` and its shorter forms; empty for what is no day."""
    try:
        return parse_day(day_text(text)) or ""
    except BadInput:
        return ""


def right_type_of(cells: dict[str, str]) -> str:
    """The kind of patent where the row names it. Numbers say it best, so it is asked only of rows without a number;
    there the office's own opening words of an abstract (本实用新型…) tell. Empty where nothing does."""
    if stated := cells.get("right_type", ""):
        return str(_words()["stated"].get(fold(stated), ""))
    if cells.get("application_number") or cells.get("publication_number"):
        return ""
    text = cells.get("abstract", "")
    return next((kind for words, kind in _words()["opening"].items() if words in text[:200]), "")


@cache
def _words() -> dict[str, dict[str, str]]:
    words: dict[str, dict[str, str]] = read_yaml(Path(__file__).with_name("patent_words.yaml"))
    return words
