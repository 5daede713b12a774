"""Running a worked example: ask the book what the case asks, and compare with what was expected beforehand."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from ipcity.base.errors import IpcityError
from ipcity.law.answers import VERIFIED, weakest
from ipcity.law.book import page
from ipcity.law.casebook import rules_of
from ipcity.law.readers import OWN_MARKS, READERS, Case
from ipcity.law.rules import mark_of, plain_data

REFUSED = "refused"


@dataclass(frozen=True)
class Proof:
    """`right` when what the book says is what the case expected."""

    case: Case
    actual: Any
    mark: str
    right: bool


def prove(case: Case) -> Proof:
    """Run one case. A refusal (IpcityError) is an answer too: `refused`."""
    try:
        actual = plain_data(READERS[case["reader"]](case))
    except IpcityError:
        actual = REFUSED
    return Proof(case, actual, _mark(case), _fits(plain_data(case["expect"]), actual))


def _fits(expected: Any, actual: Any) -> bool:
    """A mapping fits when every key it names fits; all else must be equal."""
    if isinstance(expected, dict):
        return isinstance(actual, dict) and all(
            _fits(value, actual.get(key)) for key, value in expected.items()
        )
    return bool(expected == actual)


def _mark(case: Case) -> str:
    """How far the rules under the case are verified; of a dated value or a list, that of what the case touches."""
    if case["reader"] in OWN_MARKS:
        return _own_mark(case)
    marks = []
    for rule in rules_of(case):
        content = page(rule)
        day = case.get("as_of")
        if content["kind"] == "parameter" and isinstance(day, date):
            begun = [start for start in content["values"] if start <= day]
            marks.append(content["values"][max(begun)]["mark"] if begun else VERIFIED)
        else:
            marks.append(mark_of(content))
    return weakest(marks)


def _own_mark(case: Case) -> str:
    try:
        return weakest(OWN_MARKS[case["reader"]](case))
    except IpcityError:
        return VERIFIED
