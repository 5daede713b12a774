"""Records → documents of the index: what stands in each of its fields. Nothing here is listed a second time elsewhere."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from itertools import chain

import msgspec
import numpy as np
import numpy.typing as npt

from ipcity.postings import SegmentWriter
from ipcity.records import Party, Record
from ipcity.records.places import areas_above
from ipcity.search.forms import cited_as, plain_number
from ipcity.search.names import name_keys
from ipcity.search.schema import MAKERS, PEOPLE, TEXTS, Card
from ipcity.search.spelled import Spelled, spelled
from ipcity.search.symbols import class_terms, counted
from ipcity.search.text import END, Turned, cut_up, turned
from ipcity.search.timeline import timeline

_FIELDS = np.arange(len(TEXTS), dtype=np.uint32)
_END = ord(END)
_PEOPLE, _MAKERS = frozenset(PEOPLE), frozenset(MAKERS)


def add(
    writer: SegmentWriter, records: Sequence[Record], numbers: Sequence[list[str]], cited: Sequence[int]
) -> None:
    """Records become the next documents of a segment; many at once cost far less each. `numbers`: the forms of each
    record's numbers; `cited`: how often each is."""
    named = [_names_of(record) for record in records]
    names = spelled(name for others, people in named for name in (*others, *people))
    texts = [
        text
        for record, (others, people) in zip(records, named, strict=True)
        for text in _texts_of(record, others, people)
    ]
    _add_texts(writer, turned(texts), len(records))
    holders = [record.holders for record in records]
    days = [day_of(record) for record in records]
    sounds = [
        [*chain.from_iterable(names[name].syllables for name in (*others, *people))]
        for others, people in named
    ]
    writer.add_words("sounds", _slots(writer, len(records))[:: len(TEXTS)], sounds)
    writer.add_keywords("number", numbers)
    _add_keywords(writer, records, holders, names)
    for name, values in {
        "year": [int(day[:4] or 0) for day in days],
        "published": [*map(day_number, days)],
        "filed": [day_number(one.dates.get("filed", "")) for one in records],
        "granted": [day_number(one.dates.get("granted", "")) for one in records],
        "cited": cited,
    }.items():
        writer.add_numbers(name, values)
    shown = zip(records, holders, texts[1 :: len(TEXTS)], days, strict=True)
    cards = [_encoder.encode(_card(*one)) for one in shown]
    writer.add_documents([one.record_id for one in records], cards, [timeline(one) for one in records])


_encoder = msgspec.json.Encoder()


def _slots(writer: SegmentWriter, size: int) -> npt.NDArray[np.uint32]:
    """Of the texts of the next documents, text after text."""
    first = np.array([writer.slot(at, 0) for at in range(size)], np.uint32)
    return (first[:, None] | _FIELDS).ravel()


def _add_texts(writer: SegmentWriter, made: Turned, size: int) -> None:
    """Words rank; pairs decide, in the script written and in the simplified one where that differs."""
    slots = _slots(writer, size)
    writer.add_pairs("pairs", slots, made.plain.codes, made.plain.ends, _END)
    if made.differ.any():
        script = slots[made.differ] + np.uint32(len(TEXTS))
        writer.add_pairs("pairs", script, made.script.codes, made.script.ends, _END)
    named = (slots & 3) != TEXTS.index("people")
    cut = [
        (_words_of_name if at % len(TEXTS) == TEXTS.index("name") else cut_up)(text)
        for at, text in enumerate(made.uncut)
        if at % len(TEXTS) != TEXTS.index("people")
    ]
    writer.add_words("words", slots[named], cut)


def _add_keywords(
    writer: SegmentWriter,
    records: Sequence[Record],
    holders: Sequence[list[Party]],
    names: dict[str, Spelled],
) -> None:
    for name in ("realm", "kind", "right_type", "office", "status"):
        writer.add_keywords(name, [(getattr(record, name),) for record in records])
    writer.add_keywords("family_id", [(one.family.lower(),) if one.family else () for one in records])
    writer.add_keywords(
        "cites", [{plain_number(one.number) for one in record.citations} for record in records]
    )
    writer.add_keywords("applicant", [{party.name for party in one} for one in holders])
    keys = name_keys({party.name for one in holders for party in one})
    writer.add_keywords("names", [{key for party in one for key in keys[party.name]} for one in holders])
    writer.add_keywords(
        "inventor",
        [
            {
                form
                for one in record.parties
                if one.role in _MAKERS
                for form in (names[one.name].normal, names[one.name].plain)
            }
            for record in records
        ],
    )
    above, values = zip(*map(_classes, records), strict=True)
    writer.add_keywords("classes", above)
    writer.add_keywords("class", values)
    areas = [{area for party in one if party.area for area in areas_above(party.area)} for one in holders]
    writer.add_keywords("areas", areas)
    writer.add_keywords("area", [[code for code in one if not _is_province(code)] for one in areas])
    writer.add_keywords("zone", [{party.zone for party in one if party.zone} for one in holders])


def day_of(record: Record) -> str:
    """The day that a list is sorted by: of grant, else of publication, else of filing."""
    return record.dates.get("granted") or record.dates.get("published") or record.dates.get("filed") or ""


def _names_of(record: Record) -> tuple[list[str], list[str]]:
    """Of holders and of people."""
    others: list[str] = []
    people: list[str] = []
    for party in record.parties:
        (people if party.role in _PEOPLE else others).append(party.name)
    return others, people


def _texts_of(record: Record, others: list[str], people: list[str]) -> tuple[str, str, str, str]:
    """Title, text, names, people: each is searched by itself."""
    title, text = "\n".join(record.title.values()), "\n".join(record.abstract.values())
    return title, text, " ".join(others), " ".join(people)


_words_of_name = lru_cache(maxsize=32_768)(cut_up)  # names come again and again


def _classes(record: Record) -> tuple[set[str], set[str]]:
    """The terms of all its symbols and what lies above them; the values counted."""
    terms: set[str] = set()
    values: set[str] = set()
    for mark in record.classes:
        above, value = _class_values(mark.scheme, mark.symbol)
        terms.update(above)
        if value:
            values.add(value)
    return terms, values


@lru_cache(maxsize=65_536)
def _class_values(scheme: str, symbol: str) -> tuple[tuple[str, ...], str | None]:
    return tuple(class_terms(scheme, symbol)), counted(scheme, symbol)


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
