"""Addresses of searches, spreadsheets, page numbers and writing: pure functions."""

from __future__ import annotations

from decimal import Decimal

import pytest
from django.http import QueryDict
from django.utils import translation

from ipcity.base.errors import BadInput
from ipcity.city.portal.address import asked
from ipcity.city.portal.written import application_number, class_symbol, day, figure, marked, signed
from ipcity.city.tables.export import csv_lines, guarded
from ipcity.city.tables.pages import pages


def test_an_address_read_and_written_again_is_the_same() -> None:
    text = (
        "q=%E6%B5%B7%E5%B8%A6&f.area=371082&f.area=371083&x.status=lapsed&year_from=2015&sort=newest&page=3"
    )
    assert asked(QueryDict(text)).url == f"/search?{text}"


def test_choosing_twice_gives_up_and_leaving_out_replaces_choosing() -> None:
    one = asked(QueryDict("q=a&page=4"))
    chosen = one.toggled("area", "371002")
    assert chosen.include == (("area", "371002"),) and chosen.page == 1
    assert chosen.toggled("area", "371002").include == ()
    barred = chosen.barred("area", "371002")
    assert (barred.include, barred.exclude) == ((), (("area", "371002"),))


def test_years_the_wrong_way_round_are_turned() -> None:
    one = asked(QueryDict("year_from=2019&year_to=2015"))
    assert (one.year_from, one.year_to) == (2015, 2019)


@pytest.mark.parametrize("cell", ["=1+1", "+86", "-1", "@x", "\t=1", " =1", "\n=1"])
def test_a_cell_that_could_run_is_guarded(cell: str) -> None:
    assert guarded(cell).startswith("'")


def test_plain_cells_are_left_alone() -> None:
    assert [guarded(cell) for cell in ("海带", 12, None, "A-1")] == ["海带", "12", "", "A-1"]


def test_csv_begins_with_its_mark_once() -> None:
    assert "".join(csv_lines(["名"], [["甲,乙"]])) == '\ufeff名\r\n"甲,乙"\r\n'


def test_page_numbers_show_first_last_and_neighbours() -> None:
    found = pages(5, 50, str)
    assert found is not None
    assert [step.label for step in found.steps] == ["1", "…", "3", "4", "5", "6", "7", "…", "50"]
    assert pages(1, 1, str) is None


@pytest.mark.parametrize(
    ("value", "written"),
    [(41558, "41,558"), (Decimal("10.31"), "10.31"), (Decimal("-0.20"), "−0.20"), (None, "—"), (0, "0"), (Decimal("12.000000"), "12")],
)  # fmt: skip
def test_numbers_are_written_as_people_read_them(value: object, written: str) -> None:
    assert figure(value) == written


def test_signs() -> None:
    assert (signed(Decimal("3")), signed(Decimal("-1.3")), signed(0)) == ("+3", "−1.3", "0")


def test_days_keep_their_precision_in_both_languages() -> None:
    assert (day("2019-09-30"), day("2019-09"), day("2019")) == (
        "2019 年 9 月 30 日",
        "2019 年 9 月",
        "2019 年",
    )
    with translation.override("en"):
        assert (day("2019-09-30"), day("2019-09")) == ("30 September 2019", "September 2019")


def test_numbers_of_rights_as_people_write_them() -> None:
    assert application_number("2016109843219") == "2016 1 0984321.9"
    assert application_number("CN106564189B") == "CN106564189B"
    assert class_symbol("B29C53/60") == "B29C 53/60"


def test_marks_escape_their_text_and_survive_wild_spans() -> None:
    assert marked("<b>海带", [(3, 5)]) == "&lt;b&gt;<mark>海带</mark>"
    assert marked("海带", [(1, 99), (0, 1), (0, 2), (7, 9)]) == "<mark>海</mark><mark>带</mark>"


def test_kind_is_short_for_a_right_type() -> None:
    assert asked(QueryDict("kind=design&kind=invention&kind=design")).include == (
        ("right_type", "design"),
        ("right_type", "invention"),
    )


@pytest.mark.parametrize(
    "wild", ["year_from=abc", "year_to=99999", "page=-1", "page=501", "page=99999999999999", "sort=nonsense", "realm=x",
             "kind=x", "f.nonsense=1", "x.nonsense=1", f"q={'海' * 2001}"],
)  # fmt: skip
def test_what_cannot_be_read_is_refused_in_a_sentence(wild: str) -> None:
    with pytest.raises(BadInput) as refused:
        asked(QueryDict(f"q=a&{wild}" if not wild.startswith("q=") else wild))
    assert refused.value.path == wild.split("=")[0] and refused.value.message.endswith("。")
