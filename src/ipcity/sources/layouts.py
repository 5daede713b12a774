"""A source whose formats are maps: `layouts.yaml` beside its reader says which elements are records, and what is where."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cached_property
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

import msgspec

from ipcity.base.errors import BadInput
from ipcity.base.files import read_yaml
from ipcity.ingest import RawRow, read_passport
from ipcity.sources.mapping import mapped, text_of
from ipcity.sources.xml_ import elements, first_element
from ipcity.sources.xml_document import Found

GARBLED = "\ufffd"
_NOTHING = "文件里没有这种来源的记录。请核对文件是否完整。"


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`record`: the elements that are records. `has`: a path that must be in the element. `under`: outermost elements
    of the file. `skip`: parts that hold nothing for a record."""

    id: str
    record: list[str]
    values: dict[str, Any]
    has: str = ""


class Layouts(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`roots`: outermost elements, by which a file is known. `says`: texts one of which its beginning must hold.
    `refused`: elements of files without records, and the sentence that says so."""

    layouts: list[Layout]
    roots: list[str]
    says: list[str] = []
    skip: list[str] = []
    refused: dict[str, str] = {}
    shared: Any = None  # parts of maps used more than once, by YAML anchors


class MappedSource:
    """An XML source. Others override `found` (how records come out of a file) and `finished`."""

    def __init__(self, reader: str) -> None:
        self._folder = Path(reader).parent
        self.passport = read_passport(self._folder / "source.yaml")

    @cached_property
    def book(self) -> Layouts:
        return msgspec.convert(read_yaml(self._folder / "layouts.yaml"), Layouts)

    def recognises(self, path: Path, head: bytes) -> bool:
        said = [text.encode() for text in self.book.says]
        if said and not any(text in head for text in said):
            return False
        return b"<" in head and first_element(head) in self.book.roots

    def found(self, path: Path, names: set[str]) -> Iterator[Found]:
        wanted = frozenset(name for one in self.book.layouts for name in one.record)
        return elements(path, wanted, skip=frozenset(self.book.skip), names=names)

    def finished(self, values: dict[str, Any], element: Element, path: Path) -> dict[str, Any]:
        """The values as they are handed over. Raises BadInput where they make no row."""
        return values

    def read(self, path: Path) -> Iterator[RawRow]:
        names: set[str] = set()
        any_row = False
        for one in self.found(path, names):
            row = self._row(path, one)
            if row is not None:
                any_row = True
                yield row
        if not any_row:
            told = (sentence for name, sentence in self.book.refused.items() if name in names)
            raise BadInput(next(told, _NOTHING), path=str(path))

    def _row(self, path: Path, found: Found) -> RawRow | None:
        place = f"{path.name}:{found.line}"
        if found.element is None:
            return RawRow(place, {"file": path.name, "line": str(found.line)}, problem=found.problem)
        layout = self._layout(found.element)
        if layout is None:
            return None
        try:
            values = self.finished(mapped(layout.values, found.element, found.element), found.element, path)
        except BadInput as wrong:
            return RawRow(place, {"text": text_of(found.element)[:500]}, problem=wrong.message)
        # A scheme that the map does not name is none of ours; an event without its day stands nowhere in time.
        values["classes"] = [mark for mark in values.get("classes", []) if mark["scheme"]]
        values["events"] = sorted(
            (event for event in values.get("events", []) if event["on"]), key=lambda event: event["on"]
        )
        if GARBLED in msgspec.json.encode(values).decode():
            return RawRow(
                place, values, problem="这一件里有字节不是所声明编码的文字，已成乱码。请重新取得该文件。"
            )
        return RawRow(place, values)

    def _layout(self, element: Element) -> Layout | None:
        fitting = (one for one in self.book.layouts if element.tag in one.record)
        return next((one for one in fitting if not one.has or element.find(one.has) is not None), None)
