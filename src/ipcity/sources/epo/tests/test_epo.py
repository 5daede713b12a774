"""DOCDB and OPS: records, parts of records, legal events, or a sentence."""

from __future__ import annotations

import pytest

from ipcity.base.errors import BadInput
from ipcity.sources.epo.reader import SOURCE
from ipcity.sources.tests.seeds import SEEDS, loaded


def test_exchange_documents(tmp_path):
    lake, report = loaded(tmp_path, "epo/exchange.xml")
    assert report.accepted == 2
    rod = lake.record("patent-ep-17999001")
    assert rod.title == {"en": "ROD ś", "de": "RUTE"} and rod.family == "docdb:990001"
    assert [(one.name, one.area) for one in rod.holders] == [("Invented Rods AG", "CH")]
    assert (rod.classes[0].symbol, rod.classes[0].main, rod.classes[0].edition) == (
        "A01K87/00",
        True,
        "2006.01",
    )
    assert (rod.citations[0].number, rod.citations[0].category) == ("US20120057518A1", "X")
    assert rod.priority == ["CN201610999901A"]


def test_a_us_document_of_docdb_keeps_the_offices_own_number_or_none(tmp_path):
    lake, _ = loaded(tmp_path, "epo/exchange.xml")
    record = lake.record("patent-us-pub-20190999001")
    assert record.number("application") is None and record.number("publication").value == "US20190999001A1"


def test_legal_events_of_a_chinese_patent_are_judged_by_the_law_and_others_are_not(tmp_path):
    lake, _ = loaded(tmp_path, "epo/legal.xml")
    chinese = lake.record("patent-cn-2017119999016")
    assert chinese.status == "lapsed" and [one.code for one in chinese.events] == ["PB01", "GR01", "CF01"]
    assert chinese.events[-1].effective == "2022-12-01"
    european = lake.record("patent-ep-18999002")
    assert (european.status, european.status_as_of) == ("granted", "2021-06-04"), (
        "the office's word, not PG25 of one state"
    )


def test_events_of_the_register_belong_to_the_number_asked_for(tmp_path):
    lake, report = loaded(tmp_path, "epo/legal.xml", "epo/register.xml")
    assert (report.read, report.accepted) == (3, 3)
    record = lake.record("patent-ep-18999002")
    assert "0009250" in [one.code for one in record.events] and record.status_as_of == "2022-05-02"


def test_hits_of_a_search_are_rows(tmp_path):
    lake, report = loaded(tmp_path, "epo/search.xml")
    assert report.accepted == 2 and lake.record("patent-hr-pub-p20999003").family == "docdb:990003"


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("<ops:standardization><a/></ops:standardization>", "号码换算"),
        ("<ops:document-inquiry/>", "图像清单"),
        (
            "<ftxt><fulltext-document><description><p>x</p></description></fulltext-document></ftxt>",
            "说明书全文",
        ),
        ("<ops:other/>", "没有这种来源的记录"),
    ],
)
def test_an_answer_without_records_is_refused_with_what_it_is(tmp_path, inside, said):
    path = tmp_path / "answer.xml"
    path.write_text(f'<ops:world-patent-data xmlns:ops="o">{inside}</ops:world-patent-data>')
    assert SOURCE.recognises(path, path.read_bytes())
    with pytest.raises(BadInput, match=said):
        list(SOURCE.read(path))


def test_the_fault_is_named():
    with pytest.raises(BadInput, match="没有查到文献"):
        list(SOURCE.read(SEEDS / "epo" / "fault.xml"))


def test_the_later_state_stands_in_whatever_order_files_come(tmp_path):
    for at, order in enumerate(
        (["epo/legal.xml", "epo/register.xml"], ["epo/register.xml", "epo/legal.xml"])
    ):
        lake, _ = loaded(tmp_path / str(at), *order)
        ids = lake.sql("select record_id from records where office = 'ep'")["record_id"].to_pylist()
        record = lake.record(ids[0])
        assert (record.status, record.status_as_of) == ("granted", "2022-05-02")
