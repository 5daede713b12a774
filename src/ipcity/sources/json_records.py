"""JSON answers as elements, so that one kind of map reads both: a list becomes elements of one name, side by side.

A file is read whole, for these are answers of services, not bulk files; a larger one is refused with what to do.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from ipcity.base.errors import BadInput
from ipcity.sources.csv_rows import encoding_of
from ipcity.sources.js_literals import exports_one, value_of
from ipcity.sources.layouts import MappedSource
from ipcity.sources.xml_document import DEEPEST, Found

LARGEST_FILE = 256 * 2**20
_CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff]")


class JsonSource(MappedSource):
    """Known by the texts in `says`; a record is every element of a wanted name that stands in no other record."""

    def recognises(self, path: Path, head: bytes) -> bool:
        start = head[:200].decode("utf-8", "ignore").lstrip("\ufeff \t\r\n")
        literal = start[:1] in ("{", "[") or exports_one(start)
        return literal and any(text.encode() in head for text in self.book.says)

    def found(self, path: Path, names: set[str]) -> Iterator[Found]:
        wanted = {name for one in self.book.layouts for name in one.record}
        root = as_element("record", read_literal(path))
        names.update(one.tag for one in root.iter())
        for number, element in enumerate(_outermost(root, wanted), start=1):
            yield Found(number, element)


def read_literal(path: Path) -> Any:
    """JSON, or a module of JavaScript that exports one literal. Raises BadInput."""
    if path.stat().st_size > LARGEST_FILE:
        raise BadInput(f"JSON 文件超过 {LARGEST_FILE // 2**20} MiB，请拆成几个文件再装载。", path=str(path))
    raw = path.read_bytes()
    text = raw.decode(encoding_of(raw) or "utf-8", errors="replace")
    try:
        return value_of(text, str(path)) if exports_one(text) else json.loads(text)
    except RecursionError:
        raise BadInput("JSON 嵌套过深，无法读取。请核对文件。", path=str(path)) from None
    except ValueError as wrong:
        raise BadInput(f"JSON 读不懂：{wrong}。文件可能不完整，请重新取得。", path=str(path)) from None


def as_element(name: str, value: Any) -> Element:
    """Raises BadInput where it is nested deeper than any answer."""
    root = Element(name)
    waiting = [(root, value, 0)]
    while waiting:
        element, value, depth = waiting.pop()
        if depth > DEEPEST:
            raise BadInput(f"JSON 嵌套超过 {DEEPEST} 层，不像是记录。请核对文件。")
        if isinstance(value, dict):
            inside = [
                (key, one)
                for key, many in value.items()
                for one in (many if isinstance(many, list) else [many])
            ]
        elif isinstance(value, list):
            inside = [("item", one) for one in value]
        else:
            element.text = _plain(value)
            continue
        waiting += [(SubElement(element, key), one, depth + 1) for key, one in inside]
    return root


def _plain(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    return _CONTROL.sub("\ufffd", value) if isinstance(value, str) else str(value)


def _outermost(root: Element, wanted: set[str]) -> Iterator[Element]:
    waiting = [root]
    while waiting:
        element = waiting.pop()
        if element.tag in wanted:
            yield element
        else:
            waiting += reversed(element)
