"""Register entries and hits of the German office."""

from __future__ import annotations

import pytest

from ipcity.sources.dpma.reader import _party
from ipcity.sources.tests.seeds import loaded


def test_an_entry(tmp_path):
    lake, _ = loaded(tmp_path, "dpma/patent.xml")
    record = lake.record("patent-de-10999901")
    assert (record.status, record.status_as_of) == ("ended", "2017-06-21")
    assert record.dates == {"filed": "2000-06-02", "published": "2000-12-07"}
    assert [(one.name, one.area) for one in record.parties] == [
        ("Erfunden Corporation", "JP"),
        ("Angler, Anna", "JP"),
    ]
    assert record.classes[0].symbol == "A01K87/00"


def test_designs_of_one_deposit_are_rights_of_their_own(tmp_path):
    lake, report = loaded(tmp_path, "dpma/designs.xml")
    assert report.accepted == 2
    stove = lake.record("patent-de-m99999010001")
    assert (stove.right_type, stove.status, stove.classes[0].symbol) == ("design", "ended", "07-02")
    assert stove.holders[0].name == "Invented Electronics Co., Ltd."


@pytest.mark.parametrize(
    ("line", "name", "address"),
    [
        ("Denso Corporation, Kariya-city, Aichi-pref., JP", "Denso Corporation", "Kariya-city, Aichi-pref."),
        ("Hans, Otto, Dipl.-Ing., 20354 Hamburg, DE", "Hans, Otto", "Dipl.-Ing., 20354 Hamburg"),
        ("Kette Co., Ltd., Suwon, KR", "Kette Co., Ltd.", "Suwon"),
        ("", "", ""),
    ],
)
def test_a_party_in_one_line(line, name, address):
    found = _party({"role": "holder", "line": line})
    assert (found["name"], found["address"]) == (name, address)
