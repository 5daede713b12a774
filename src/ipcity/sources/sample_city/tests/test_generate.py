"""The sample city: the same every time, no real number, and a right count finds what the generator meant."""

from __future__ import annotations

import json
import re
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from ipcity.sources.sample_city import generate
from ipcity.sources.sample_city.generate import Made

Row = dict[str, Any]


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return generate(tmp_path_factory.mktemp("sample"))


@pytest.fixture(scope="module")
def rows(made: Made) -> list[Row]:
    return [json.loads(line) for line in (made.folder / "rights.jsonl").read_text("utf-8").splitlines()]


def test_same_seed_same_bytes_other_seed_other_bytes(made: Made, tmp_path: Path) -> None:
    first = (made.folder / "rights.jsonl").read_bytes()
    generate(tmp_path / "again")
    generate(tmp_path / "other", seed=made.seed + 1)
    assert (tmp_path / "again" / "rights.jsonl").read_bytes() == first
    assert (tmp_path / "other" / "rights.jsonl").read_bytes() != first


def test_no_number_can_meet_a_real_one(rows: list[Row]) -> None:
    series = {"invention": r"CN199\d{6}[AB]", "utility_model": r"CN299\d{6}U", "design": r"CN399\d{6}S"}
    for row in rows:
        assert int(row["application_number"][5:12]) >= 9_000_000
        for publication in row["publications"]:
            assert re.fullmatch(series[row["right_type"]], publication["number"])


def test_check_digits_by_the_printed_rule(rows: list[Row]) -> None:
    """Weights 2 to 9, then 2 to 5; the sum modulo 11; ten is written X."""
    for row in rows:
        digits, check = row["application_number"][:12], row["application_number"][12]
        total = 0
        for place, digit in enumerate(digits):
            total += int(digit) * (2 + place % 8)
        assert check == "0123456789X"[total % 11]


def test_numbers_are_given_once(rows: list[Row]) -> None:
    applications = [row["application_number"] for row in rows]
    publications = [one["number"] for row in rows for one in row["publications"]]
    assert len(set(applications)) == len(applications)
    assert len(set(publications)) == len(publications)


def test_gazettes_come_out_on_tuesdays_and_fridays_and_never_after_the_citys_day(
    made: Made, rows: list[Row]
) -> None:
    for row in rows:
        days = [one["on"] for one in row["publications"]] + [one["on"] for one in row["events"]]
        assert {date.fromisoformat(day).weekday() for day in days} <= {1, 4}
        assert max(days) <= made.as_of.isoformat()
        assert row["filed"] < min(days)


def test_events_agree_with_the_publications(rows: list[Row]) -> None:
    for row in rows:
        said = {event["code"]: event["on"] for event in row["events"] if event["code"] in ("PB01", "GR01")}
        for publication in row["publications"]:
            assert said["PB01" if publication["number"][-1] == "A" else "GR01"] == publication["on"]
        assert len(said) == len(row["publications"])


def test_a_lapse_takes_effect_on_an_anniversary_of_filing_after_the_grant(rows: list[Row]) -> None:
    lapses = [(row, event) for row in rows for event in row["events"] if event["code"] == "CF01"]
    assert len(lapses) > 500
    for row, event in lapses:
        granted = next(one["on"] for one in row["events"] if one["code"] == "GR01")
        assert granted < event["effective"] < event["on"]
        month_day = row["filed"][5:]
        assert event["effective"][5:] == ("02-28" if month_day == "02-29" and not _leap(event) else month_day)
        assert 200 <= (date.fromisoformat(event["on"]) - date.fromisoformat(event["effective"])).days <= 280


def _leap(event: Row) -> bool:
    year = int(event["effective"][:4])
    return year % 4 == 0


@pytest.mark.parametrize("day", ["2017-12-31", "2019-09-30"])
def test_counting_rows_by_hand_finds_what_was_meant(made: Made, rows: list[Row], day: str) -> None:
    assert sum(_is_ours(row) and _lives(row, day) for row in rows) == made.in_force[day]


def test_the_city_is_of_the_size_its_plan_speaks_of(made: Made) -> None:
    assert 2200 <= made.in_force["2017-12-31"] <= 2300
    assert 2800 <= made.in_force["2019-09-30"] <= 2920
    assert 6000 <= made.rights <= 7000


def test_a_street_named_after_the_city_lies_elsewhere(rows: list[Row]) -> None:
    trap = [row for row in rows if "青岛市市北区威海路" in _owner(row).get("address", "")]
    assert trap and not any(_is_ours(row) for row in trap)


def test_abstracts_have_the_length_of_abstracts(rows: list[Row]) -> None:
    texts = [row["abstract"]["zh"] for row in rows if row["right_type"] != "design"]
    assert all(120 <= len(text) <= 250 for text in texts)
    assert len(set(texts)) > 0.97 * len(texts)


def _owner(row: Row) -> Row:
    owners = [party for party in row["parties"] if party["role"] == "owner"]
    return (owners or [party for party in row["parties"] if party["role"] == "applicant"])[0]


def _is_ours(row: Row) -> bool:
    """By reading the address as a person would: no other city before it."""
    address = _owner(row).get("address", "")
    own = re.search("威海|文登|荣成|乳山", address)
    other = re.search("烟台|青岛|招远", address)
    return row["right_type"] == "invention" and bool(own) and not other


def _lives(row: Row, day: str) -> bool:
    """Granted, and every end that took effect was undone by a later restoration."""
    if not any(event["code"] == "GR01" and event["on"] <= day for event in row["events"]):
        return False
    restored = [event["on"] for event in row["events"] if event["code"] == "RR01"]
    for event in row["events"]:
        ends = event["code"] in ("CF01", "CX01", "AV01", "IW01") and event["effective"] <= day
        if ends and not any(on > event["on"] for on in restored):
            return False
    return True
