"""What a published document is: decided by its kind letter and its day together."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache
from typing import NamedTuple

from ipcity.law.book import in_period, page, remembered_many

_PAGE = "cn/patent/document_kinds"
_NUMBER = re.compile(r"^(?:CN)?\s*(?P<digits>\d{7,9})\s*(?P<letter>[A-Z])(?P<level>\d)?$")
_UNDATED = re.compile(r"^CN\s*(?P<digits>\d{7,9})\s*(?:(?P<letter>[A-Z])(?P<level>\d)?)?$")


class Stage(NamedTuple):
    """`stage`: published, examined, granted, invalidated_part or corrected."""

    number: str  # CN109999443A
    digits: str
    kind_code: str
    right_type: str
    stage: str
    mark: str


@lru_cache(maxsize=4_096)  # asked several times for one row, and rarely again
def stage_of(number: str, on: date) -> Stage | None:
    """`CN109999443A` of 2019-07-12 → published invention. None when letter and day do not fit together."""
    found = _NUMBER.match(number.strip().upper())
    if not found:
        return None
    digits, letter, level = found.groups("")
    if (said := _said(letter, level, on)) is None:
        return None
    return Stage(f"CN{digits}{letter}{level}", digits, letter + level, *said)


@remembered_many
def _said(letter: str, level: str, on: date) -> tuple[str, str, str] | None:
    """Type of right, stage and mark: what a letter means on a day, whatever the number."""
    book = page(_PAGE)
    entry = in_period(book["letters"].get(letter, ()), on)
    if entry is None:
        return None
    stage = "corrected" if level in book["corrections"] else entry["stage"]
    return entry["right_type"], stage, book["mark"]


def undated(number: str) -> str | None:
    """`cn 106368451 A` → CN106368451A: a number whose day is not known, so that nothing is said of its stage.

    A number without its letter is kept without; None when it is no Chinese document number.
    """
    found = _UNDATED.match(number.strip().upper())
    if not found or (found["letter"] and found["letter"] not in page(_PAGE)["letters"]):
        return None
    return f"CN{found['digits']}{found['letter'] or ''}{found['level'] or ''}"


def family_digits(stage: Stage, on: date) -> str:
    """What publication and grant of one invention share; of other documents, number and letter."""
    shares = page(_PAGE)["grant_keeps_digits_from"]
    if stage.right_type == "invention" and (stage.stage == "published" or on >= shares):
        return stage.digits
    return stage.digits + stage.kind_code[0]
