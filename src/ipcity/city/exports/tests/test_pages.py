"""Taking a list from the page: at once, or by a worker with a notice; going on after a broken download; nobody else's."""

from __future__ import annotations

import csv
import io
import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.utils import timezone

from ipcity.city.exports import actions, views
from ipcity.city.exports.models import Export, State
from ipcity.city.inbox.models import Notice
from ipcity.city.portal import engine
from ipcity.city.portal.tests.conftest import city, loaded_home  # noqa: F401 (fixtures)
from ipcity.search import Filters

pytestmark = pytest.mark.usefixtures("city")


@pytest.fixture
def li(db) -> Client:
    return _signed_in("li")


def _signed_in(name: str) -> Client:
    made = Client(SERVER_NAME="localhost")
    made.force_login(User.objects.create_user(name, f"{name}@example.cn", "x"))
    return made


def rows_of(content: bytes) -> tuple[list[str], list[list[str]]]:
    lines = content.decode("utf-8-sig").splitlines()
    told = [line for line in lines if line.startswith("# ")]
    return told, list(csv.reader(io.StringIO("\n".join(lines[len(told) :]))))[1:]


def test_few_results_come_at_once_with_their_origin(li) -> None:
    answer = li.get("/exports/now/csv", {"q": "碳纤维"})
    told, rows = rows_of(answer.content)
    assert len(rows) == engine.index().search("碳纤维").total > 0
    assert (
        "# 检索式: 碳纤维" in told and "# 数据版本: v1" in told and any("样例城市" in line for line in told)
    )


def test_a_visitor_gets_a_part_and_is_told(client, monkeypatch) -> None:
    monkeypatch.setattr(views, "VISITOR_MOST", 3)
    told, rows = rows_of(client.get("/exports/now/csv", {"q": "威海"}).content)
    assert len(rows) == 3 and any("登录后可导出全部" in line for line in told)
    assert client.get("/exports/now/docx").status_code == 404
    assert client.get("/desk/exports/").headers["Location"].startswith("/account/login/")


def test_many_results_are_made_by_a_worker_and_told(li, monkeypatch) -> None:
    monkeypatch.setattr(views, "AT_ONCE", 5)
    page = li.get("/exports/now/jsonl", {"q": "威海", "realm": "sample"}).content.decode()
    assert "在后台生成" in page and 'name="q" value="威海"' in page
    li.post("/desk/exports/order/", {"q": "威海", "realm": "sample", "form": "jsonl"})
    one = Export.objects.get()
    assert one.state == State.WAITING and one.job
    done: list[int] = []
    actions.fulfil(one, total=lambda rows: done.append(rows), told=lambda rows: None)
    one.refresh_from_db()
    assert done == [one.rows] and Notice.objects.get().subject == f"export:{one.pk}"
    assert "下载（" in li.get("/desk/exports/").content.decode()
    whole = b"".join(li.get(f"/desk/exports/{one.pk}/file"))
    assert (
        len(whole.splitlines()) == one.rows + 1
        and json.loads(whole.splitlines()[0])["ipcity_export"]["rows"] == one.rows
    )


@pytest.fixture
def finished(li) -> Export:
    owner = User.objects.get(username="li")
    one = actions.order(
        owner=owner, known=views.make_export, form="csv", query="碳纤维", filters=Filters(), language="zh"
    )
    actions.fulfil(one)
    one.refresh_from_db()
    return one


def test_a_broken_download_goes_on_where_it_stopped(li, finished) -> None:
    address = f"/desk/exports/{finished.pk}/file"
    whole = b"".join(li.get(address))
    tag = li.get(address)["ETag"]
    rest = li.get(address, headers={"range": "bytes=100-", "if-range": tag})
    assert rest.status_code == 206 and whole[:100] + b"".join(rest) == whole
    assert rest["Content-Range"] == f"bytes 100-{len(whole) - 1}/{len(whole)}"
    assert b"".join(li.get(address, headers={"range": "bytes=-7"})) == whole[-7:]
    assert li.get(address, headers={"range": f"bytes={len(whole)}-"}).status_code == 416
    other = li.get(address, headers={"range": "bytes=100-", "if-range": '"another"'})
    assert other.status_code == 200 and b"".join(other) == whole


def test_anothers_file_is_not_there(finished) -> None:
    assert _signed_in("wang").get(f"/desk/exports/{finished.pk}/file").status_code == 404


def test_files_live_a_week_and_their_rows_stay(li, finished) -> None:
    Export.objects.update(expires_at=timezone.now() - timedelta(seconds=1))
    assert li.get(f"/desk/exports/{finished.pk}/file").status_code == 404
    assert actions.forget_old() == 1 and not finished.path.exists()
    assert (
        Export.objects.get().state == State.GONE and "已过期删除" in li.get("/desk/exports/").content.decode()
    )
