"""Organisations, places and classes: counts equal to a count by hand, links equal to their counts, persons unseen."""

from __future__ import annotations

import csv
import re
from collections import Counter

import pytest
from django.test import Client
from django.urls import reverse

from ipcity.city.plan.models import Plan
from ipcity.city.portal import classes, engine, organisations, places, yearly
from ipcity.records import Record

pytestmark = pytest.mark.django_db


def all_records() -> list[Record]:
    return list(engine.lake().at().records())


def holding(records: list[Record]) -> Counter[tuple[str, bool]]:
    """Rights by holder, each once: (normalised name, natural)."""
    return Counter(pair for one in records for pair in {(p.name_norm, p.natural) for p in one.holders})


def text(client: Client, address: str, status: int = 200) -> str:
    answer = client.get(address)
    assert answer.status_code == status, address
    return answer.content.decode()


def total(found: str) -> int:
    """The figure of the list that a search page shows."""
    return int(re.search(r"<h1>([\d,]+) <small>", found)[1].replace(",", ""))  # type: ignore[index]


def test_an_organisation_has_exactly_its_rights(visitor: Client, city: Plan) -> None:
    for (key, natural), count in holding(all_records()).most_common(25):
        if not natural:
            assert len(organisations.organisation(key).rights) == count, key


def test_every_count_of_the_organisation_page_opens_to_as_many_rows(visitor: Client, city: Plan) -> None:
    key = next(key for (key, natural), _ in holding(all_records()).most_common() if not natural)
    found = text(visitor, reverse("portal:organisation", args=[key]))
    links = re.findall(
        r'class="ipc-num" href="(/search\?[^"]+)"[^>]*>(?:<span[^>]*>[^<]*</span>)?([\d,]+)<', found
    )
    assert len(links) > 5
    for address, count in links:
        assert total(text(visitor, address.replace("&amp;", "&"))) == int(count.replace(",", "")), address


def test_the_time_line_counts_every_right_once_a_side(visitor: Client, city: Plan) -> None:
    key = next(key for (key, natural), _ in holding(all_records()).most_common() if not natural)
    one = organisations.organisation(key)
    drawn = yearly.timeline(one.rights, str, yearly.known_to("sample"))
    assert drawn is not None
    *filings, grants = drawn.series
    assert sum(sum(series.values) for series in filings) == sum(bool(right.begun) for right in one.rights)
    assert sum(grants.values) == sum(bool(right.granted) for right in one.rights)
    assert [int(year) >= 2019 for year in drawn.periods] == list(grants.unfinished)


def test_a_chart_is_a_table_without_script_and_a_file_for_whoever_asks(visitor: Client, city: Plan) -> None:
    key = next(key for (key, natural), _ in holding(all_records()).most_common() if not natural)
    drawn = yearly.timeline(organisations.organisation(key).rights, str, yearly.known_to("sample"))
    assert drawn is not None
    address = reverse("portal:organisation", args=[key])
    page = text(visitor, address)
    assert drawn.finding in page and page.count("数据未全") > 1 and "echarts" in page
    table = b"".join(visitor.get(f"{address}?chart=years&format=csv").streaming_content).decode()  # type: ignore[arg-type]
    lines = list(csv.reader(table.removeprefix("\ufeff").splitlines()))
    assert [line[0] for line in lines[1:]] == list(drawn.periods)
    assert [int(line[len(drawn.series)]) for line in lines[1:]] == list(drawn.series[-1].values)
    book = visitor.get(f"{address}?chart=years&format=xlsx")
    assert b"".join(book)[:2] == b"PK"  # type: ignore[arg-type]
    assert "echarts" not in text(visitor, "/")


def test_natural_persons_have_no_page_and_no_link(visitor: Client, city: Plan) -> None:
    records = all_records()
    person = next(key for key, natural in holding(records) if natural)
    nobody = text(visitor, "/organisations/这个单位决不存在有限公司/", 404)
    shown = text(visitor, f"/organisations/{person}/", 404)
    strip = re.compile(r'value="[^"]*"|next=[^"]*')
    assert strip.sub("", shown) == strip.sub("", nobody)
    held = next(one for one in records if any(p.natural for p in one.holders))
    page = text(visitor, f"/records/{held.record_id}")
    name = next(party.name for party in held.holders if party.natural)
    assert name in page and f">{name}</a>" not in page


def test_rankings_name_no_person(visitor: Client, city: Plan) -> None:
    persons = {p.name for one in all_records() for p in one.parties if p.natural}
    for address in ("/places/371000/", "/classes/B/", "/places/gaoqu/"):
        names = re.findall(r'class="ipc-share-name"><a[^>]*>([^<]+)<', text(visitor, address))
        assert names and not persons & set(names)


def test_another_way_of_writing_a_name_leads_to_its_page(visitor: Client, city: Plan) -> None:
    key = next(
        key for (key, natural), _ in holding(all_records()).most_common() if not natural and "(" in key
    )
    answer = visitor.get("/organisations/" + key.replace("(", "（").replace(")", "）") + "/")
    assert answer.status_code == 301 and answer.headers["Location"] == organisations.address_of(key)


def test_place_counts_all_holders_and_says_that_zones_overlap(visitor: Client, city: Plan) -> None:
    inside = sum(any(p.area in ("371082",) for p in one.holders) for one in all_records())
    found = text(visitor, "/places/371082/")
    assert f">{inside:,}</a>" in found and "威海市" in found and "样例" in found
    assert "不能与它相加" in text(visitor, "/places/gaoqu/") and "未核实" in text(visitor, "/places/gaoqu/")


def test_places_without_records_and_no_places(visitor: Client, city: Plan) -> None:
    assert "没有这个地点的记录" in text(visitor, "/places/540000/")
    for wrong in ("999999", "nowhere", "371"):
        assert "没有找到这个页面" in text(visitor, f"/places/{wrong}/", 404)
    assert places.address_of(None) == "" and places.address_of("999999") == ""


def test_class_levels_are_those_of_the_data(visitor: Client, city: Plan) -> None:
    def counted(length: int, start: str) -> Counter[str]:
        return Counter(
            symbol
            for one in all_records()
            for symbol in {mark.symbol[:length] for mark in one.classes if mark.symbol.startswith(start)}
        )

    for symbol, length in (("B", 3), ("B29", 4)):
        assert {one.symbol: one.count for one in classes.below(symbol, "sample")} == counted(length, symbol)
    groups = {one.symbol for one in classes.below("B29C", "sample")}
    symbols = {mark.symbol for one in all_records() for mark in one.classes if mark.symbol.startswith("B29C")}
    assert groups == {symbol.split("/")[0] for symbol in symbols}
    finest = next(one for one in sorted(symbols) if not one.endswith("/00"))
    assert classes.below(finest, "sample") == ()


def test_class_pages(visitor: Client, city: Plan) -> None:
    found = text(visitor, "/classes/B29C/")
    assert "未安装此表" in found and 'href="/classes/B/"' in found and "作业、运输" in found
    assert "没有类名" not in text(visitor, "/classes/B/")
    assert visitor.get("/classes/b29c/").headers["Location"] == "/classes/B29C/"
    assert "没有这个分类的记录" in text(visitor, "/classes/H99Z/")
    for wrong in ("9", "B29CC", "../x", "<b>"):
        assert visitor.get(f"/classes/{wrong}/").status_code in (301, 404)


def test_without_data_the_pages_explain(visitor: Client, empty_city: object) -> None:
    for address in ("/organisations/某某有限公司/", "/places/371000/", "/classes/B29C/"):
        assert "ipcity load" in text(visitor, address, 503)


def test_design_is_there_in_development_only(visitor: Client, city: Plan, settings: object) -> None:
    assert "没有找到这个页面" in text(visitor, "/design/", 404)
    settings.DEBUG = True  # type: ignore[attr-defined]
    found = text(visitor, "/design/?sort=-rights")
    assert found.count("ipc-panel-head") > 10 and " style=" not in found


def test_small_files_and_the_form_that_was_not_taken(city: Plan) -> None:
    client = Client(enforce_csrf_checks=True, SERVER_NAME="localhost")
    assert "Disallow: /account/" in text(client, "/robots.txt")
    assert client.get("/favicon.ico").headers["Location"].endswith("favicon.ico")
    answer = client.post("/i18n/setlang/", {"language": "en"})
    assert answer.status_code == 403 and "这张表单没有收下" in answer.content.decode()
