"""Made-up records: as many as asked, all fit to load, with numbers of their own, the same for the same seed."""

from __future__ import annotations

from datetime import date

import numpy as np
import pyarrow as pa
import pytest

from ipcity.lake import open_lake
from ipcity.law import ApplicationNumber, read_application_number, stage_of
from ipcity.sources import load_paths
from ipcity.sources.made_up.generate import COLUMNS, blocks, write_csv
from ipcity.sources.made_up.numbers import is_made_up
from ipcity.sources.made_up.texts import joined, listed
from ipcity.sources.sample_city.numbers import is_invented

ROWS = 600


@pytest.fixture(scope="module")
def rows():
    return pa.Table.from_batches(list(blocks(ROWS, seed=7))).to_pylist()


def test_the_same_seed_gives_the_same_bytes(tmp_path):
    for name in ("one.csv", "two.csv"):
        write_csv(tmp_path / name, 200, seed=3)
    write_csv(tmp_path / "other.csv", 200, seed=4)
    assert (tmp_path / "one.csv").read_bytes() == (tmp_path / "two.csv").read_bytes()
    assert (tmp_path / "one.csv").read_bytes() != (tmp_path / "other.csv").read_bytes()


def test_every_number_is_whole_unique_and_nobody_elses(rows):
    for row in rows:
        number = read_application_number(row["application_number"])
        assert isinstance(number, ApplicationNumber) and number.checked
        stage = stage_of(row["publication_number"], date.fromisoformat(row["published_on"]))
        assert stage is not None and stage.right_type == number.right_type
        assert is_made_up(row["application_number"], [row["publication_number"]])
        assert not is_invented(row["application_number"], [row["publication_number"]])
        assert row["filed"] < row["published_on"] and (
            not row["lapsed_on"] or row["lapsed_on"] > row["published_on"]
        )
    assert (
        len({row["application_number"] for row in rows})
        == len({row["publication_number"] for row in rows})
        == ROWS
    )


def test_texts_have_the_length_of_real_ones(rows):
    assert 150 < np.mean([len(row["abstract"]) for row in rows]) < 350
    assert all(row["title"] in row["abstract"] for row in rows)


def test_all_of_them_load(tmp_path):
    write_csv(tmp_path / "records.csv", ROWS)
    report = load_paths(open_lake(tmp_path / "lake"), [tmp_path / "records.csv"])
    assert (report.read, report.accepted, report.quarantined) == (ROWS, ROWS, 0)
    records = list(open_lake(tmp_path / "lake").at().records())
    assert {record.realm for record in records} == {"sample"}
    assert {record.status for record in records} >= {"granted", "published", "lapsed"}


def test_a_real_number_is_set_aside(tmp_path):
    line = dict.fromkeys(COLUMNS, "") | {
        "title": "渔竿", "application_number": "2018101234563", "publication_number": "CN109999443A",
        "published_on": "2019-07-12", "filed": "2018-01-05", "holders": "某公司",
    }  # fmt: skip
    header = ",".join(f'"{name}"' for name in COLUMNS)
    (tmp_path / "records.csv").write_text(f"{header}\n{','.join(line.values())}\n", encoding="utf-8")
    report = load_paths(open_lake(tmp_path / "lake"), [tmp_path / "records.csv"])
    assert (report.accepted, report.quarantined) == (0, 1)


def test_gathering_and_listing():
    texts = pa.array(["甲", "乙乙", "丙"])
    assert joined(texts, np.array([0, 1, 2, 2]), np.array([1, 4])).to_pylist() == ["甲", "乙乙丙丙"]
    assert listed(texts, np.array([[0, 1], [2, 1]]), np.array([2, 1])).to_pylist() == ["甲;乙乙", "丙"]


def test_blocks_go_on_where_the_last_ended():
    numbers = [set(batch["application_number"].to_pylist()) for batch in blocks(40_000, seed=1)]
    assert len(numbers) == 2 and not numbers[0] & numbers[1]
