"""Tokens: shown once, narrow, revocable. And what they open: one's own things, and nobody else's."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ipcity.city.api import actions, doors
from ipcity.city.api.models import Scope, Token
from ipcity.city.exports import actions as exports
from ipcity.city.exports.models import Export

pytestmark = pytest.mark.usefixtures("city")


def post(client, path, body, headers):
    return client.post(f"/api/v1{path}", json.dumps(body), content_type="application/json", headers=headers)


def test_a_token_is_shown_once_and_kept_as_its_hash(owner) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(owner)
    page = client.post(
        "/account/tokens/", {"name": "年报脚本", "scopes": ["read"], "days": "30"}
    ).content.decode()
    text = "ipc_" + page.split("<b>ipc_")[1].split("</b>")[0]
    one = Token.objects.get()
    assert actions.known_token(text) == one and text not in json.dumps(Token.objects.values()[0], default=str)
    again = client.get("/account/tokens/").content.decode()
    assert text not in again and one.begins in again
    client.post(f"/account/tokens/{one.pk}/revoke/")
    assert actions.known_token(text) is None
    assert client.post("/account/tokens/", {"name": "", "scopes": ["read"], "days": "30"}).status_code == 400
    assert client.post("/account/tokens/", {"name": "x", "scopes": ["all"], "days": "30"}).status_code == 400


def test_a_token_ends_with_its_day_and_its_owner(owner, token, headers, client) -> None:
    assert client.get("/api/v1/searches", headers=headers).status_code == 200
    Token.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    refused = client.get("/api/v1/searches", headers=headers)
    assert refused.status_code == 401 and refused["WWW-Authenticate"].startswith("Bearer")
    assert client.get("/api/v1/search", headers=headers).status_code == 401  # a wrong token is not no token
    Token.objects.update(expires_at=None)
    owner.is_active = False
    owner.save()
    assert client.get("/api/v1/searches", headers=headers).status_code == 401


def test_a_scope_opens_no_other_door(owner, client) -> None:
    _, text = actions.make_token(owner=owner, name="只读", scopes=[Scope.SAVED_READ], days=30)
    mine = {"authorization": f"Bearer {text}"}
    assert client.get("/api/v1/searches", headers=mine).status_code == 200
    refused = post(client, "/searches", {"name": "x"}, mine)
    assert refused.status_code == 403 and refused.json()["code"] == "no-scope"
    assert client.get("/api/v1/exports", headers=mine).status_code == 403
    assert client.get("/api/v1/exports").status_code == 401


def test_the_rate_is_counted_and_told(client, monkeypatch) -> None:
    monkeypatch.setattr(doors.Rate, "num_requests", 3, raising=False)
    limit = [one for one in (client.get("/api/v1/coverage") for _ in range(130)) if one.status_code == 429]
    assert limit and int(limit[0]["Retry-After"]) > 0 and limit[0].json()["code"] == "too-many"


def test_an_export_from_order_to_file(client, headers, owner) -> None:
    made = post(client, "/exports", {"q": "碳纤维", "form": "jsonl"}, headers)
    assert made.status_code == 202 and made.json()["state"] == "waiting"
    number = made.json()["id"]
    assert client.get(f"/api/v1/exports/{number}/file", headers=headers).status_code == 404
    exports.fulfil(Export.objects.get())
    told = client.get(f"/api/v1/exports/{number}", headers=headers).json()
    whole = b"".join(client.get(f"/api/v1/exports/{number}/file", headers=headers))
    assert (
        told["state"] == "ready"
        and len(whole) == told["size"]
        and len(whole.splitlines()) == told["rows"] + 1
    )
    part = client.get(f"/api/v1/exports/{number}/file", headers=headers | {"range": "bytes=10-19"})
    assert part.status_code == 206 and b"".join(part) == whole[10:20]
    assert post(client, "/exports", {"q": "(碳纤维", "form": "csv"}, headers).status_code == 400
    assert post(client, "/exports", {"q": "", "form": "docx"}, headers).json()["field"] == "form"


def test_searches_and_collections_of_ones_own(client, headers, django_user_model) -> None:
    made = post(
        client, "/searches", {"name": "纤维", "q": "碳纤维", "include": {"status": ["granted"]}}, headers
    ).json()
    assert made["filters"]["include"] == {"status": ["granted"]}
    assert client.get(f"/api/v1/searches/{made['id']}/news", headers=headers).json() == []
    box = post(client, "/collections", {"name": "材料"}, headers).json()
    hit = client.get("/api/v1/search", {"q": "碳纤维", "limit": 1}).json()["hits"][0]["record_id"]
    assert post(client, f"/collections/{box['id']}/records", {"record_id": hit}, headers).status_code == 204
    assert [
        one["record_id"]
        for one in client.get(f"/api/v1/collections/{box['id']}/records", headers=headers).json()
    ] == [hit]
    other = django_user_model.objects.create_user("wang", "w@example.cn", "x")
    theirs = {
        "authorization": "Bearer "
        + actions.make_token(owner=other, name="x", scopes=Scope.values, days=30)[1]
    }
    assert client.get(f"/api/v1/collections/{box['id']}/records", headers=theirs).status_code == 404
    assert client.delete(f"/api/v1/searches/{made['id']}", headers=theirs).status_code == 404
    assert client.delete(f"/api/v1/searches/{made['id']}", headers=headers).status_code == 204


def test_the_page_describes_every_address(client) -> None:
    page = client.get("/api/").content.decode()
    for path in client.get("/api/v1/openapi.json").json()["paths"]:
        assert path in page
    assert "cdn" not in page.lower() and "://unpkg" not in page
