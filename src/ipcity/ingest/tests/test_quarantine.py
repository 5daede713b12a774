"""Rows set aside come back: corrected by a clerk, or because the reader has learnt."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipcity.base.errors import BadInput, NotFound
from ipcity.ingest import Passport, RawRow, correct, find, load, open_rows, replay
from ipcity.ingest.passport import Terms
from ipcity.lake import Lake

GOOD = {
    "title": {"zh": "一种鱼竿"},
    "application_number": "201810123456.3",
    "publications": [{"number": "CN109999443A", "on": "2019.07.12"}],
    "filed": "2018.02.08",
    "parties": [{"role": "holder", "name": "甲公司"}],
}


class Rows:
    """A source that hands over what it was given."""

    def __init__(self, *rows: RawRow) -> None:
        self.rows = rows
        self.passport = Passport(
            name="rows", title={"zh": "行"}, publisher={"zh": "某处"}, terms=Terms({"zh": "内部"}, False),
            realm="real", rank=5, office="cn", kind="patent", coverage=[],
        )  # fmt: skip

    def recognises(self, path: Path, head: bytes) -> bool:
        return True

    def read(self, path: Path) -> Iterator[RawRow]:
        yield from self.rows


@pytest.fixture
def lake(tmp_path: Path) -> Lake:
    return Lake(tmp_path / "lake")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "rows.txt"
    path.write_text("x")
    return path


def test_a_corrected_row_becomes_a_record_and_is_settled(lake: Lake, file: Path) -> None:
    wrong = GOOD | {"publications": [{"number": "CN109999443A", "on": "2019.02.30"}]}
    source = Rows(RawRow("rows.txt:1", wrong))
    load(lake, [file], [source])
    (row,) = open_rows(lake)
    with pytest.raises(BadInput, match="仍不能收录"):
        correct(lake, row, {"publications.0.on": "1992-07-12"}, why="试", who="甲", sources=[source])
    with pytest.raises(BadInput, match="理由"):
        correct(lake, row, {"publications.0.on": "2019-07-12"}, why=" ", who="甲", sources=[source])
    made = correct(lake, row, {"publications.0.on": "2019-07-12"}, why="公报原文", who="甲", sources=[source])
    assert made.values["publications"][0]["on"] == "2019-07-12" and made.who == "甲"
    report = replay(lake, [source])
    assert (report.read, report.accepted, report.merged, report.quarantined) == (1, 1, 0, 0)
    assert open_rows(lake) == []
    assert lake.at().named("CN109999443A").dates["published"] == "2019-07-12"
    with pytest.raises(NotFound):
        replay(lake, [source])


def test_rows_that_stay_wrong_stay_and_are_kept_once(lake: Lake, file: Path) -> None:
    source = Rows(RawRow("rows.txt:1", GOOD), RawRow("rows.txt:2", {"0": "半行"}, problem="这一行不成表格。"))
    load(lake, [file], [source])
    for _ in range(2):
        report = replay(lake, [source])
        assert (report.read, report.accepted, report.merged, report.quarantined) == (1, 0, 0, 1)
    (left,) = open_rows(lake)
    assert left.reason == "这一行不成表格。" and find(lake, left.row[:8]) == left


def test_what_a_better_reader_accepts_is_settled_without_a_correction(lake: Lake, file: Path) -> None:
    untitled = GOOD | {"title": {"zh": ""}}
    load(lake, [file], [Rows(RawRow("rows.txt:1", untitled))])
    learnt = Rows()
    learnt.passport = Passport(
        **{**{n: getattr(learnt.passport, n) for n in Passport.__struct_fields__}, "fragments": True}
    )
    assert replay(lake, [learnt]).accepted == 1 and not open_rows(lake)


@pytest.mark.parametrize("path", ["title.zh.x", "publications.7.on", "publications.x"])
def test_a_place_that_is_none_is_said(lake: Lake, file: Path, path: str) -> None:
    source = Rows(RawRow("rows.txt:1", GOOD | {"title": {"zh": ""}}))
    load(lake, [file], [source])
    with pytest.raises(BadInput, match="不是这一行里的位置"):
        correct(lake, open_rows(lake)[0], {path: "x"}, why="试", who="甲", sources=[source])


def test_too_little_of_a_row_number_finds_nothing(lake: Lake, file: Path) -> None:
    with pytest.raises(BadInput, match="太短"):
        find(lake, "ab")
    with pytest.raises(NotFound):
        find(lake, "abcdef12")
