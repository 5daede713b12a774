"""Lines put together without templates: the addresses are those of the search, and every text is escaped."""

from __future__ import annotations

import pytest
from django.utils import translation
from hypothesis import given, settings
from hypothesis import strategies as st

from ipcity.city.portal.address import Asked
from ipcity.city.portal.facets import Choice, groups
from ipcity.city.portal.lines import facet_values, hit_facts, hit_head
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
        shown = facet_values([choice]) + hit_head(hit) + hit_facts(hit)
    assert "<b>" not in shown and "<i>" not in shown and "1,234" in shown and "q=a&amp;b" in shown
    assert ('<span lang="zh-CN">甲公司</span>' in shown) == (language == "en")
