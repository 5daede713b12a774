"""Every division of China with the editions it stood in: code → name today, old names, and the code that continues one.

The table is `divisions.tsv`; its head says where it comes from. Days are those of editions of GB/T 2260, as months.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path

TABLE = Path(__file__).with_name("divisions.tsv")


@dataclass(frozen=True, slots=True)
class Division:
    """A name that a code bore. `until` is empty while it stands; `now` the code of today, empty where it was split."""

    code: str
    name: str
    since: str
    until: str
    now: str

    @property
    def level(self) -> str:
        return level_of(self.code)

    @property
    def stands(self) -> bool:
        return not self.until


@cache
def all_divisions() -> tuple[Division, ...]:
    lines = TABLE.read_text(encoding="utf-8").split("\n")
    return tuple(Division(*line.split("\t")) for line in lines if line and not line.startswith("#"))


@cache
def today() -> dict[str, Division]:
    """The divisions that stand, by code, in the order of codes."""
    return {one.code: one for one in all_divisions() if one.stands}


@cache
def _by_code() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for one in all_divisions():
        found[one.code].append(one)
    return {code: tuple(ones) for code, ones in found.items()}


@cache
def _before() -> dict[str, tuple[Division, ...]]:
    found: dict[str, list[Division]] = defaultdict(list)
    for one in all_divisions():
        if one.now and not one.stands:
            found[one.now].append(one)
    return {
        code: tuple(sorted(ones, key=lambda one: one.until, reverse=True)) for code, ones in found.items()
    }


@cache
def level_of(code: str) -> str:
    """province, prefecture or district (of the county level), by the form of the code."""
    if code.endswith("0000"):
        return "province"
    return "prefecture" if code.endswith("00") else "district"


def division(code: str) -> Division | None:
    """The newest that bore the code; None for what is in no edition."""
    known = _by_code().get(code)
    return known[-1] if known else None


def current(code: str) -> str:
    """371081 → 371003: the code of today; a code that stands, or whose heir is not known, stays."""
    one = division(code)
    return one.now if one and one.now else code


def before(code: str) -> tuple[Division, ...]:
    """The former names and codes of a division of today, the newest first."""
    return _before().get(code, ())


def on_day(code: str, on: date) -> Division | None:
    """What a division of today was called, and its code, on a day; as far as the editions tell."""
    month = f"{on:%Y-%m}"
    standing = today().get(code)
    candidates = ((standing,) if standing else ()) + before(code)
    return next(
        (one for one in candidates if one.since <= month and (not one.until or month < one.until)), None
    )


@cache
def below(code: str) -> tuple[str, ...]:
    """The divisions of the next level: of a province its prefectures and what it governs itself."""
    if level_of(code) == "district":
        return ()
    start = code.rstrip("0").ljust(2 if code.endswith("0000") else 4, "0")
    inside = [one for one in today() if one.startswith(start) and one != code]
    return tuple(one for one in inside if next((up for up in above(one) if up != one), None) == code)


def above(code: str) -> list[str]:
    """371002 → 371002, 371000, 370000; levels that are mere placeholders of the code are left out."""
    if not code.isdigit():
        return [code]
    chain = dict.fromkeys((code, code[:4] + "00", code[:2] + "0000"))
    return [one for one in chain if one == code or one in today()]
