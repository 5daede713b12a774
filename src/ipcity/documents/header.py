"""The head of a paper: document number, title, issuing body, day, addressees, period."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ipcity.documents.days import days_in
from ipcity.documents.folding import half_width, trimmed
from ipcity.documents.layout import Layout, Line, lines_of
from ipcity.documents.parts import DayMention, DocNumber, Part
from ipcity.documents.patterns import compiled, one_of, patterns

ISSUER_LONGEST = 40


@dataclass(frozen=True)
class Header:
    number: DocNumber | None
    title: str
    subject: str
    issued_by: str
    issued_on: str
    addressees: list[Part]
    period: DayMention | None


def read_header(layout: Layout) -> Header:
    lines = lines_of(layout.text, 0, layout.body_start)
    title = _title(layout, lines)
    by, on = _issued(layout, lines)
    return Header(
        number=next(
            (one for one in numbers_in(layout, 0, layout.body_start) if not _is_cited(layout, one)), None
        ),
        title=title,
        subject=_subject(title),
        issued_by=by or _before_about(title) or _field(layout, "issued_by"),
        issued_on=_field_day(layout) or on,
        addressees=list(_addressees(layout, lines)),
        period=_period(layout),
    )


def numbers_in(layout: Layout, start: int, end: int) -> Iterator[DocNumber]:
    """Document numbers, the paper's own and cited ones."""
    for found in compiled(patterns("header")["document_number"]["pattern"]).finditer(layout.half, start, end):
        regular = f"{found['organ']}〔{found['year']}〕{int(found['num'])}号"
        text = layout.text[found.start() : found.end()]
        yield DocNumber(
            text=text, start=found.start(), end=found.end(), number=regular, year=int(found["year"])
        )


def _is_cited(layout: Layout, number: DocNumber) -> bool:
    return layout.half[max(0, number.start - 4) : number.start].endswith(
        tuple(patterns("header")["document_number"]["cited_after"])
    )


def _title(layout: Layout, lines: list[Line]) -> str:
    """The first run of lines that together are the title of a notice; else the line that names a plan."""
    notices = tuple(patterns("header")["title"]["notices"])
    for first in range(len(lines)):
        joined, found = "", ""
        for line in lines[first : first + patterns("header")["title"]["lines_longest"]]:
            joined += layout.text[line.start : line.end]
            title = _as_title(joined)
            if title.endswith(notices):
                return title
            found = found or title
        if found:
            return found
    ending = compiled(one_of(patterns("header")["title_words"]) + r"\s*(?:\([^()]*\))?$")
    naming = [line for line in lines if ending.search(layout.half[line.start : line.end])]
    return layout.text[naming[-1].start : naming[-1].end] if naming else ""


def _as_title(words: str) -> str:
    """The words without a document number before them and without their book marks; "" when they are no title."""
    known = patterns("header")
    bare = compiled(known["document_number"]["pattern"] + "(?=《)").sub("", words, count=1)
    if bare.startswith("《"):
        bare = bare[1:-1] if bare.endswith("》") and bare.count("《") == 1 else ""
    return bare if compiled(known["title"]["pattern"]).fullmatch(half_width(bare)) else ""


def _subject(title: str) -> str:
    """印发 X 的通知 → X."""
    found = compiled(patterns("header")["title"]["subject"]).search(title)
    return found["subject"].strip("《》") if found else title


def _before_about(title: str) -> str:
    found = compiled("关于|關於").search(title)
    return title[: found.start()] if found else ""


def _issued(layout: Layout, lines: list[Line]) -> tuple[str, str]:
    """A line that is nothing but a day, and the name above it; in the head, else at the end of the body."""
    ending = lines_of(layout.text, layout.body_start, layout.annex_start)[-4:]
    for block in (lines, ending):
        for above, line in reversed(list(zip([None, *block], block, strict=False))):
            days = days_in(layout, line.start, line.end)
            if (
                len(days) == 1
                and (days[0].start, days[0].end) == (line.start, line.end)
                and len(days[0].when) == 10
            ):
                return _issuer(layout, above), days[0].when
    return "", ""


def _issuer(layout: Layout, line: Line | None) -> str:
    if line is None or line.end - line.start > ISSUER_LONGEST:
        return ""
    name = layout.text[line.start : line.end]
    words = tuple(patterns("header")["not_issuer"])
    return "" if name[-1] in "。:：|" or name.startswith(words) else name


def _field(layout: Layout, name: str) -> str:
    """The value beside its label in a table of metadata."""
    labels = one_of(patterns("header")["fields"][name])
    value = compiled(rf"{labels}[\s|:]{{1,12}}(?P<value>[^\s|:][^\s|]{{0,60}})")
    found = value.search(layout.half, 0, layout.body_start)
    return _cut(layout, found) if found else ""


def _cut(layout: Layout, found: re.Match[str]) -> str:
    start, end = trimmed(layout.text, found.start("value"), found.end("value"))
    return layout.text[start:end]


def _field_day(layout: Layout) -> str:
    labels = one_of(patterns("header")["fields"]["issued_on"])
    found = compiled(rf"{labels}[\s|:]{{1,12}}").search(layout.half, 0, layout.body_start)
    days = days_in(layout, found.end(), min(found.end() + 20, layout.body_start)) if found else []
    return days[0].when if days else ""


def _addressees(layout: Layout, lines: list[Line]) -> Iterator[Part]:
    known = patterns("header")["addressees"]
    for line in lines:
        half = layout.half[line.start : line.end]
        if half.endswith(known["ends"]) and any(word in half for word in known["words"]):
            yield from _split(layout, line.start, line.end - 1)
            return


def _split(layout: Layout, start: int, end: int) -> Iterator[Part]:
    while start < end:
        stop = layout.half.find(",", start, end)
        stop = end if stop < 0 else stop
        first, last = trimmed(layout.text, start, stop)
        if first < last:
            yield Part(text=layout.text[first:last], start=first, end=last)
        start = stop + 1


def _period(layout: Layout) -> DayMention | None:
    found = compiled(patterns("header")["period"]).search(layout.half, 0, layout.body_start)
    if found is None or found["from"] > found["to"]:
        return None
    text = layout.text[found.start() : found.end()]
    return DayMention(
        text=text, start=found.start(), end=found.end(), when=found["from"], until=found["to"], kind="period"
    )
