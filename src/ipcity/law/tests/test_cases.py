"""Every case of the book. The expected values were written by hand or come from the named source.

YAML 1.1 reads a bare `on:` as true, so the cases say `day`.
"""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec
import pytest

from ipcity.base.files import read_yaml
from ipcity.law import ApplicationNumber, read_application_number, stage_of, state_on

CASES = Path(__file__).parents[1] / "cases"


class Happened(msgspec.Struct):
    code: str
    on: str
    effective: str | None = None


def cases(name):
    return read_yaml(CASES / f"{name}.yaml")


@pytest.mark.parametrize("case", cases("application_numbers"), ids=lambda case: case["text"])
def test_application_number(case):
    answer = read_application_number(case["text"])
    if "why" in case:
        assert not isinstance(answer, ApplicationNumber) and answer.why == case["why"]
    else:
        assert isinstance(answer, ApplicationNumber)
        assert (answer.value, answer.checked, answer.right_type) == (
            case["value"], case["checked"], case["right_type"],
        )  # fmt: skip


@pytest.mark.parametrize("case", cases("document_stages"), ids=lambda case: f"{case['number']} {case['day']}")
def test_document_stage(case):
    stage = stage_of(case["number"], case["day"])
    if case["stage"] is None:
        assert stage is None
    else:
        assert stage is not None
        assert (stage.right_type, stage.stage) == (case["right_type"], case["stage"])


@pytest.mark.parametrize("case", cases("states"), ids=lambda case: case["name"])
def test_state(case):
    events = [Happened(event["code"], event["day"], event.get("effective")) for event in case["events"]]

    def at(day: date):
        return state_on(case["right_type"], case["dates"], events, day)

    assert {day: at(day).state for day in case["expect"]} == case["expect"]
    assert all(at(day).live for day in case.get("live", ()))
    for day, flags in case.get("flags", {}).items():
        assert at(day).flags == set(flags)


def test_every_event_of_the_book_leads_to_a_known_state():
    book = read_yaml(CASES.parent / "book/cn/patent/events.yaml")
    known = set(book["states"]) | {"same", "restored"}
    assert {entry["to"] for entry in book["events"].values()} <= known
    assert set(book["live"]) <= set(book["states"])


def test_every_reference_of_the_book_is_named():
    known = set(read_yaml(CASES.parent / "book/about.yaml")["sources"])
    for file in (CASES.parent / "book").rglob("*.yaml"):
        assert set(_references(read_yaml(file))) <= known, file


def _references(node):
    if isinstance(node, dict):
        for key, value in node.items():
            if key == "reference":
                yield from value if isinstance(value, list) else [value]
            else:
                yield from _references(value)
    elif isinstance(node, list):
        for one in node:
            yield from _references(one)
