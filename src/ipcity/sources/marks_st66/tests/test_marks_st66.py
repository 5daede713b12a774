"""Marks of national offices."""

from __future__ import annotations

from ipcity.sources.tests.seeds import loaded


def test_st66(tmp_path):
    lake, _ = loaded(tmp_path, "marks_st66/st66.xml")
    mark = lake.record("trademark-to-a-20179901")
    assert (mark.right_type, mark.status, mark.dates) == ("collective", "filed", {"filed": "2017-07-26"})
    assert mark.abstract == {"en": "Slippers; Rods"} and "图形商标" in mark.name
    assert [(one.scheme, one.symbol) for one in mark.classes] == [
        ("nice", "25"),
        ("nice", "28"),
        ("vienna", "18.01.00"),
    ]


def test_the_israeli_form(tmp_path):
    lake, _ = loaded(tmp_path, "marks_st66/israel.xml")
    mark = lake.record("trademark-il-r-999001")
    assert (mark.status, mark.status_as_of) == ("registered", "2003-06-02"), (
        "the day it will expire is no day of a state"
    )
    assert mark.title == {"he": "דוגמה", "en": "SAMPLE"} and mark.holders[0].name == "Invented B.V."
