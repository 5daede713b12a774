"""Records like a record, like a text, and side by side."""

from __future__ import annotations

from django.test import Client

from ipcity.city.plan.models import Plan
from ipcity.city.portal import engine


def invention(realm: str = "sample") -> str:
    return str(engine.index().search("种类=发明", limit=1).hits[0].record_id)


def test_similar_records_come_with_their_reasons_and_without_the_record_itself(
    visitor: Client, city: Plan
) -> None:
    one = invention()
    page = visitor.get(f"/records/{one}/similar").content.decode()
    assert "共有的词" in page and page.count('name="r"') > 2
    assert f'type="checkbox" name="r" value="{one}"' not in page


def test_a_pasted_text_finds_the_record_it_was_taken_from(visitor: Client, city: Plan) -> None:
    record = engine.lake().at().record(invention())
    page = visitor.post("/search/like", {"text": record.abstract["zh"]}).content.decode()
    assert (
        page.index(record.record_id) < page.index("ipc-foot")
        and record.record_id in page.split('name="r"')[1]
    )


def test_too_little_text_is_said_and_kept(visitor: Client, city: Plan) -> None:
    page = visitor.post("/search/like", {"text": "鱼竿"}).content.decode()
    assert "至少写 10 个字" in page and ">鱼竿</textarea>" in page


def test_what_only_one_record_has_is_marked(visitor: Client, city: Plan) -> None:
    ids = [hit.record_id for hit in engine.index().search("种类=发明", limit=2).hits]
    answer = visitor.get("/compare", {"r": ids})
    page = answer.content.decode()
    assert answer.status_code == 200 and page.count('scope="col"') == 2 and "ipc-only" in page


def test_one_record_is_too_few_to_compare_and_a_hundred_too_many(visitor: Client, city: Plan) -> None:
    assert "请选 2 至 5 件" in visitor.get("/compare", {"r": invention()}).content.decode()
    ids = [hit.record_id for hit in engine.index().search("", limit=100).hits]
    assert visitor.get("/compare", {"r": ids}).status_code == 400
