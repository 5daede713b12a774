"""Searching by program: the same answers as the index, page by page to the end, and errors that say where."""

from __future__ import annotations

import json

import pytest

from ipcity.city.portal import engine
from ipcity.search import Filters

pytestmark = pytest.mark.usefixtures("city")


def get(client, **asked):
    return client.get("/api/v1/search", asked)


def test_pages_to_the_end_hold_every_record_once(client) -> None:
    seen, cursor = [], ""
    while cursor is not None:
        answer = get(client, q="威海", limit=100, sort="newest", cursor=cursor).json()
        seen += [hit["record_id"] for hit in answer["hits"]]
        cursor = answer["next_cursor"]
    wanted = engine.index().matching("威海", Filters(realm="sample")).record_ids
    assert answer["total"] == len(wanted) > 100
    assert sorted(seen) == wanted


def test_a_cursor_belongs_to_its_list_and_its_data(client) -> None:
    first = get(client, q="威海", limit=5).json()
    other = get(client, q="荣成", limit=5, cursor=first["next_cursor"])
    assert other.status_code == 400 and other.json()["field"] == "cursor"
    assert get(client, q="威海", cursor="made-up").status_code == 400


def test_a_wrong_query_names_its_character_in_both_languages(client) -> None:
    answer = get(client, q="(渔竿 AND")
    told = answer.json()
    assert answer.status_code == 400 and answer["Content-Type"] == "application/problem+json"
    assert told["field"] == "q" and isinstance(told["at"], int) and "字符" in told["detail"]
    english = client.get("/api/v1/search", {"q": "(渔竿 AND"}, headers={"accept-language": "en"}).json()
    assert english["detail"].startswith("The query cannot be read (character")


def test_bounds_and_unknown_names_are_refused(client) -> None:
    assert get(client, limit=101).json()["errors"][0]["field"] == "limit"
    assert get(client, limit=-1).status_code == 422
    assert get(client, q="a\0b").status_code == 422
    assert get(client, nonsense="1").json()["errors"][0]["code"] == "extra_forbidden"
    wrong = client.post("/api/v1/search", json.dumps({"q": "x", "page": 1}), content_type="application/json")
    assert wrong.status_code == 422 and wrong.json()["field"] == "page"
    assert client.post("/api/v1/search", '"AAA"', content_type="application/json").status_code == 422
    assert client.post("/api/v1/search", "{", content_type="application/json").status_code == 400


def test_the_body_asks_the_same_as_the_address(client) -> None:
    body = {"q": "威海", "include": {"right_type": ["design"]}, "facets": ["status"]}
    by_body = client.post("/api/v1/search", json.dumps(body), content_type="application/json").json()
    by_address = client.get(
        "/api/v1/search", {"q": "威海", "include": "right_type:design", "facets": "status"}
    ).json()
    assert by_body["total"] == by_address["total"] > 0 and by_body["facets"] == by_address["facets"]


def test_realms_never_meet(client) -> None:
    assert get(client).json()["realm"] == "sample"
    assert get(client, realm="real").json()["total"] == 0


def test_a_record_by_any_number(client) -> None:
    hit = get(client, q="威海", limit=1).json()["hits"][0]
    by_id = client.get(f"/api/v1/records/{hit['record_id']}").json()
    by_number = client.get(f"/api/v1/records/{hit['number']}").json()
    assert by_id == by_number and by_id["record_id"] == hit["record_id"]
    missing = client.get("/api/v1/records/patent-cn-none")
    assert missing.status_code == 404 and missing.json()["code"] == "not-found"
