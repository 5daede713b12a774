"""Shelves: the same records as from the columns, made again where they are missing, and never mistaken."""

from __future__ import annotations

import shutil

import numpy as np
import pyarrow as pa
import pytest

from ipcity.lake import finder, open_lake, shelf, shelves
from ipcity.lake.hashes import hashes, hashes_of
from ipcity.lake.shelves import finder_of, made_shelves
from ipcity.records import Document, Event, Number, Party, Record

MANY = 100  # more than two blocks


def make(number: int, title: str = "名称", **more: object) -> Record:
    document = Document(number=f"CN{number}A", kind_code="A", on="2019-07-12", stage="published")
    return Record(
        record_id=f"patent-cn-pub-{number}", kind="patent", right_type="invention", office="cn",
        title={"zh": title, "en": 'a "title"'}, dates={"published": "2019-07-12"}, documents=[document],
        parties=[Party(role="owner", name="甲公司", name_norm="甲公司", area="371002")],
        events=[Event(code="GR01", on="2020-01-01")], from_={"title": "gazette 10 -"}, **more,
    )  # type: ignore[arg-type]  # fmt: skip


@pytest.fixture
def lake(tmp_path):
    lake = open_lake(tmp_path / "lake")
    mark = Record(
        record_id="trademark-cn-r-1", kind="trademark", right_type="mark", office="cn", title={"zh": "商标"},
        numbers=[Number(type="registration", value="1")],
    )  # fmt: skip
    with lake.write() as writer:
        writer.put([*(make(100000000 + at) for at in range(MANY)), mark])
    with lake.write() as writer:
        writer.put([make(100000007, "新"), make(100000008, redirect="patent-cn-pub-100000009")])
    return lake


def by_hand(text: str) -> int:
    """The sum that `hashes` promises, one byte after another, in Python's own numbers."""

    def weight(at: int) -> int:
        mixed = (at + 1) * 0x9E3779B97F4A7C15 % 2**64
        mixed = (mixed ^ mixed >> 30) * 0xBF58476D1CE4E5B9 % 2**64
        mixed = (mixed ^ mixed >> 27) * 0x94D049BB133111EB % 2**64
        return (mixed ^ mixed >> 31) | 1

    said = text.encode()
    total = sum((byte + 1) * weight(at % 4096) for at, byte in enumerate(said)) % 2**64
    return total ^ len(said) * weight(0) % 2**64


def test_hashes_are_the_same_for_good():
    texts = ["", "a", "cn:a:201830514079", "鲁作登字-2020", "x" * 5000, ""]
    assert hashes_of(texts).tolist() == [by_hand(one) for one in texts]
    assert hashes(pa.array(texts).slice(2, 2)).tolist() == [by_hand(one) for one in texts[2:4]]
    assert not len(hashes_of([]))


def test_the_same_from_shelves_as_from_columns(lake):
    ids = [f"patent-cn-pub-{100000000 + at}" for at in (3, 99, 7, 8, 0, 50)] + ["nobody", "trademark-cn-r-1"]
    found, one, later = lake.at().by_ids(ids), lake.at().record(ids[2]), list(lake.at().changed_since(1))
    assert [record.record_id for record in found] == [*ids[:6], ids[7]]
    assert (one.name, lake.at(1).record(ids[2]).name) == ("新", "名称")
    shutil.rmtree(lake.folder / "shelves")
    shelf._opened.cache_clear()
    shelves._finder.cache_clear()
    assert finder_of(lake.folder, 2) is None
    assert lake.at().by_ids(ids) == found and lake.at().record(ids[2]) == one
    assert list(lake.at().changed_since(1)) == later and len(later) == 2


def test_a_lake_without_shelves_gets_them_by_its_next_load(lake):
    before = [one.texts(range(one.rows)) for one in made_shelves(lake.folder, 2)]
    shutil.rmtree(lake.folder / "shelves")
    half = lake.folder / "shelves" / "part-0.shelf"
    half.parent.mkdir()
    half.write_bytes(b"cut off")
    shelf._opened.cache_clear()
    with lake.write() as writer:
        known = writer.known(["cn:d:100000007", "cn:d:100000008", "cn:d:100000099", "cn:d:5"])
    assert {key: one.name for key, one in known.items()} == {"cn:d:100000007": "新", "cn:d:100000099": "名称"}
    again = made_shelves(lake.folder, 2)
    decoded = [[finder._decoder.decode(text) for text in one.texts(range(one.rows))] for one in again]
    assert decoded == [[finder._decoder.decode(text) for text in texts] for texts in before]


def test_what_a_load_puts_again_is_written_once(lake, monkeypatch):
    monkeypatch.setattr("ipcity.lake.data_files._ROWS_OF_A_FILE", 40)
    with lake.write() as writer:
        for begin in range(0, 90, 30):
            writer.put([make(200000000 + begin + at, "一") for at in range(30)])
        writer.put([make(200000004, "二"), make(200000070, "二")])
        assert writer.known(["cn:d:200000004"])["cn:d:200000004"].name == "二"
    rows = lake.at().sql(
        "select record_id, title['zh'] t, seq from versions where record_id like '%-2000000%'"
    )
    assert rows.num_rows == 90 and set(rows["seq"].to_pylist()) == {3}
    twice = {row["record_id"] for row in rows.to_pylist() if row["t"] == "二"}
    assert twice == {"patent-cn-pub-200000004", "patent-cn-pub-200000070"}
    assert [lake.at().record(one).name for one in sorted(twice)] == ["二", "二"]
    assert lake.at().record("patent-cn-pub-200000005").name == "一"


def test_ids_and_keys_under_one_hash_are_told_apart(tmp_path, monkeypatch):
    """Every text has the same hash here: nothing is found by luck, nothing is lost."""
    monkeypatch.setattr("ipcity.lake.data_files.hashes", lambda texts: np.full(len(texts), 7, np.uint64))
    monkeypatch.setattr("ipcity.lake.finder.hashes_of", lambda texts: np.full(len(texts), 7, np.uint64))
    lake = open_lake(tmp_path / "lake")
    with lake.write() as writer:
        writer.put([make(100000001, "一"), make(100000002, "二")])
        writer.put([make(100000001, "三")])
    assert [one.name for one in lake.at().by_ids(["patent-cn-pub-100000002", "patent-cn-pub-100000001"])] == [
        "二", "三",
    ]  # fmt: skip
    assert lake.at().by_ids(["patent-cn-pub-3"]) == []
    with lake.write() as writer:
        known = writer.known(["cn:d:100000001", "cn:d:100000002", "cn:d:3"])
    assert {key: one.name for key, one in known.items()} == {"cn:d:100000001": "三", "cn:d:100000002": "二"}


def test_tidying_sweeps_shelves_with_their_files(lake):
    with lake.write() as writer:
        writer.put([make(100000000 + at, "三") for at in range(MANY)])
    lake.tidy(hours=0)
    data = {path.stem for path in (lake.folder / "records").rglob("*.parquet")}
    assert {path.stem for path in (lake.folder / "shelves").iterdir()} == data
    assert lake.at().record("patent-cn-pub-100000050").name == "三"
