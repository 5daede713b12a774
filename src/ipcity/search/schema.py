"""The fields of the index, derived from a record. Nothing is listed a second time elsewhere."""

from __future__ import annotations

from functools import cache, lru_cache
from typing import Any

import msgspec
import tantivy

from ipcity.base.text import fold
from ipcity.records import Party, Record, normal_name
from ipcity.records.places import area_name, areas_above, zone_name
from ipcity.search.forms import cited_as, forms_of_record, plain_number
from ipcity.search.names import name_keys
from ipcity.search.pinyin import syllables
from ipcity.search.script import simplified
from ipcity.search.symbols import class_terms, counted
from ipcity.search.text import pairs_of_folded, words_of_folded
from ipcity.search.timeline import SLOTS, timeline

VERSION = 8  # a change of the fields makes old indexes be built again

_RAW = ("record_id", "lake")  # `lake` is "record" in all but the one about the lake itself
_FACETS = ("realm", "kind", "right_type", "office", "status", "class", "area", "zone", "applicant")  # counted
_EXACT = ("number", "classes", "areas", "inventor", "names", "cites", "family_id")  # not counted
_WORDS = ("title_words", "text_words", "name_words", "name_pinyin")
_PAIRS = ("title_pairs", "text_pairs", "name_pairs", "people_pairs")
# pairs in the other script, where they differ
_SCRIPT = ("title_script", "text_script", "name_script", "people_script")
_DAYS = ("year", "published", "filed", "granted", "cited")  # 2019 and 20190712; 0 when unknown
PEOPLE = ("inventor", "designer", "author", "breeder", "drafter", "agency", "agent", "examiner")
MAKERS = ("inventor", "designer", "author", "breeder", "drafter")

ABOUT = ("lake_version", "ids", "ids_size")  # stored in the one document about the lake itself
META = "\x02lake"  # the record_id of the one document that carries the version of the lake


class Card(msgspec.Struct):
    """What a line of the list needs, kept in the index so that a page of hits asks nobody else."""

    title: str
    abstract: str
    right_type: str
    kind: str
    realm: str
    number: str
    holders: list[str]
    status: str
    status_as_of: str
    published: str
    main_class: str
    area: str | None
    zone: str | None
    office: str = ""
    family: str | None = None


@cache
def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (*_RAW, *_EXACT):
        builder.add_text_field(name, stored=name == "record_id", tokenizer_name="raw", index_option="basic")
    for name in _FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (*_WORDS, *_PAIRS, *_SCRIPT):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in _DAYS:
        builder.add_integer_field(name, indexed=True, fast=True)
    for slot in range(SLOTS):
        builder.add_text_field(f"state_{slot}", tokenizer_name="raw", index_option="basic")
        builder.add_integer_field(f"since_{slot}", fast=True)
    builder.add_bytes_field("card", stored=True)
    builder.add_integer_field("id", fast=True)  # the document's number; see `ids.py`
    for name in ABOUT:
        builder.add_integer_field(name, stored=True, indexed=False)
    return builder.build()


def document(record: Record, cited: int = 0) -> dict[str, Any]:
    """The index entry of a record; `cited`: how many records of the lake cite it."""
    holders = record.holders
    text = "\n".join(record.abstract.values())
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
        "year": int(day[:4] or 0),
        "published": day_number(day),
        "filed": day_number(record.dates.get("filed", "")),
        "granted": day_number(record.dates.get("granted", "")),
        "cited": cited,
        "card": msgspec.json.encode(_card(record, text, day)),
        **_texts(record, text),
        **_classes(record),
        **_places(holders),
        **_states(record),
    }


def _both_scripts(name: str) -> tuple[str, str]:
    normal = normal_name(name)
    return normal, simplified(normal)


def day_of(record: Record) -> str:
    """The day that a list is sorted by: of grant, else of publication, else of filing."""
    return record.dates.get("granted") or record.dates.get("published") or record.dates.get("filed") or ""


def _texts(record: Record, text: str) -> dict[str, str]:
    """Words rank; pairs decide, in the script written and in the simplified one where that differs."""
    title = "\n".join(record.title.values())
    names = " ".join(party.name for party in record.parties if party.role not in PEOPLE)
    people = " ".join(party.name for party in record.parties if party.role in PEOPLE)
    found = {}
    for name, one in (("title", title), ("text", text), ("name", names), ("people", people)):
        folded = fold(one)
        turned = simplified(folded)
        found[f"{name}_pairs"] = pairs_of_folded(folded)
        if turned != folded:
            found[f"{name}_script"] = pairs_of_folded(turned)
        if name != "people":
            found[f"{name}_words"] = " ".join(words_of_folded(turned))
    return found | {"name_pinyin": " ".join(syllables(f"{names} {people}"))}


def _classes(record: Record) -> dict[str, list[str]]:
    found = [_class_values(mark.scheme, mark.symbol) for mark in record.classes]
    terms, values = (term for one, _ in found for term in one), (value for _, value in found if value)
    return {"classes": list(dict.fromkeys(terms)), "class": list(dict.fromkeys(values))}


@lru_cache(maxsize=65_536)
def _class_values(scheme: str, symbol: str) -> tuple[tuple[str, ...], str | None]:
    return tuple(class_terms(scheme, symbol)), counted(scheme, symbol)


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


def _card(record: Record, text: str, day: str) -> Card:
    holders = record.holders
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


def facet_name(facet: str, value: str) -> dict[str, str]:
    """How a facet value is called, where it is a code of this room's tables."""
    if facet == "area":
        return area_name(value)
    if facet == "zone":
        return zone_name(value)
    return {"zh": value, "en": value}
