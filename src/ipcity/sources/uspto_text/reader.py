"""Documents of the search system: `TTL  title`, one field a line, further lines of it indented, a boundary between two.

Fields of one party, citation or priority follow each other and share two letters; the leading field begins a new one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from ipcity.sources.csv_rows import encoding_of
from ipcity.sources.layouts import MappedSource
from ipcity.sources.xml_document import LARGEST, Found

BOUNDARY = "*** BRS DOCUMENT BOUNDARY ***"
_FIELD = re.compile(r"([A-Z]{3,4}) (.*)", re.DOTALL)
_LEADERS = {"INNM": "IN", "AANM": "AA", "ASNM": "AS", "URPN": "UR", "FRCO": "FR", "PRCO": "PR", "PDID": "P"}
_LONG = frozenset(
    {"DETX", "BSTX", "CRTX", "DRTX", "GOVT"}
)  # the description, for which a record has no place
_WORDS = 12
_LONGEST_LINE = 2**22


class BrsText(MappedSource):
    def recognises(self, path: Path, head: bytes) -> bool:
        return BOUNDARY.encode() in head

    def found(self, path: Path, names: set[str]) -> Iterator[Found]:
        with path.open("rb") as file:
            encoding = encoding_of(file.read(64 * 1024)) or "utf-8"
        lines: list[str] = []
        begin = size = 0
        with path.open(encoding=encoding, errors="replace") as file:
            for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), ""), start=1):
                if line.startswith(BOUNDARY):
                    yield from _ended(begin, lines)
                    lines, begin, size = [], number, 0
                elif begin and size < LARGEST:
                    lines.append(line)
                    size += len(line)
        yield from _ended(begin, lines)


def _ended(begin: int, lines: list[str]) -> Iterator[Found]:
    if begin:
        yield Found(begin, _document(lines))


def _document(lines: list[str]) -> Element:
    root = Element("brs-document")
    group: Element | None = None
    for field, text in _fields(lines):
        if field in _LEADERS:
            group = SubElement(root, f"{_LEADERS[field]}-group")
        elif group is not None and not field.startswith(group.tag.partition("-")[0]):
            group = None
        one = SubElement(root if group is None else group, field)
        one.text = text
        for at, word in enumerate(text.split()[:_WORDS]):
            one.set(f"w{at}", word)
    return root


def _fields(lines: list[str]) -> Iterator[tuple[str, str]]:
    """What follows the last field is the heading of the next document, which repeats its number and title."""
    field, text = "", ""
    for line in lines:
        if found := _FIELD.match(line):
            if field and field not in _LONG:
                yield field, text
            field, text = found[1], found[2]
        elif line.startswith(" "):
            text += line
    if field and field not in _LONG:
        yield field, text


SOURCE = BrsText(__file__)
