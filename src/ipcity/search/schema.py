"""The fields of the index, derived from a record. Nothing is listed a second time elsewhere."""

from __future__ import annotations

import re
from typing import Any

import msgspec
import tantivy

from ipcity.base.text import fold
from ipcity.records import Record
from ipcity.records.places import area_name, areas_above, zone_name
from ipcity.search.text import pairs, words

VERSION = 5  # a change of the fields makes old indexes be built again

_RAW = ("record_id", "kind", "lake")  # `lake` is "record" in all but the one about the lake itself
_FACETS = ("realm", "right_type", "status", "class", "area", "zone", "applicant")  # exact and counted
_EXACT = ("number", "classes", "areas")  # exact, many values, not counted
_WORDS = ("title_words", "text_words", "name_words")
_PAIRS = ("title_pairs", "text_pairs", "name_pairs")
_DAYS = ("year", "published", "filed", "granted")  # 2019 and 20190712; 0 when unknown

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


def schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    for name in (*_RAW, *_EXACT):
        builder.add_text_field(name, stored=name == "record_id", tokenizer_name="raw", index_option="basic")
    for name in _FACETS:
        builder.add_text_field(name, fast=True, tokenizer_name="raw", index_option="basic")
    for name in (*_WORDS, *_PAIRS):
        builder.add_text_field(name, tokenizer_name="whitespace", index_option="position")
    for name in _DAYS:
        builder.add_integer_field(name, indexed=True, fast=True)
    builder.add_text_field("card", stored=True, tokenizer_name="raw", index_option="basic")
    builder.add_integer_field("lake_version", stored=True, indexed=False)
    return builder.build()


def document(record: Record) -> dict[str, Any]:
    """The index entry of a record."""
    holders = record.holders
    text = "\n".join(record.abstract.values())
    names = " ".join(party.name for party in record.parties)
    places = list(dict.fromkeys(area for party in holders if party.area for area in areas_above(party.area)))
    day = record.dates.get("granted") or record.dates.get("published") or record.dates.get("filed") or ""
    symbols = [mark.symbol for mark in record.classes]
    return {
        "record_id": record.record_id,
        "lake": "record",
        "realm": record.realm,
        "kind": record.kind,
        "right_type": record.right_type,
        "status": record.status,
        "number": number_forms(record),
        "classes": list(dict.fromkeys(one for symbol in symbols for one in classes_above(symbol))),
        "class": list(dict.fromkeys(subclass(symbol) for symbol in symbols)),
        "areas": places,
        "area": [code for code in places if not _is_province(code)],
        "zone": list(dict.fromkeys(party.zone for party in holders if party.zone)),
        "applicant": list(dict.fromkeys(party.name for party in holders)),
        "title_words": " ".join(words(" ".join(record.title.values()))),
        "text_words": " ".join(words(text)),
        "name_words": " ".join(words(names)),
        "title_pairs": " ".join(pairs("\n".join(record.title.values()))),
        "text_pairs": " ".join(pairs(text)),
        "name_pairs": " ".join(pairs(names)),
        "year": int(day[:4] or 0),
        "published": day_number(day),
        "filed": day_number(record.dates.get("filed", "")),
        "granted": day_number(record.dates.get("granted", "")),
        "card": msgspec.json.encode(_card(record, text, day)).decode(),
    }


def _is_province(code: str) -> bool:
    """Left out of the facet, where each city stands already; the four municipalities are cities."""
    return code.endswith("0000") and code[:2] not in ("11", "12", "31", "50", "71", "81", "82")


def _card(record: Record, text: str, day: str) -> Card:
    holders = record.holders
    best = (
        record.documents[-1].number
        if record.documents
        else (record.numbers[0].value if record.numbers else "")
    )
    return Card(
        title=record.name, abstract=text, right_type=record.right_type, kind=record.kind, realm=record.realm,
        number=best, holders=[party.name for party in holders], status=record.status, status_as_of=record.status_as_of, published=day,
        main_class=next((mark.symbol for mark in record.classes if mark.main), ""),
        area=holders[0].area if holders else None, zone=holders[0].zone if holders else None,
    )  # fmt: skip


def day_number(day: str) -> int:
    """2019-07-12 → 20190712; what is not known of the day counts as 00."""
    return int(day.replace("-", "").ljust(8, "0")) if day else 0


def number_forms(record: Record) -> list[str]:
    """Every way a person may write a number of this record, folded: with and without check digit and country."""
    forms: set[str] = set()
    for number in record.numbers:
        plain = plain_number(number.value)
        forms |= {plain, plain.removeprefix("cn")}
        if number.type == "application" and len(plain) in (9, 13):
            forms.add(plain[:-1])
        if number.type == "publication":
            forms.add(re.sub(r"[a-z]\d?$", "", plain.removeprefix("cn")))
    return sorted(forms)


def plain_number(text: str) -> str:
    """`ZL 2016 1 0984321.9` → 2016109843219."""
    return re.sub(r"^zl|[\s.\-]", "", fold(text))


def subclass(symbol: str) -> str:
    return symbol[:4] if "/" in symbol else symbol[:2]


def classes_above(symbol: str) -> list[str]:
    """B29C53/60 → B, B29, B29C, B29C53, B29C53/60; 01-02 → 01, 01-02."""
    if "-" in symbol:
        return [symbol[:2], symbol]
    group = symbol.split("/")[0]
    return [symbol[:1], symbol[:3], symbol[:4], group, symbol]


def facet_name(facet: str, value: str) -> dict[str, str]:
    """How a facet value is called, where it is a code of this room's tables."""
    if facet == "area":
        return area_name(value)
    if facet == "zone":
        return zone_name(value)
    return {"zh": value, "en": value}
