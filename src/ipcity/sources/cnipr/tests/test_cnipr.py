"""A record of CNIPR with its events."""

from __future__ import annotations

from ipcity.sources.tests.seeds import loaded


def test_the_record(tmp_path):
    lake, report = loaded(tmp_path, "cnipr")
    assert report.accepted == 1
    record = lake.record("patent-cn-2012109999017")
    assert (record.status, record.dates["granted"]) == ("granted", "2015-03-25")
    transfer = next(one for one in record.events if one.code == "TR01")
    assert (transfer.on, transfer.effective) == ("2020-08-21", "2020-07-31")
    assert [(one.role, one.name) for one in record.parties[:2]] == [
        ("owner", "乙股份有限公司"),
        ("applicant", "甲有限公司"),
    ]
    assert record.claims == ["1.一种菌种&用途。"] and record.citations[0].number == "CN101999901A"
    assert [(one.scheme, one.symbol) for one in record.classes][-1] == ("gbt4754", "C2761")
