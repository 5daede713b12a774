from __future__ import annotations

import shutil

import msgspec
import pytest

from ipcity.base.errors import Busy, NotFound, NotReady
from ipcity.lake import FileReport, QuarantinedRow, open_lake
from ipcity.records import Document, Event, Number, Record


def make(number, title="名称", **more):
    document = Document(number=f"CN{number}A", kind_code="A", on="2019-07-12", stage="published")
    return Record(
        record_id=f"patent-cn-pub-{number}", kind="patent", right_type="invention", office="cn",
        title={"zh": title}, dates={"published": "2019-07-12"}, documents=[document], **more,
    )  # fmt: skip


@pytest.fixture
def lake(tmp_path):
    return open_lake(tmp_path / "lake")


def put(lake, *records):
    with lake.write() as writer:
        writer.put(records)
    return writer.version


def test_before_the_first_load_there_is_nothing(lake):
    assert lake.version is None
    with pytest.raises(NotReady):
        lake.at()


def test_a_record_comes_back_as_it_went_in(lake):
    whole = make(
        100000001, "一种“引号”、逗号,与换行\n的名称", abstract={"zh": "摘要", "en": "abstract"}, extra={"k": "v"},
        events=[Event(code="GR01", on="2020-01-01", effective=None, text="授权")], from_={"title": "gazette 10 -"},
    )  # fmt: skip
    put(lake, whole)
    assert lake.at().record(whole.record_id) == whole


def test_the_latest_version_counts_and_old_ones_stay_readable(lake):
    first = put(lake, make(100000001, "旧"), make(100000002))
    second = put(lake, make(100000001, "新"))
    assert (first, second) == (1, 2)
    assert lake.at().record("patent-cn-pub-100000001").name == "新"
    assert lake.at(1).record("patent-cn-pub-100000001").name == "旧"
    assert lake.at().count() == 2
    assert [record.name for record in lake.at().changed_since(1)] == ["新"]


def test_a_handle_held_open_sees_loads_of_others_and_a_lake_put_back(lake, tmp_path):
    put(lake, make(100000001))
    other = open_lake(lake.folder)
    assert lake.version == other.version == 1
    put(other, make(100000002))
    assert lake.version == 2
    older = open_lake(tmp_path / "older")
    put(older, make(100000003))
    shutil.rmtree(lake.folder)
    assert lake.version is None
    older.folder.rename(lake.folder)
    assert lake.version == 1


def test_within_one_load_the_later_chunk_counts(lake):
    with lake.write() as writer:
        writer.put([make(100000001, "一"), make(100000002, "二")])
        assert writer.known(["cn:d:100000001"])["cn:d:100000001"].name == "一"
        writer.put([make(100000001, "三")])
        assert writer.known(["cn:d:100000001"])["cn:d:100000001"].name == "三"
    assert sorted(record.name for record in lake.at().records()) == ["三", "二"]
    assert lake.at().sql("select count(*) n from versions")["n"][0].as_py() == 2


def test_an_error_in_the_middle_leaves_nothing(lake):
    put(lake, make(100000001))
    with pytest.raises(ZeroDivisionError), lake.write() as writer:
        writer.put([make(100000002)])
        raise ZeroDivisionError
    assert lake.version == 1 and lake.at().count() == 1


def test_a_load_that_changes_nothing_makes_no_version(lake):
    put(lake, make(100000001))
    with lake.write() as writer:
        writer.report([FileReport(path="same", read=1, merged=1)], [])
    assert writer.version == lake.version == 1


def test_only_one_writer(lake):
    with lake.write(), pytest.raises(Busy), lake.write():
        pass


def test_redirects_are_left_out_of_lists_and_found_by_id(lake):
    put(lake, make(100000001), make(100000002, redirect="patent-cn-pub-100000001"))
    assert [record.record_id for record in lake.at().records()] == ["patent-cn-pub-100000001"]
    assert lake.at().record("patent-cn-pub-100000002").redirect == "patent-cn-pub-100000001"
    with lake.write() as writer:
        assert writer.known(["cn:d:100000002"]) == {}


def test_unknown_record_and_unknown_version(lake):
    put(lake, make(100000001))
    with pytest.raises(NotFound):
        lake.at().record("patent-cn-pub-9'; drop table")
    with pytest.raises(NotFound):
        lake.at(7)


def test_a_record_is_named_by_any_of_its_numbers(lake):
    put(lake, make(100000001, numbers=[Number(type="publication", value="CN100000001A")]))
    for written in ("patent-cn-pub-100000001", "CN100000001A", "cn 100000001 a", "100000001A"):
        assert lake.at().named(written).record_id == "patent-cn-pub-100000001"
    with pytest.raises(NotFound):
        lake.at().named("CN100000002A")


def test_quarantine_is_kept_with_its_reason(lake):
    row = QuarantinedRow(row="d", source="s", place="f:1", reason="因为", content="{}")
    with lake.write() as writer:
        writer.quarantine([row])
    assert lake.version == 1
    assert [msgspec.to_builtins(one) for one in lake.at().quarantined()] == [msgspec.to_builtins(row)]


def test_tidying_keeps_what_is_pinned(lake):
    for title in ("一", "二", "三"):
        put(lake, make(100000001, title))
    lake.pin(1, "a report")
    lake.tidy(hours=0)
    assert lake.at(1).record("patent-cn-pub-100000001").name == "一"
    assert lake.at().record("patent-cn-pub-100000001").name == "三"


def test_folding_leaves_the_latest_and_pinned_versions_readable(lake):
    for title in ("一", "二", "三"):
        put(lake, make(100000001, title), make(100000002, redirect="patent-cn-pub-100000001"))
    put(lake, make(100000003, abstract={"zh": "摘要"}, extra={"k": "v"}))
    before = list(lake.at().records())
    lake.pin(1, "a report")
    assert lake.fold() == lake.version == 5
    assert lake.at().sql("select count(*) n from versions")["n"][0].as_py() == 3
    assert list(lake.at().records()) == before
    assert [record.name for record in lake.at().changed_since(3)] == ["名称"], "a fold changes no record"
    assert lake.at().record("patent-cn-pub-100000002").redirect == "patent-cn-pub-100000001"
    lake.tidy(hours=0)
    assert lake.at(1).record("patent-cn-pub-100000001").name == "一"
    assert list(lake.at().records()) == before and lake.fold() is None
    put(lake, make(100000001, "四"))
    assert (lake.version, lake.at().record("patent-cn-pub-100000001").name) == (6, "四")


def test_tidying_folds_what_is_mostly_superseded(lake):
    for title in "一二三":
        put(lake, make(100000001, title))
    assert lake.tidy(hours=0) == 3
    assert (lake.version, lake.at().record("patent-cn-pub-100000001").name) == (4, "三")


def test_a_report_cut_off_in_the_middle_stops_no_later_load(lake):
    put(lake, make(100000001))
    half = lake.folder / "loads" / ".00000002.json.4711.part"
    half.write_bytes(b"{")
    assert put(lake, make(100000002)) == 2 and not half.exists()
