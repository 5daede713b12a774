"""US patents of all editions: what of an invented file becomes a record."""

from __future__ import annotations

from ipcity.sources.tests.seeds import SEEDS, loaded
from ipcity.sources.uspto.reader import SOURCE


def test_a_weekly_file_holds_grants_and_what_is_no_record(tmp_path):
    lake, report = loaded(tmp_path, "uspto/weekly.xml")
    assert (report.read, report.accepted) == (2, 2)
    rod = lake.record("patent-us-99100001")
    assert rod.title == {"en": "Fishing rod with a sea grip"} and rod.abstract["en"] == "A rod of H2O & wood."
    assert rod.dates == {"filed": "2098-05-05", "published": "2098-07-07", "granted": "2099-01-06"}
    assert [one.number for one in rod.documents] == ["US99000001B2", "US20980999999A1"]
    assert [(one.scheme, one.symbol, one.main) for one in rod.classes] == [
        ("ipc", "A01K87/00", True), ("cpc", "A01K87/002", True), ("uspc", "43/18R", True), ("uspc", "525/332.8", False),
    ]  # fmt: skip
    assert [(one.role, one.name, one.area) for one in rod.parties] == [
        ("owner", "Invented Rods Corporation", "US"), ("applicant", "Invented Rods Corporation", "US"),
        ("inventor", "Angler, Ann B.", "US"), ("agency", "Paper & Paper, LLP", None), ("examiner", "Careful, Carl", None),
    ]  # fmt: skip
    assert rod.citations[0].number == "US20030169838A1" and rod.priority == ["CN209810999901"]
    assert rod.claims == ["1. A rod, comprising: a grip.", "2. The rod of claim 1."]
    assert rod.status == "unknown", "a grant says nothing of the years after it"
    reel = lake.record("patent-us-99200001")
    assert (reel.right_type, reel.number("publication").value) == ("design", "USD999001S1")
    assert reel.classes[0].symbol == "22-05"


def test_a_home_is_not_kept(tmp_path):
    lake, _ = loaded(tmp_path, "uspto/weekly.xml")
    inventor = next(one for one in lake.record("patent-us-99100001").parties if one.role == "inventor")
    assert inventor.address is None and inventor.natural


def test_old_editions_with_named_characters(tmp_path):
    lake, report = loaded(tmp_path, "uspto/st32.xml", "uspto/pap.xml")
    assert report.accepted == 2
    device = lake.record("patent-us-09999902")
    assert device.title["en"] == "Device for α-rays [new]" and device.classes[0].symbol == "G06F15/16"
    assert device.citations[0].category == "cited by examiner" and device.holders[0].name == "Old, Olga"
    lamp = lake.record("patent-us-09999903")
    assert [one.symbol for one in lamp.classes] == ["H01J1/62", "313/503"]


def test_one_broken_document_harms_no_other(tmp_path):
    whole = (SEEDS / "uspto" / "weekly.xml").read_bytes()
    path = tmp_path / "weekly.xml"
    path.write_bytes(whole.replace(b"</assignees>", b"</assignee>", 1))
    rows = list(SOURCE.read(path))
    assert [bool(row.problem) for row in rows] == [True, False]
    assert rows[0].place == "weekly.xml:3" and "第 17 行损坏" in rows[0].problem


def test_a_byte_of_another_encoding_is_said(tmp_path):
    path = tmp_path / "weekly.xml"
    path.write_bytes((SEEDS / "uspto" / "weekly.xml").read_bytes().replace(b"Nowhere", b"No\xffhere", 1))
    rows = list(SOURCE.read(path))
    assert "乱码" in rows[0].problem and rows[1].problem is None
