"""The pattern files of this room, read once. A clerk may check them; the code only applies them."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.documents.parts import Words

_FOLDER = Path(__file__).with_name("patterns")


@cache
def patterns(name: str) -> dict[str, Any]:
    """The content of `patterns/<name>.yaml`."""
    found: dict[str, Any] = read_yaml(_FOLDER / f"{name}.yaml")
    return found


@cache
def compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.MULTILINE)


def one_of(words: list[str]) -> str:
    """An alternative of plain words, the longest first."""
    return "(?:" + "|".join(re.escape(word) for word in sorted(words, key=len, reverse=True)) + ")"


def reason(code: str) -> Words:
    words: Words = patterns("reasons")[code]
    return words


def measure_words(unit: str) -> Words:
    """件 → {zh: 件, en: pieces}; what is not in the list keeps its own name."""
    words: Words = patterns("targets")["units"].get(unit, {"zh": unit, "en": unit})
    return words


def aggregation_words(aggregation: str) -> Words:
    """cagr → {zh: 年均复合增长, en: compound yearly growth}."""
    known = [*patterns("targets")["aggregations"], patterns("targets")["aggregation_plain"]]
    return next(
        ({"zh": one["zh"], "en": one["en"]} for one in known if one["aggregation"] == aggregation),
        {"zh": aggregation, "en": aggregation},
    )
