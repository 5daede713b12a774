"""The fields of the index; `entries.py` fills them from a record."""

from __future__ import annotations

import msgspec

from ipcity.postings import Family, Schema
from ipcity.records.places import area_name, zone_name

VERSION = 11  # a change of the fields makes old indexes be built again

TEXTS = ("title", "text", "name", "people")
WORDS = Family("words", ("title_words", "text_words", "name_words"), block=5, ranked=True)
SOUNDS = Family("sounds", ("name_pinyin",), block=4)
# pairs as written; and in the simplified script, where that is another
PAIRS = Family(
    "pairs", (*(f"{one}_pairs" for one in TEXTS), *(f"{one}_script" for one in TEXTS)), block=6, pairs=True
)

_FACETS = ("realm", "kind", "right_type", "office", "status", "class", "area", "zone", "applicant")
_EXACT = ("family_id", "number", "classes", "areas", "inventor", "names", "cites")
_NUMBERS = ("year", "published", "filed", "granted", "cited")  # 2019 and 20190712; 0 when unknown
SCHEMA = Schema((WORDS, SOUNDS, PAIRS), (*_FACETS, *_EXACT), (*_FACETS, "family_id"), _NUMBERS)

PEOPLE = ("inventor", "designer", "author", "breeder", "drafter", "agency", "agent", "examiner")
MAKERS = ("inventor", "designer", "author", "breeder", "drafter")


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


def facet_name(facet: str, value: str) -> dict[str, str]:
    """How a facet value is called, where it is a code of this room's tables."""
    if facet == "area":
        return area_name(value)
    if facet == "zone":
        return zone_name(value)
    return {"zh": value, "en": value}
