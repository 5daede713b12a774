"""What may leave: by terms, by decisions, and never a home; and that nothing is left half done."""

from __future__ import annotations

import json
import tracemalloc

import pytest

from ipcity.base.errors import BadQuery
from ipcity.base.settings import settings as house
from ipcity.city.exports.about import About
from ipcity.city.exports.make import Wanted, digest_of, make
from ipcity.city.exports.rows import safe
from ipcity.city.exports.writers import WRITERS
from ipcity.lake import open_lake
from ipcity.records import Document, Party, Record, SourceRef
from ipcity.records.decided import WITHHELD, Withholding, write_withheld
from ipcity.search import Filters, open_index, update_index

ABOUT = About(query="", filters="", realm={"zh": "样例"}, lake_version=1, made_at="", rows=0, language="zh")


def record(number: int, *sources: str) -> Record:
    return Record(
        record_id=f"patent-cn-pub-{number}", kind="patent", right_type="invention", office="cn", realm="sample",
        title={"zh": f"渔竿{number}"}, dates={"published": "2019-07-12"},
        documents=[Document(number=f"CN{number}A", kind_code="A", on="2019-07-12", stage="published")],
        parties=[Party(role="applicant", name="于海生", name_norm="于海生", natural=True, address="山东省威海市文登区泽库镇1号")],
        sources=[SourceRef(source=one, row=f"{number}-{one}", place="rights.jsonl:1") for one in sources],
    )  # fmt: skip


@pytest.fixture
def home(tmp_path, monkeypatch):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    house.cache_clear()
    lake = open_lake(tmp_path / "lake")
    with lake.write() as writer:
        writer.put([record(n, "sample_city") for n in range(100000001, 100000013)])
        writer.put([record(100000020, "gazette"), record(100000021, "sample_city", "gazette")])
        writer.put([record(100000022, "nobody-knows")])
    update_index(lake, tmp_path / "index")
    yield tmp_path
    house.cache_clear()


def made(home, query="渔竿", form="jsonl", **more):
    wanted = Wanted(query=query, filters=Filters(), form=form, **more)
    return make(wanted, home / f"x.{form}", lake=open_lake(home / "lake"), index=open_index(home / "index"))


def lines(path):
    first, *rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    return first["ipcity_export"], rows


def test_what_the_terms_do_not_allow_is_left_out_and_counted(home) -> None:
    one = made(home)
    about, rows = lines(one.path)
    assert (len(rows), about["rows"], about["left_out"]) == (12, 12, 3)
    assert {row["source"]: row["records"] for row in about["left_out_by_source"]} == {
        "gazette": 2,
        "nobody-knows": 1,
    }
    assert one.digest == digest_of(one.path) and one.size == one.path.stat().st_size


def test_inside_the_city_nothing_is_left_out_and_the_file_says_so(home) -> None:
    about, rows = lines(made(home, internal=True).path)
    assert len(rows) == 15 and about["internal"] and about["left_out"] == 0


def test_a_visitor_gets_so_many_and_learns_how_many_more_there_are(home) -> None:
    about, rows = lines(made(home, most=5).path)
    assert len(rows) == 5 and about["limited"] == 7


def test_no_home_leaves_whatever_a_source_printed(home) -> None:
    _, rows = lines(made(home).path)
    assert {row["parties"][0]["address"] for row in rows} == {"山东省威海市"}


def test_a_withheld_name_is_withheld_at_once_and_only_in_its_record(home) -> None:
    hidden = Withholding(name_norm="于海生", act="withhold-name")
    write_withheld({"patent-cn-pub-100000003": [hidden]}, 1)
    _, rows = lines(made(home).path)
    names = {row["record_id"]: row["parties"][0]["name"] for row in rows}
    assert names["patent-cn-pub-100000003"] == WITHHELD and names["patent-cn-pub-100000004"] == "于海生"
    write_withheld({}, 2)
    assert "于海生" in {row["parties"][0]["name"] for row in lines(made(home).path)[1][:3]}


def test_a_wrong_query_leaves_no_file(home) -> None:
    with pytest.raises(BadQuery):
        made(home, query="(渔竿")
    assert list(home.glob("*.jsonl*")) == [] and list(home.glob(".*.part")) == []


def test_a_list_of_records_can_be_taken_in_place_of_a_query(home) -> None:
    _, rows = lines(made(home, ids=("patent-cn-pub-100000007", "patent-cn-pub-100000001", "none")).path)
    assert [row["record_id"][-1] for row in rows] == ["1", "7"]


def test_a_safe_record_is_the_same_record(home) -> None:
    before = record(100000001, "sample_city")
    assert safe(before).parties[0].address == "山东省威海市" and before.parties[0].address.endswith("1号")


@pytest.mark.parametrize("form", ["csv", "jsonl", "xlsx", "ris"])
def test_memory_does_not_grow_with_the_rows(tmp_path, form) -> None:
    """A thousand records more cost no more than their own largest one: a writer holds none of them."""
    peaks = []
    for rows in (200, 1200):
        tracemalloc.start()
        writer = WRITERS[form](tmp_path / f"{rows}.{form}", ABOUT)
        for number in range(rows):
            writer.write(record(100000000 + number, "sample_city"))
        writer.close()
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    assert peaks[1] < peaks[0] + 400_000
