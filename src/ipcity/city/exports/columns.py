"""The columns of tables: what each is called, and how it is read from a record of any kind."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ipcity.law import page
from ipcity.law.legal_events import st27_category
from ipcity.records import Record, kind_of, kinds
from ipcity.records.places import area_name, zone_name

Text = dict[str, str]
Read = Callable[[Record, str], str]
AND = "; "


@dataclass(frozen=True)
class Column:
    code: str
    head: Text
    read: Read


def said(text: Text, language: str) -> str:
    return text.get(language) or text.get("zh") or next(iter(text.values()), "")


def kind_word(record: Record, language: str) -> str:
    """`right_type` in words, and the kind where the type says nothing of its own."""
    if record.kind not in kinds():
        return record.right_type or record.kind
    known = kind_of(record.kind)
    return said(known.right_types.get(record.right_type, known.name), language)


def status_word(record: Record, language: str) -> str:
    """Of Chinese patents by the law book, of other rights by the schema of their kind."""
    states: dict[str, Text] = page("cn/patent/events")["states"] if record.kind == "patent" else {}
    known = states.get(record.status) or (
        kind_of(record.kind).states.get(record.status) if record.kind in kinds() else None
    )
    return said(known, language) if known else record.status


def main_number(record: Record) -> str:
    """As people cite it: the last granted document, else the best number of its kind."""
    granted = [one.number for one in record.documents if one.stage == "granted"]
    if granted or record.documents:
        return (granted or [record.documents[-1].number])[-1]
    return record.numbers[0].value if record.numbers else ""


def place_words(record: Record, language: str) -> str:
    places = []
    for party in record.holders:
        words = [said(area_name(party.area), language)] if party.area else []
        words += [said(zone_name(party.zone), language)] if party.zone else []
        places.append(" · ".join(words))
    return AND.join(dict.fromkeys(filter(None, places)))


def events_line(record: Record, language: str) -> str:
    return AND.join(f"{one.effective or one.on} {one.code} {one.text}".strip() for one in record.events)


def st27_line(record: Record, language: str) -> str:
    """Day and WIPO ST.27 category of each event that has one; the others are told by the column before."""
    found = ((one.effective or one.on, st27_category(one.code)) for one in record.events)
    return AND.join(f"{on} {category}" for on, category in found if category)


def _names(*roles: str) -> Read:
    return lambda one, language: AND.join(party.name for party in one.parties if party.role in roles)


def _day(name: str) -> Read:
    return lambda one, language: one.dates.get(name, "")


COLUMNS: tuple[Column, ...] = (
    Column("record_id", {"zh": "编号", "en": "Record id"}, lambda one, _: one.record_id),
    Column("number", {"zh": "号码", "en": "Number"}, lambda one, _: main_number(one)),
    Column("numbers", {"zh": "全部号码", "en": "All numbers"}, lambda one, _: AND.join(n.value for n in one.numbers)),
    Column("title", {"zh": "名称", "en": "Title"}, lambda one, _: one.name),
    Column("kind", {"zh": "种类", "en": "Kind"}, kind_word),
    Column("holders", {"zh": "权利人或申请人", "en": "Holders"}, lambda one, _: AND.join(p.name for p in one.holders)),
    Column("inventors", {"zh": "发明人或作者", "en": "Inventors or authors"}, _names("inventor", "author", "breeder")),
    Column("agency", {"zh": "代理机构", "en": "Agency"}, _names("agency")),
    Column("address", {"zh": "地址", "en": "Address"}, lambda one, _: AND.join(p.address or "" for p in one.holders).strip("; ")),
    Column("place", {"zh": "地点", "en": "Place"}, place_words),
    Column("filed", {"zh": "申请日", "en": "Filed"}, _day("filed")),
    Column("published", {"zh": "公布日", "en": "Published"}, _day("published")),
    Column("granted", {"zh": "授权（注册）日", "en": "Granted or registered"}, _day("granted")),
    Column("expires", {"zh": "届满日", "en": "Expires"}, _day("expires")),
    Column("status", {"zh": "法律状态", "en": "Legal status"}, status_word),
    Column("status_as_of", {"zh": "状态截至", "en": "Status as of"}, lambda one, _: one.status_as_of),
    Column("classes", {"zh": "分类号", "en": "Classes"}, lambda one, _: AND.join(c.symbol for c in one.classes)),
    Column("events", {"zh": "法律事件", "en": "Legal events"}, events_line),
    Column("st27", {"zh": "事件的 ST.27 类别", "en": "ST.27 categories of the events"}, st27_line),
    Column("abstract", {"zh": "摘要", "en": "Abstract"}, lambda one, language: said(one.abstract, language)),
    Column("realm", {"zh": "数据性质", "en": "Realm"}, lambda one, language: said(REALMS[one.realm], language)),
    Column("sources", {"zh": "来源", "en": "Sources"}, lambda one, _: AND.join(dict.fromkeys(s.source for s in one.sources))),
)  # fmt: skip
REALMS: dict[str, Text] = {
    "real": {"zh": "真实数据", "en": "real"},
    "sample": {"zh": "样例（虚构）", "en": "sample (invented)"},
}


def heads(language: str) -> list[str]:
    return [said(column.head, language) for column in COLUMNS]


def cells(record: Record, language: str) -> list[str]:
    return [column.read(record, language) for column in COLUMNS]
