"""Classes: writings of a symbol, levels, titles with and without tables, words, concordances. Tables here are invented."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipcity.base.settings import settings
from ipcity.law.book import forget
from ipcity.law.tables import Given, take
from ipcity.records.classes import children_of, classes_of_words, levels, mapped, normal, path_to, title_of
from ipcity.records.record import ClassMark


@pytest.fixture
def own_home(tmp_path, monkeypatch):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    settings.cache_clear()
    forget()
    yield
    monkeypatch.undo()
    settings.cache_clear()
    forget()


def put(name, *rows):
    take(Given(name, date(2020, 1, 1), [(str(at), row) for at, row in enumerate(rows)], edition="假想版"))


@pytest.mark.parametrize(
    ("scheme", "text", "symbol"),
    [
        ("ipc", "b29c 53/60(2006.01)I", "B29C53/60"),
        ("ipc", "Ｂ２９Ｃ５３／６０", "B29C53/60"),
        ("ipc", "A01B0001020000", "A01B1/02"),
        ("ipc", "A01B0003421000", "A01B3/421"),
        ("ipc", "B63B1", "B63B1/00"),
        ("ipc", "B63B", "B63B"),
        ("ipc", "Int.Cl. B", "B"),
        ("ipc", "Y02E", None),
        ("ipc", "Z99", None),
        ("cpc", "Y02E10/70", "Y02E10/70"),
        ("locarno", "LOC(12)Cl.1-2", "01-02"),
        ("locarno", "22-05(11)", "22-05"),
        ("nice", "第9类", "09"),
        ("nice", "Class 28", "28"),
        ("gbt4754", "3511", "C3511"),
        ("gbt4754", "c35", "C35"),
        ("gbt4754", "98", None),
        ("sei", "2.5", "2.5"),
        ("wipo35", "07", "7"),
        ("wipo35", "36", None),
    ],
)
def test_every_writing_has_one_form(scheme, text, symbol):
    assert normal(scheme, text) == symbol
    if symbol:
        assert normal(scheme, symbol) == symbol


@given(
    st.sampled_from("ABCDEFGH"),
    st.integers(1, 99),
    st.sampled_from("BCX"),
    st.integers(1, 9999),
    st.integers(0, 99),
)
def test_levels_of_a_patent_class_end_with_it_and_are_its_own_forms(section, number, letter, group, rest):
    symbol = f"{section}{number:02}{letter}{group}/{rest:02}"
    steps = levels("ipc", symbol)
    assert steps[-1] == symbol and all(normal("ipc", one) == one for one in steps)


def test_levels():
    assert levels("ipc", "B29C53/60") == ["B", "B29", "B29C", "B29C53/00", "B29C53/60"]
    assert levels("gbt4754", "C3511") == ["C", "C35", "C351", "C3511"]
    assert levels("locarno", "01-02") == ["01", "01-02"] and levels("sei", "2.5.1") == ["2", "2.5", "2.5.1"]


def test_without_tables_only_the_highest_levels_have_titles(own_home):
    assert (
        title_of("ipc", "B")["en"]
        and title_of("nice", "28")["zh"]
        and title_of("gbt4754", "C")["zh"] == "制造业"
    )
    assert title_of("ipc", "B63B") == {} and children_of("ipc", "B63") == []
    assert [one.symbol for one in classes_of_words("制造业")] == ["C"]


def test_titles_in_two_languages_and_the_dots_below_a_main_group(own_home):
    put(
        "ipc_zh",
        {"symbol": "B99", "title": "假想机械"}, {"symbol": "B99B", "title": "假想船（船锚入B99C）〔2〕"},
        {"symbol": "B99B1/00", "title": "船体"}, {"symbol": "B99B1/02", "title": "木船体", "depth": "1"},
        {"symbol": "B99B1/0205", "title": "松木船体", "depth": "2"}, {"symbol": "B99B1/04", "title": "铁船体", "depth": "1"},
        {"symbol": "B99B3/00", "title": "帆"}, {"symbol": "B99B3/02", "title": "三角帆"},
    )  # fmt: skip
    put("ipc_en", {"symbol": "B99B", "kind": "title", "title": "INVENTED SHIPS (anchors B99C)"})
    assert title_of("ipc", "B99B") == {"zh": "假想船（船锚入B99C）", "en": "Invented ships (anchors B99C)"}
    assert path_to("ipc", "B99B1/0205") == ["B", "B99", "B99B", "B99B1/00", "B99B1/02", "B99B1/0205"]
    assert children_of("ipc", "B99B1/00") == ["B99B1/02", "B99B1/04"]
    assert path_to("ipc", "B99B3/02")[-2:] == ["B99B3/00", "B99B3/02"]  # no dots: by the symbol alone
    found = [one.symbol for one in classes_of_words("船", scheme="ipc")]
    assert set(found) == {"B99B", "B99B1/00", "B99B1/02", "B99B1/0205", "B99B1/04"}
    assert [one.symbol for one in classes_of_words("船锚", scheme="ipc")] == ["B99B"]
    assert classes_of_words("b99b 1/02")[0].symbol == "B99B1/02"


def test_goods_of_the_nice_list_lead_to_their_class(own_home):
    put(
        "nice",
        {
            "symbol": "28",
            "item": "280001",
            "type": "goods",
            "lang": "en",
            "title": "rods for imaginary fishing",
        },
    )
    found = classes_of_words("imaginary fishing", scheme="nice")
    assert [(one.symbol, one.goods) for one in found] == [("28", "rods for imaginary fishing")]


def test_concordances_answer_only_where_they_are_installed(own_home):
    marks = [
        ClassMark(scheme="ipc", symbol="A61B5/00", main=True),
        ClassMark(scheme="locarno", symbol="01-02"),
    ]
    assert mapped(marks, "wipo35").symbols == ("13",)  # medical technology
    missing = mapped(marks, "gbt4754")
    assert not missing.installed and missing.symbols == () and "未安装此表" in missing.note["zh"]
    put(
        "ipc_to_industry",
        {"ipc": "A61B", "industry": "3581", "weight": "1"},
        {"ipc": "A61B5/00", "industry": "C3589", "weight": ""},
    )
    assert mapped(marks, "gbt4754").symbols == ("C3581", "C3589")
    put("ipc_to_strategic", {"ipc": "A61B*", "industry": "4.2", "keywords": "影像"})
    strategic = mapped(marks, "sei")
    assert strategic.symbols == ("4.2",) and strategic.doubtful and strategic.version == "假想版"
    assert mapped(marks, "sei", date(2020, 1, 1)).installed
