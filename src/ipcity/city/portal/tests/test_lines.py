"""Lines put together without templates: the addresses are those of the search, and every text is escaped."""

from __future__ import annotations

import pytest
from django.utils import translation
from django.utils.html import strip_tags
from hypothesis import given, settings
from hypothesis import strategies as st

from ipcity.city.directory.queries import CurrentName
from ipcity.city.plan.board import UnitRow
from ipcity.city.portal.address import Asked
from ipcity.city.portal.facets import Choice, groups
from ipcity.city.portal.lines import facet_values, hit_lines, units_line
from ipcity.search.base import FacetValue, Hit

TEXT = st.text("a&=+ 渔", min_size=1, max_size=3)
PAIRS = st.lists(st.tuples(st.sampled_from(["applicant", "area"]), TEXT), max_size=2, unique=True).map(tuple)


@settings(deadline=None)  # the first example reads the tables of places
@given(TEXT, PAIRS, PAIRS, st.sampled_from([None, 2018]), st.sampled_from(["", "real"]), TEXT)
def test_addresses_of_values_are_those_of_the_search(query, include, exclude, year, realm, value) -> None:
    out = tuple(pair for pair in exclude if pair not in include)
    one = Asked(query, include, out, year, None, realm, "newest", page=3)
    for group in groups(one, {"applicant": [FacetValue(value=value, count=1)]}):
        for choice in (*group.choices, *group.more):
            assert choice.choose == one.toggled(group.facet, choice.value).url
            assert choice.bar == one.barred(group.facet, choice.value).url


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_text_is_escaped(language: str) -> None:
    evil = "<b>\"'&渔"
    choice = Choice(evil, evil, 1234, True, False, "/search?q=a&b", "/x?<", "/organisations/<>/")
    hit = Hit(
        record_id="r", kind="patent", right_type="invention", title=evil, score=0, number=evil, holders=[evil, "甲公司"],
        status=evil, status_as_of="<i>", published="<i>", main_class="<i>", area=None, zone=None, realm="real",
        snippet=evil, title_marks=[(1, 4)], snippet_marks=[],
    )  # fmt: skip
    with translation.override(language):
        shown = facet_values([choice]) + hit_lines([hit])
    assert "<b>" not in shown and "<i>" not in shown and "1,234" in shown and "q=a&amp;b" in shown
    assert ('<span lang="zh-CN">甲公司</span>' in shown) == (language == "en")


def test_units_of_a_task_stand_by_their_roles() -> None:
    now = CurrentName(now="市市场监管局<", former="市知识产权局", code="scjg", verified=True)
    rows = [
        UnitRow(written="a", full_name="市知识产权局", code="a", role="lead", role_text={}, current=now),
        UnitRow(
            written="b",
            full_name="各区市",
            code="b",
            role="lead",
            role_text={},
            current=None,
            members=(now, now),
        ),
        UnitRow(written="c", full_name="市科技局", code="c", role="cooperating", role_text={}, current=None),
    ]
    shown = strip_tags(units_line(rows))
    assert shown == "牵头单位 市市场监管局&lt; 原市知识产权局 各区市 2 个单位 配合单位 市科技局"
    assert units_line([]) == ""
