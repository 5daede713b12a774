"""One search, three doors: the page, the API and the command line say the same total (brute force: search/tests)."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner
from django.test import Client

from ipcity.city.portal.tests.conftest import city, loaded_home  # noqa: F401 (fixtures)
from ipcity.cli.main import main

pytestmark = pytest.mark.django_db

QUERIES = [
    "", "威海", "机器人", '"机器人"', "碳纤维 渔竿", "渔竿 OR 钓竿", "机器人 NOT 水下", "机器人 -水下", "机器*",
    "地点=荣成", "地点=高区", "种类=外观设计", "实用新型 装置", "IPC=B29C", "洛迦诺=22-05", "产业=海洋装备",
    "年=2015至2019", "公开日=2018..2019", "状态=有效", "状态@2019-07-12=有效", "申请人=海", "weihai",
    "没有任何记录会有的这几个字",
]  # fmt: skip


def cli(*words: str) -> dict[str, object]:
    done = CliRunner().invoke(main, ["search", "--limit", "5", *words, "--json"], catch_exceptions=False)
    return json.loads(done.stdout)  # type: ignore[no-any-return]


def page(client: Client, **asked: str) -> int:
    return client.get("/search", asked).context["result"].total  # type: ignore[no-any-return]


def api(client: Client, **asked: str) -> dict[str, object]:
    return client.get("/api/v1/search", asked).json()  # type: ignore[no-any-return]


@pytest.mark.parametrize("query", QUERIES)
def test_the_three_doors_say_the_same(city, client, query):  # noqa: F811
    said = {page(client, q=query), api(client, q=query)["total"], cli(query)["total"]}
    assert len(said) == 1


def test_by_family_and_by_industry_as_well(city, client):  # noqa: F811
    grouped = api(client, q="装置", by="family")
    shown = client.get("/search", {"q": "装置", "by": "family"}).context
    assert (shown["result"].total, shown["families"]) == (grouped["total"], grouped["families"])
    assert cli("--families", "装置")["total"] == grouped["total"]
    for verb, mark, option in (("include", "f.", "--industry"), ("exclude", "x.", "--not-industry")):
        totals = {
            page(client, q="装置", **{f"{mark}industry": "marine_equipment"}),
            api(client, q="装置", **{verb: "industry:marine_equipment"})["total"],
            cli(option, "海洋装备", "装置")["total"],
        }
        assert len(totals) == 1, verb


def test_counts_of_industries_are_those_of_their_queries(city, client):  # noqa: F811
    counted = api(client, q="装置", facets="industry")["facets"]["industry"]
    assert counted
    for one in counted:
        assert one["count"] == api(client, q=f"装置 产业={one['value']}")["total"]


def test_an_unknown_industry_is_named(city):  # noqa: F811
    done = CliRunner().invoke(main, ["search", "--industry", "炼金术", "装置"])
    assert done.exit_code != 0 and "炼金术" in done.output
