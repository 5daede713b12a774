"""The list of records: every state is its address, and nothing typed is lost."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from django.test import Client

from ipcity.city.plan.models import Plan
from ipcity.city.portal import engine
from ipcity.search.base import Filters

pytestmark = pytest.mark.django_db


def page(client: Client, **given: object) -> str:
    answer = client.get("/search", given)
    assert answer.status_code == 200
    return answer.content.decode()


def test_total_is_that_of_the_index(visitor: Client, city: Plan) -> None:
    assert f"{engine.index().search('碳纤维').total:,} <small>" in page(visitor, q="碳纤维")


def test_filters_in_the_address_narrow_the_list(visitor: Client, city: Plan) -> None:
    filters = Filters(include={"right_type": ("invention",)}, exclude={"status": ("lapsed",)}, year_from=2015)
    expected = engine.index().search("", filters).total
    found = page(visitor, **{"f.right_type": "invention", "x.status": "lapsed", "year_from": "2015"})
    assert f"{expected:,} <small>" in found
    assert "种类：发明专利" in found
    assert "不含 法律状态：终止（未缴年费）" in found
    assert 0 < expected < engine.index().search("").total


def test_every_hit_of_the_sample_city_is_labelled(visitor: Client, city: Plan) -> None:
    found = page(visitor, q="")
    assert found.count('class="ipc-hit"') == 20
    assert found.count(">样例<") >= 20


def test_a_wrong_query_keeps_what_was_typed_and_says_where(visitor: Client, city: Plan) -> None:
    answer = visitor.get("/search", {"q": "碳纤维 AND"})
    found = answer.content.decode()
    assert answer.status_code == 400
    assert 'value="碳纤维 AND"' in found
    assert "ipc-wrong-token" in found
    assert "第 8 个字符" in found


def test_nothing_found_says_what_is_loaded_and_two_ways_on(visitor: Client, city: Plan) -> None:
    found = page(visitor, q='"此词决不存在"')
    assert "没有检出记录" in found
    assert "现有数据只覆盖" in found
    assert found.count("<li><a href=") >= 2


def test_what_was_typed_is_text_not_markup(visitor: Client, city: Plan) -> None:
    found = page(visitor, q="<script>alert(1)</script>")
    assert "<script>alert" not in found


def test_wild_parameters_are_refused_in_words(visitor: Client, city: Plan) -> None:
    for given in (
        {"page": "-3"},
        {"page": "九"},
        {"page": "9" * 40},
        {"year_from": "abc"},
        {"sort": "x"},
        {"f.zz": "1"},
    ):
        answer = visitor.get("/search", given)
        assert answer.status_code == 400 and f"{next(iter(given))}=" in answer.content.decode()
    assert visitor.get("/search", {"utm_source": "mail", "page": "", "sort": ""}).status_code == 200


def test_pages_do_not_overlap(visitor: Client, city: Plan) -> None:
    first, second = (page(visitor, sort="newest", page=number) for number in (1, 2))
    assert not set(records_of(first)) & set(records_of(second))


def records_of(found: str) -> Iterator[str]:
    return (piece.split('"')[0] for piece in found.split('href="/records/')[1:])


def test_the_page_leads_to_every_form_of_export(visitor: Client, city: Plan) -> None:
    page = visitor.get("/search", {"q": "碳纤维", "realm": "sample"}).content.decode()
    for form in ("csv", "xlsx", "jsonl", "parquet", "ris", "bib"):
        assert f"/exports/now/{form}?q=" in page


def test_without_data_the_page_says_what_to_do(visitor: Client, empty_city: object) -> None:
    answer = visitor.get("/search", {"q": "海带"})
    assert answer.status_code == 503
    assert "ipcity load" in answer.content.decode()
