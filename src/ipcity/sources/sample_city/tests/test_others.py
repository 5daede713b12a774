"""The sample city's rights of other kinds: all kinds are there, all numbers are invented, patents stay what they were."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from ipcity.lake import open_lake
from ipcity.law import identify
from ipcity.records import kinds
from ipcity.sources import load_paths
from ipcity.sources.sample_city.generate import generate

WRITTEN_LIKE = {"software": "software", "work": "work", "layout": "layout", "variety": "variety"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return generate(tmp_path_factory.mktemp("city")).folder


def test_every_kind_but_patents_is_there_and_all_rows_are_accepted(folder: Path, tmp_path: Path) -> None:
    rows = [json.loads(line) for line in (folder / "others.jsonl").read_text("utf-8").splitlines()]
    counted = Counter(row["kind"] for row in rows)
    assert set(counted) == set(kinds()) - {"patent"}
    lake = open_lake(tmp_path / "lake")
    report = load_paths(lake, [folder / "others.jsonl"])
    assert (report.read, report.accepted, report.quarantined) == (len(rows), len(rows), 0)
    loaded = (
        lake.at().sql("select kind, count(*) n from records where realm = 'sample' group by kind").to_pylist()
    )
    assert {one["kind"]: one["n"] for one in loaded} == dict(counted)


def test_numbers_are_written_as_offices_write_them(folder: Path) -> None:
    for line in (folder / "others.jsonl").read_text("utf-8").splitlines():
        row = json.loads(line)
        if row["kind"] in WRITTEN_LIKE:
            read = identify(row["numbers"][0]["value"]).readings
            assert WRITTEN_LIKE[row["kind"]] in {one.identifies for one in read}, row["numbers"]


def test_a_real_number_is_no_sample(folder: Path, tmp_path: Path) -> None:
    row = json.loads((folder / "others.jsonl").open(encoding="utf-8").readline())
    row["numbers"][0]["value"] = "8773001"
    path = tmp_path / "others.jsonl"
    first = (folder / "others.jsonl").open(encoding="utf-8").readline()
    path.write_text(first + json.dumps(row, ensure_ascii=False) + "\n", encoding="utf-8")
    report = load_paths(open_lake(tmp_path / "lake"), [path])
    assert (report.read, report.accepted, report.quarantined) == (2, 1, 1)
