"""The fields of the index; `entries.py` fills them from a record."""

from __future__ import annotations

from functools import cache

import msgspec
import tantivy

from ipcity.records.places import area_name, zone_name
from ipcity.search.timeline import SLOTS

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


def facet_name(facet: str, value: str) -> dict[str, str]:
    """How a facet value is called, where it is a code of this room's tables."""
    if facet == "area":
        return area_name(value)
    if facet == "zone":
        return zone_name(value)
    return {"zh": value, "en": value}
