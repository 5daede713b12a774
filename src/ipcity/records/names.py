"""Names of parties: folding for comparison, and telling persons from organisations.

Folding never merges two names that a clerk would keep apart: 华兴 and 华星 stay two.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from pathlib import Path
from unicodedata import is_normalized

from ipcity.base.files import read_yaml
from ipcity.base.text import fold, is_cjk

_PARTS = re.compile(r"[;；]")
_LATIN = re.compile(r"[a-z]+")
_SPACES = re.compile(r"(?<=[^\x00-\x7f]) | (?=[^\x00-\x7f])")


@lru_cache(maxsize=65_536)
def normal_name(name: str) -> str:
    """Full width → half width, Latin in lower case, no blanks between Chinese characters."""
    if name.isalpha() and is_normalized("NFKC", name):  # as most are: nothing to fold but case
        return name.lower()
    return _SPACES.sub("", fold(name))


def split_names(cell: str) -> list[str]:
    """`刘阳;??关翔` → two names. The gazette's spreadsheets lost two characters after each semicolon."""
    parts = (part.strip().lstrip("?？").strip() for part in _PARTS.split(cell))
    return [part for part in parts if part]


@lru_cache(maxsize=65_536)
def is_natural_person(name: str) -> bool:
    """By form alone, and in doubt yes: a wrong yes hides a street, a wrong no shows a home."""
    words = _words()
    folded = normal_name(name)
    if any(word in folded for word in words["organisation_words"]):
        return False
    latin = set(_LATIN.findall(folded.replace(".", "")))
    if latin & set(words["organisation_latin"]):
        return False
    chinese = sum(map(is_cjk, folded))
    if chinese == len(folded):
        return len(folded) <= 4 and not (
            len(folded) >= 4 and folded.endswith(tuple(words["organisation_ends"]))
        )
    return "·" in name or "・" in name or "." in name or bool(re.fullmatch(r"[a-z ,'-]+", folded))


@cache
def _words() -> dict[str, list[str]]:
    words: dict[str, list[str]] = read_yaml(Path(__file__).with_name("names.yaml"))
    return words
