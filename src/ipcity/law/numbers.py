"""Application numbers of Chinese patents: any way of writing → the normal form, with its check digit proved.

A number whose digits a spreadsheet has eaten is *damaged*: unknown, and never guessed.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache
from operator import mul
from typing import NamedTuple

from ipcity.law.book import page

_PAGE = "cn/patent/application_number"
_ZERO = ord("0")
_DRESS = re.compile(r"^(?:CN|ZL)+|[\s.．·\-]")


class ApplicationNumber(NamedTuple):
    """`value` without dress (2018101234563); `checked` when it carries a right check digit."""

    value: str
    year: int
    right_type: str
    route: str
    checked: bool


@dataclass(frozen=True)
class Unreadable:
    """Why a text is no application number: `damaged` by a spreadsheet, `wrong-check`, or `no-form`."""

    why: str
    text: str
    expected: str = ""


def is_damaged(text: str) -> bool:
    return bool(_damaged().match(text.strip()))


def check_digit(digits: str) -> str:
    """`201710601862` → `3`. Raises KeyError for a length that no period used."""
    weights = _weights()[len(digits)]
    rest = (sum(map(mul, digits.encode(), weights)) - _ZERO * sum(weights)) % 11
    return "X" if rest == 10 else str(rest)


def read_application_number(text: str) -> ApplicationNumber | Unreadable:
    """Accepts ZL, CN, dots, blanks and full width. Without check digit it is read, but not `checked`."""
    if is_damaged(text):
        return Unreadable("damaged", text)
    plain = _undressed(text)
    for form, pattern in _forms():
        if found := pattern.fullmatch(plain):
            digits, given = found["digits"], found["check"]
            year = _year(found["year"], form)
            if year is None:
                continue
            if given and given != check_digit(digits):
                return Unreadable("wrong-check", text, expected=f"{digits}.{check_digit(digits)}")
            kind = page(_PAGE)["kinds"][found["kind"]]
            return ApplicationNumber(
                digits + (given or ""), year, kind["right_type"], kind["route"], bool(given)
            )
    return Unreadable("no-form", text)


def _undressed(text: str) -> str:
    if text.isascii() and text[:-1].isdigit() and text.isalnum():  # 2018101234563, 201710601862X: as most are
        return text.upper()
    return _DRESS.sub("", _DRESS.sub("", unicodedata.normalize("NFKC", text).upper().strip()))


def _year(written: str, form: dict[str, object]) -> int | None:
    if len(written) == 4:
        return int(written)
    century = form["century"]
    assert isinstance(century, dict)
    for span, hundreds in century.items():
        low, high = str(span).split("-")
        if int(low) <= int(written) <= int(high):
            return int(hundreds) * 100 + int(written)
    return None


@cache
def _damaged() -> re.Pattern[str]:
    return re.compile(page(_PAGE)["damaged"], re.IGNORECASE)


@cache
def _forms() -> list[tuple[dict[str, object], re.Pattern[str]]]:
    return [
        (form, re.compile(rf"(?P<digits>{form['pattern']})(?P<check>[0-9X])?"))
        for form in page(_PAGE)["forms"]
    ]


@cache
def _weights() -> dict[int, list[int]]:
    return {len(form["weights"]): form["weights"] for form in page(_PAGE)["forms"]}
