"""Saved searches tell of news once; collections keep order and notes; shares open, and close again."""

from __future__ import annotations

import xml.etree.ElementTree as ET
from pathlib import Path

import pytest
from django.contrib.auth.models import User
from django.test import Client

from ipcity.base.errors import BadInput, NotFound
from ipcity.base.settings import settings as house
from ipcity.city.collections import actions, jobs, queries, sharing
from ipcity.city.collections.models import Collection, SavedSearch, Share
from ipcity.city.directory.actions import load_units
from ipcity.city.directory.cast import enlist
from ipcity.city.inbox.models import Notice
from ipcity.lake import FileReport, open_lake
from ipcity.records import Document, Party, Record
from ipcity.search import Filters, update_index


class Quiet:
    def total(self, total): ...
    def advance(self, count=1): ...
    def say(self, zh, en): ...
    def check(self): ...


def record(number: int, title: str) -> Record:
    return Record(
        record_id=f"patent-cn-pub-{number}", kind="patent", right_type="invention", office="cn",
        title={"zh": title}, dates={"published": "2019-07-12"},
        documents=[Document(number=f"CN{number}A", kind_code="A", on="2019-07-12", stage="published")],
        parties=[Party(role="applicant", name="威海海智科技有限公司", name_norm="威海海智科技有限公司")],
    )  # fmt: skip


def load(home: Path, *records: Record) -> None:
    lake = open_lake(home / "lake")
    with lake.write() as writer:
        writer.put(records)
        writer.report([FileReport(path="x", read=len(records), accepted=len(records))], [])
    update_index(lake, home / "index")


@pytest.fixture
def home(tmp_path, monkeypatch, db):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    house.cache_clear()
    load(tmp_path, record(100000001, "碳纤维渔竿"), record(100000002, "玻璃钢渔竿"))
    yield tmp_path
    house.cache_clear()


@pytest.fixture
def li(db) -> User:
    return User.objects.create_user("li", "li@example.cn", "x")


@pytest.fixture
def wang(db) -> User:
    return User.objects.create_user("wang", "wang@example.cn", "x")


def browser(user: User | None = None) -> Client:
    made = Client(SERVER_NAME="localhost")
    if user:
        made.force_login(user)
    return made


def saved(owner: User, name="渔竿", **more) -> SavedSearch:
    return actions.save_search(
        owner=owner,
        name=name,
        query="渔竿",
        filters=Filters(),
        sort="newest",
        address="/search?q=渔竿",
        **more,
    )


def test_news_are_told_once_and_only_of_what_came_later(home, li) -> None:
    one = saved(li, watched=True)
    quiet = saved(li, "不提醒")
    load(
        home, record(100000002, "玻璃钢渔竿（改）"), record(100000003, "渔竿导环"), record(100000004, "鱼钩")
    )
    assert jobs.find_news.run(Quiet(), version=2) == {"told": 1, "failed": 0}
    assert jobs.find_news.run(Quiet(), version=2)["told"] == 0
    assert "2 件新结果" in Notice.objects.get().title["zh"]
    news = queries.news_of(one, 1)
    assert [(item.record_id[-1], item.is_new) for item in news] == [("2", False), ("3", True)]
    one.refresh_from_db()
    quiet.refresh_from_db()
    assert one.news == quiet.news == 2
    actions.mark_seen(one)
    one.refresh_from_db()
    assert one.news == 0 and queries.news_of(one, one.seen_version) == []


def test_a_load_is_noticed(home, li) -> None:
    saved(li)
    jobs.notice_a_load()
    assert not jobs.SavedSearch.objects.filter(checked_version__lt=1).exists()
    load(home, record(100000003, "渔竿导环"))
    jobs.notice_a_load()
    assert browser(li).get("/desk/saved/").status_code == 200


def test_a_feed_has_a_secret_address_that_can_be_changed(home, li) -> None:
    one = saved(li)
    first = actions.set_feed(one, wanted=True)
    answer = browser().get(f"/feeds/{first}.atom")
    names = [item.text for item in ET.fromstring(answer.content).iter("{http://www.w3.org/2005/Atom}title")]
    assert names == ["渔竿", "碳纤维渔竿", "玻璃钢渔竿"] and len(first) >= 32
    second = actions.set_feed(one, wanted=True)
    assert browser().get(f"/feeds/{first}.atom").status_code == 404
    assert browser().get(f"/feeds/{second}.atom").status_code == 200
    actions.set_feed(one, wanted=False)
    assert (
        browser().get("/feeds/.atom").status_code == browser().get(f"/feeds/{second}.atom").status_code == 404
    )


def test_a_collection_keeps_order_and_notes(home, li) -> None:
    one = actions.make_collection(owner=li, name=" 对比  文献 ")
    ids = ["patent-cn-pub-100000002", "patent-cn-pub-100000001"]
    assert actions.add(one, ids, by=li) == 2 and actions.add(one, ids, by=li) == 0
    actions.move(one, ids[1], up=True)
    actions.move(one, ids[1], up=True)  # already first
    actions.annotate(one, ids[0], "权利要求 1 相近")
    assert [(entry.record_id, entry.note) for entry in one.entries.all()] == [
        (ids[1], ""),
        (ids[0], "权利要求 1 相近"),
    ]
    with pytest.raises(BadInput, match="没有编号为"):
        actions.add(one, ["patent-cn-none"], by=li)
    with pytest.raises(BadInput, match="同名"):
        actions.make_collection(owner=li, name="对比 文献")


def test_another_finds_nothing_until_it_is_shared_and_nothing_after(home, li, wang) -> None:
    one = actions.make_collection(owner=li, name="对比文献")
    actions.add(one, ["patent-cn-pub-100000001"], by=li, note="看看")
    address = f"/desk/saved/collections/{one.pk}/"
    assert browser(wang).get(address).status_code == 404
    made = sharing.share(one, by=li, username="wang")
    page = browser(wang).get(address).content.decode()
    assert "碳纤维渔竿" in page and "看看" in page and "移出" not in page
    assert browser(wang).post(f"{address}act/", {"act": "delete"}).status_code == 404
    with pytest.raises(NotFound):
        sharing.revoke(made.pk, by=wang)
    sharing.revoke(made.pk, by=li)
    assert browser(wang).get(address).status_code == 404 and Collection.objects.count() == 1


def test_a_unit_sees_what_was_shared_with_it(home, li) -> None:
    load_units()
    officer = enlist("officer", "officer", unit="cnipa_city")
    other = enlist("other", "officer", unit="finance")
    one = actions.make_collection(owner=li, name="材料")
    sharing.share(one, by=li, unit="cnipa_city")
    assert list(queries.shared_collections(officer)) == [one] and not queries.shared_collections(other)


def test_whoever_holds_the_link_reads_until_it_is_taken_back(home, li) -> None:
    one = actions.make_collection(owner=li, name="公开材料")
    actions.add(one, ["patent-cn-pub-100000001"], by=li)
    made = sharing.share(one, by=li, link=True)
    assert "碳纤维渔竿" in browser().get(f"/shared/{made.link_key}/").content.decode()
    sharing.revoke(made.pk, by=li)
    assert browser().get(f"/shared/{made.link_key}/").status_code == 404


def test_the_pages_do_what_they_say(home, li) -> None:
    mine = browser(li)
    assert "保存检索" in mine.get("/desk/saved/searches/new/", {"q": "渔竿"}).content.decode()
    mine.post("/desk/saved/searches/save/", {"q": "渔竿", "name": "渔竿", "watched": "1"})
    search = SavedSearch.objects.get()
    assert search.watched and search.address == "/search?q=%E6%B8%94%E7%AB%BF"
    mine.post("/desk/saved/add/", {"record": "patent-cn-pub-100000001", "name": "新夹", "note": "甲"})
    one = Collection.objects.get()
    assert one.entries.get().note == "甲"
    for path in ("/desk/saved/", f"/desk/saved/searches/{search.pk}/", f"/desk/saved/collections/{one.pk}/"):
        assert mine.get(path).status_code == 200, path
    mine.post(f"/desk/saved/searches/{search.pk}/act/", {"act": "share", "link": "1"})
    assert Share.objects.get().search == search
    mine.post(f"/desk/saved/collections/{one.pk}/act/", {"act": "delete"})
    assert not Collection.objects.exists()
