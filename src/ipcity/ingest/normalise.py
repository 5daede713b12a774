"""One nested row → the view of a record that this row alone gives, or the reason why it gives none.

A row may state its own `kind` and `office`; the passport's count where it does not. The form of a row is in
`docs/rooms/ingest.md`.
"""

from __future__ import annotations

from typing import Any

import msgspec

from ipcity.ingest.marks import Marks
from ipcity.ingest.other_rights import marks_other
from ipcity.ingest.parties import parties_of
from ipcity.ingest.passport import Passport
from ipcity.ingest.patents_abroad import marks_abroad, office_of
from ipcity.ingest.patents_cn import marks_cn
from ipcity.ingest.unfit import Unfit, day, listed, refuse_garbled
from ipcity.records import (
    Citation,
    ClassMark,
    Event,
    Record,
    Standing,
    first_view,
    kind_of,
    kinds,
    unnumbered,
)

__all__ = ["Unfit", "normalise"]


def normalise(values: dict[str, Any], passport: Passport) -> Record:
    """Raises Unfit with a sentence for a clerk."""
    refuse_garbled(values)
    kind, office = _kind(values, passport), _office(values, passport)
    marks = _marks(values, passport, kind, office)
    title = _texts(values.get("title", {}))
    if not title and not passport.fragments:
        raise Unfit("名称为空。请按公报补上名称后重新装载。")
    record = Record(
        record_id="",
        kind=kind,
        right_type=marks.right_type,
        office=office,
        realm=passport.realm,
        title=title,
        abstract=_texts(values.get("abstract", {})),
        numbers=marks.numbers,
        parties=parties_of(values.get("parties", []), granted="granted" in marks.dates),
        classes=listed(values.get("classes", []), ClassMark, "分类"),
        dates=marks.dates,
        documents=marks.documents,
        events=_events(values.get("events", [])),
        status=marks.status,
        status_as_of=marks.status_as_of,
        citations=listed(values.get("citations", []), Citation, "引证"),
        family=values.get("family") or None,
        priority=[str(one) for one in values.get("priority", []) if one],
        claims=[str(one) for one in values.get("claims", []) if one],
        extra=marks.extra | {name: str(text) for name, text in values.get("extra", {}).items() if text},
    )
    return first_view(_known(record), Standing(passport.name, passport.rank, _spoken_on(record)))


def _kind(values: dict[str, Any], passport: Passport) -> str:
    name = str(values.get("kind") or passport.kind)
    if name not in kinds():
        raise Unfit(f"没有“{name}”这一类权利，只有：{'、'.join(kinds())}。请更正。")
    return name


def _office(values: dict[str, Any], passport: Passport) -> str:
    """Stated by the row, or the passport's own; where the passport says `*`, told by a number (US8926509B2)."""
    stated = str(values.get("office") or passport.office).lower()
    if stated != "*":
        return stated
    written = [str(one.get("number", "")) for one in values.get("publications", [])]
    found = (office_of(text) for text in (*written, str(values.get("application_number", ""))))
    office = next(filter(None, found), None)
    if office is None and _has_number(values):
        raise Unfit("号码前没有国家（地区）或组织代码，看不出是哪个局的。请写成 CN109999443A 的样子。")
    return office or "cn"


def _marks(values: dict[str, Any], passport: Passport, kind: str, office: str) -> Marks:
    if kind != "patent":
        return marks_other(values, kind_of(kind))
    if not _has_number(values) and passport.unnumbered:
        return Marks(str(values.get("right_type") or "unknown"), dates=_filed(values))
    if office == "cn":
        return marks_cn(values, fragment=passport.fragments or passport.undated)
    return marks_abroad(values, office, fragment=passport.fragments or passport.undated)


def _has_number(values: dict[str, Any]) -> bool:
    return bool(
        values.get("application_number") or any(one.get("number") for one in values.get("publications", []))
    )


def _filed(values: dict[str, Any]) -> dict[str, str]:
    filed = day(values.get("filed", ""), "申请日")
    return {"filed": filed} if filed else {}


def _known(record: Record) -> Record:
    """A record must be known by something: by title and holder where the source prints no number."""
    if any(number.type in kind_of(record.kind).numbers for number in record.numbers):
        return record
    if not record.title:
        raise Unfit("既没有号码，也没有名称，无法认定是哪一件。请至少补上一样。")
    return msgspec.structs.replace(record, numbers=[unnumbered(record)])


def _events(rows: list[dict[str, Any]]) -> list[Event]:
    """An event without a day cannot be put in time; it is left out of the record and stays in the source row."""
    dated = []
    for row in rows:
        on = day(str(row.get("on") or ""), "事件公告日") or day(str(row.get("effective") or ""), "事件生效日")
        if on:
            effective = day(str(row.get("effective") or ""), "事件生效日")
            dated.append(row | {"on": on, "effective": effective})
    return listed(dated, Event, "法律事件")


def _texts(texts: dict[str, str]) -> dict[str, str]:
    return {lang: text.strip() for lang, text in texts.items() if text and text.strip()}


def _spoken_on(record: Record) -> str:
    days = [document.on for document in record.documents] or [
        record.status_as_of,
        record.dates.get("filed", ""),
    ]
    return max(days) or "-"
