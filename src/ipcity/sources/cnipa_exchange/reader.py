"""XML of CNIPA's exchange standard, and a text in which `<#>` begins a document and `<p>` a part of it.

A document of the text form: `<#>0 PublicId=CN104539029A;Cat=H02J7/02;Time=20150422`, then `<p>title` … `</p>`, up to `</#>`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from xml.etree.ElementTree import Element, SubElement

from ipcity.sources.layouts import MappedSource
from ipcity.sources.xml_document import LARGEST, Found

_BEGIN = re.compile(r"^<#>\s*\d*\s*PublicId=")
_CLAIM = re.compile(r"(?m)^(?=\d{1,3}\s*[.．、])")
_LONGEST_LINE = 2**22


class Exchange(MappedSource):
    def recognises(self, path: Path, head: bytes) -> bool:
        text = head[:200].decode("utf-8", "ignore").lstrip("\ufeff")
        return bool(_BEGIN.match(text)) or super().recognises(path, head)

    def found(self, path: Path, names: set[str]) -> Iterator[Found]:
        with path.open("rb") as file:
            marked = _BEGIN.match(file.read(200).decode("utf-8", "ignore").lstrip("\ufeff"))
        yield from _marked(path) if marked else super().found(path, names)


def _marked(path: Path) -> Iterator[Found]:
    """Document after document; one that does not end is handed over as broken."""
    lines: list[str] = []
    begin = size = 0
    with path.open(encoding="utf-8-sig", errors="replace") as file:
        for number, line in enumerate(iter(lambda: file.readline(_LONGEST_LINE), ""), start=1):
            if _BEGIN.match(line):
                if lines:
                    yield Found(begin, None, _UNENDED)
                lines, begin, size = [line], number, 0
            elif line.startswith("</#>") and lines:
                yield Found(begin, _document(lines))
                lines = []
            elif lines and size < LARGEST:
                lines.append(line)
                size += len(line)
    if lines:
        yield Found(begin, None, _UNENDED)


def _document(lines: list[str]) -> Element:
    root = Element("marked-document")
    for part in lines[0].partition(" ")[2].strip().split(";"):
        key, _, value = part.partition("=")
        root.set(key.strip() or "x", value.strip())
    for name, text in re.findall(r"(?ms)^<p>(\w+)[ \t]*$\n(.*?)^</p>", "".join(lines[1:])):
        parts = _CLAIM.split(text) if name == "claim" else [text]
        for one in filter(str.strip, parts):
            if name != "description":
                SubElement(root, name).text = one
    return root


_UNENDED = "这一件没有结尾（</#>），文件可能被截断。请重新取得该文件。"
SOURCE = Exchange(__file__)
