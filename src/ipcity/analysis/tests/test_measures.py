"""Measures against brute force: the same question asked day by day, without the law's short cuts."""

from __future__ import annotations

import random
from datetime import date, timedelta
from pathlib import Path

import pytest

from ipcity.analysis import GrantedRight, granted, granted_rights, in_force, lies_in
from ipcity.lake import open_lake
from ipcity.records import Document, Event, Number, Party, Record

WEIHAI = "371000"
FIRST = date(2014, 1, 1)


@pytest.mark.parametrize(
    ("place", "answer"),
    [("371002", True), ("371083", True), ("371000", True), ("371100", False), ("370602", False), ("US", False),
     ("370000", None), (None, None)],
)  # fmt: skip
def test_an_area_holds_its_districts_and_nothing_else(place: str | None, answer: bool | None) -> None:
    assert lies_in(place, WEIHAI) is answer


def test_a_district_is_not_answered_by_the_city_around_it() -> None:
    assert lies_in("371000", "371002") is None
    assert lies_in("371003", "371002") is False


def make(number: int, dice: random.Random) -> GrantedRight:
    filed = FIRST + timedelta(days=dice.randrange(600))
    grant = filed + timedelta(days=dice.randrange(500, 900))
    events = []
    if dice.random() < 0.6:
        end = grant + timedelta(days=dice.randrange(1, 900))
        events.append(
            Event(code="CF01", on=(end + timedelta(days=240)).isoformat(), effective=end.isoformat())
        )
        if dice.random() < 0.4:
            events.append(Event(code="RR01", on=(end + timedelta(days=400)).isoformat()))
    if dice.random() < 0.05:
        void = grant + timedelta(days=300)
        events.append(Event(code="IW01", on=void.isoformat(), effective=void.isoformat()))
    place = dice.choice(["371002", "371003", "371082", "370602", "371100", "370000", None])
    dates = {"filed": filed.isoformat(), "granted": grant.isoformat()}
    return GrantedRight(record_id=f"patent-cn-{number:05}", right_type="invention", dates=dates, events=events,
                        holders=[place, "371002"])  # fmt: skip


def lives(right: GrantedRight, on: date) -> bool:
    """Written the long way: is there an ending that nothing undid?"""
    if date.fromisoformat(right.dates["granted"]) > on or any(one.code == "IW01" for one in right.events):
        return False
    lapse = next((one for one in right.events if one.code == "CF01"), None)
    restored = any(one.code == "RR01" for one in right.events)
    return lapse is None or restored or date.fromisoformat(lapse.effective or "") > on


@pytest.mark.parametrize("seed", range(4))
def test_in_force_day_by_day(seed: int) -> None:
    rights = [make(number, random.Random(seed * 1000 + number)) for number in range(300)]
    for step in range(0, 1900, 97):
        on = FIRST + timedelta(days=step)
        measured = in_force(rights, area=WEIHAI, on=on)
        living = [right for right in rights if lives(right, on)]
        assert list(measured.record_ids) == [
            one.record_id for one in living if (one.place or "")[:4] == "3710"
        ]
        assert measured.left_out.get("no-place", 0) == sum(one.place is None for one in living)
        assert measured.left_out.get("too-wide", 0) == sum(one.place == "370000" for one in living)


def test_grants_of_a_period_include_both_days_and_lapsed_rights() -> None:
    rights = [make(number, random.Random(number)) for number in range(400)]
    day = rights[7].granted_on
    for first, last in ((day, day), (date(2016, 1, 1), date(2016, 12, 31)), (day + timedelta(days=1), day)):
        measured = granted(rights, area=WEIHAI, first=first, last=last)
        expected = {
            one.record_id
            for one in rights
            if first <= one.granted_on <= last and (one.place or "")[:4] == "3710"
        }
        assert set(measured.record_ids) == expected


def record(number: int, *, realm: str, granted_on: str | None, owner: str | None, applicant: str) -> Record:
    value = f"CN1990000{number:02}A"
    parties = [Party(role="applicant", name="甲", name_norm="甲", area=applicant)]
    if granted_on:
        parties.append(Party(role="owner", name="乙", name_norm="乙", area=owner))
    return Record(
        record_id=f"patent-cn-pub-{value}", kind="patent", right_type="invention", office="cn", realm=realm,
        title={"zh": "一种样品"}, numbers=[Number(type="publication", value=value)], parties=parties,
        dates={"filed": "2014-05-05", "published": "2015-05-05"} | ({"granted": granted_on} if granted_on else {}),
        documents=[Document(number=value, kind_code="A", on="2015-05-05", stage="published")],
    )  # fmt: skip


def test_rights_are_read_from_the_lake_by_realm_with_their_present_holder(tmp_path: Path) -> None:
    lake = open_lake(tmp_path / "lake")
    with lake.write() as writer:
        writer.put([
            record(1, realm="sample", granted_on="2016-06-07", owner="371002", applicant="370602"),
            record(2, realm="sample", granted_on="2016-06-07", owner=None, applicant="371002"),
            record(3, realm="sample", granted_on=None, owner=None, applicant="371002"),
            record(4, realm="real", granted_on="2016-06-07", owner="371002", applicant="371002"),
        ])  # fmt: skip
    rights = granted_rights(lake.at(), realm="sample", right_type="invention")
    assert [(one.record_id[-4:], one.place) for one in rights] == [
        ("001A"[-4:], "371002"),
        ("002A"[-4:], None),
    ]
    measured = in_force(rights, area=WEIHAI, on=date(2019, 1, 1))
    assert (measured.count, measured.left_out) == (1, {"no-place": 1})
