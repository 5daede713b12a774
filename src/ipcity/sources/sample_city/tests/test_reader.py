"""Loading the sample city: everything is accepted, a second time nothing changes, real numbers stay out."""

from __future__ import annotations

import json
from pathlib import Path

from ipcity.lake import open_lake
from ipcity.sources import load_paths
from ipcity.sources.sample_city import generate
from ipcity.sources.sample_city.reader import SOURCE


def test_every_row_is_accepted_and_a_second_load_changes_nothing(tmp_path: Path) -> None:
    made = generate(tmp_path / "sample")
    lake = open_lake(tmp_path / "lake")
    first = load_paths(lake, [made.folder / "rights.jsonl"])
    assert (first.read, first.accepted, first.quarantined) == (made.rights, made.rights, 0)
    second = load_paths(lake, [made.folder / "rights.jsonl"])
    assert (second.read, second.merged, second.accepted) == (made.rights, made.rights, 0)
    assert lake.at().count() == made.rights
    assert {one.realm for one in lake.at().coverage()} == {"sample"}
    placed = [record.holders[0].area for record in lake.at().records(right_type="invention")]
    assert placed.count(None) == made.unplaced
    assert {area[:4] for area in placed if area} == {"3710", "3706", "3702"}


def test_a_broken_line_and_a_real_number_are_set_aside_with_a_reason(tmp_path: Path) -> None:
    real = {
        "application_number": "2016109843219",
        "publications": [{"number": "CN106564189B", "on": "2019-07-12"}],
    }
    path = tmp_path / "rights.jsonl"
    path.write_text('{"application_number": \n' + json.dumps(real) + "\n", "utf-8")
    broken, foreign = SOURCE.read(path)
    assert broken.problem and "JSON" in broken.problem and broken.place == "rights.jsonl:1"
    assert foreign.problem and "样例号段" in foreign.problem


def test_other_files_are_not_claimed(tmp_path: Path) -> None:
    for head in (
        b"",
        b"item,name\n1,2\n",
        b"[]\n",
        b"\xff\xfe\x00",
        b'{"application_number": "2016109843219"}\n',
    ):
        assert not SOURCE.recognises(tmp_path / "x.jsonl", head)
