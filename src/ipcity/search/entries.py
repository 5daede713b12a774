"""Records → entries of the index: what stands in each of its fields. Nothing here is listed a second time elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from typing import Any

import msgspec

from ipcity.records import Party, Record, normal_name
from ipcity.records.places import areas_above
from ipcity.search.forms import cited_as, forms_of_record, plain_number
from ipcity.search.names import name_keys
from ipcity.search.pinyin import syllables
from ipcity.search.schema import MAKERS, PEOPLE, Card
from ipcity.search.script import simplified
from ipcity.search.symbols import class_terms, counted
from ipcity.search.text import Turned, cut_joined, turned
from ipcity.search.timeline import timeline


def documents(records: Sequence[Record]) -> list[dict[str, Any]]:
    """The index entries of records; many at once cost far less each. `cited` and `id` are the caller's to add."""
    texts = [text for record in records for text in _texts_of(record)]
    made = turned(texts)
    return [
        _entry(record, texts[at + 1]) | _texts(made[at : at + 4])
        for at, record in zip(range(0, len(texts), 4), records, strict=True)
    ]


def _entry(record: Record, text: str) -> dict[str, Any]:
    holders = record.holders
    day = day_of(record)
    return {
        "record_id": record.record_id,
        "lake": "record",
        "realm": record.realm,
        "kind": record.kind,
        "right_type": record.right_type,
        "office": record.office,
        "status": record.status,
        "number": forms_of_record(record.numbers),
        "cites": sorted({plain_number(one.number) for one in record.citations}),
        "family_id": [record.family.lower()] if record.family else [],
        "applicant": list(dict.fromkeys(party.name for party in holders)),
        "names": list(dict.fromkeys(key for party in holders for key in name_keys(party.name))),
        "inventor": sorted(
            {form for one in record.parties if one.role in MAKERS for form in _both_scripts(one.name)}
        ),
        "name_pinyin": _pinyin(record.parties),
        "year": int(day[:4] or 0),
        "published": day_number(day),
        "filed": day_number(record.dates.get("filed", "")),
        "granted": day_number(record.dates.get("granted", "")),
        "card": msgspec.json.encode(_card(record, holders, text, day)),
        **_classes(record),
        **_places(holders),
        **_states(record),
    }


def _pinyin(parties: list[Party]) -> str:
    """Name by name, for names come again and again."""
    ordered = sorted(parties, key=lambda one: one.role in PEOPLE)
    return " ".join(one for party in ordered for one in syllables(party.name))


@lru_cache(maxsize=65_536)
def _both_scripts(name: str) -> tuple[str, str]:
    normal = normal_name(name)
    return normal, simplified(normal)


def day_of(record: Record) -> str:
    """The day that a list is sorted by: of grant, else of publication, else of filing."""
    return record.dates.get("granted") or record.dates.get("published") or record.dates.get("filed") or ""


def _texts_of(record: Record) -> tuple[str, str, str, str]:
    """Title, text, names, people: each is searched by itself."""
    names = " ".join(party.name for party in record.parties if party.role not in PEOPLE)
    people = " ".join(party.name for party in record.parties if party.role in PEOPLE)
    return "\n".join(record.title.values()), "\n".join(record.abstract.values()), names, people


def _texts(made: Sequence[Turned]) -> dict[str, str]:
    """Words rank; pairs decide, in the script written and in the simplified one where that differs."""
    title, text, name, people = made
    found = {
        "title_pairs": title.pairs,
        "text_pairs": text.pairs,
        "name_pairs": name.pairs,
        "people_pairs": people.pairs,
        "title_words": cut_joined(title.uncut),
        "text_words": cut_joined(text.uncut),
        "name_words": _words_of_name(name.uncut),
    }
    for name_of, one in zip(("title", "text", "name", "people"), made, strict=True):
        if one.script is not None:
            found[f"{name_of}_script"] = one.script
    return found


_words_of_name = lru_cache(maxsize=32_768)(cut_joined)  # names come again and again


def _classes(record: Record) -> dict[str, list[str]]:
    terms: dict[str, None] = {}
    values: dict[str, None] = {}
    for mark in record.classes:
        above, value = _class_values(mark.scheme, mark.symbol)
        terms |= above
        if value:
            values[value] = None
    return {"classes": [*terms], "class": [*values]}


@lru_cache(maxsize=65_536)
def _class_values(scheme: str, symbol: str) -> tuple[dict[str, None], str | None]:
    return dict.fromkeys(class_terms(scheme, symbol)), counted(scheme, symbol)


def _places(holders: list[Party]) -> dict[str, list[str]]:
    areas = list(dict.fromkeys(area for party in holders if party.area for area in areas_above(party.area)))
    return {
        "areas": areas,
        "area": [code for code in areas if not _is_province(code)],
        "zone": list(dict.fromkeys(party.zone for party in holders if party.zone)),
    }


def _states(record: Record) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for slot, (day, state) in enumerate(timeline(record)):
        found |= {f"state_{slot}": state, f"since_{slot}": day}
    return found


def _is_province(code: str) -> bool:
    """Left out of the facet, where each city stands already; the four municipalities are cities."""
    return code.endswith("0000") and code[:2] not in ("11", "12", "31", "50", "71", "81", "82")


def _card(record: Record, holders: list[Party], text: str, day: str) -> Card:
    return Card(
        title=record.name, abstract=text, right_type=record.right_type, kind=record.kind, realm=record.realm,
        number=cited_as(record), holders=[party.name for party in holders], status=record.status, status_as_of=record.status_as_of, published=day,
        main_class=next((mark.symbol for mark in record.classes if mark.main), ""),
        area=holders[0].area if holders else None, zone=holders[0].zone if holders else None,
        office=record.office, family=record.family,
    )  # fmt: skip


def day_number(day: str) -> int:
    """2019-07-12 → 20190712; what is not known of the day counts as 00."""
    return int(day.replace("-", "").ljust(8, "0")) if day else 0
