"""A source of JSON objects (one a line, or one array): keys are columns, so a layout reads them like a spreadsheet."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

from ipcity.base.errors import BadInput
from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.flat import nested
from ipcity.sources.csv_rows import encoding_of
from ipcity.sources.headings import Fit, fit, flat_row
from ipcity.sources.text_lines import first_lines, lines_of

LARGEST_WHOLE = 256 * 2**20
LONGEST_OBJECT = 16 * 2**20
_CUT = "这一行不是完整的 JSON 对象，文件可能被截断。请重新取得该文件。"
Flat = dict[str, str]


class ObjectSource:
    """`prepare` may take apart what a publisher packs into one value, before the row is nested."""

    def __init__(self, folder: Path, prepare: Callable[[Flat], Flat] = lambda flat: flat) -> None:
        self.passport = read_passport(folder / "source.yaml")
        self._prepare = prepare

    def recognises(self, path: Path, head: bytes) -> bool:
        keys = _first_keys(head)
        return bool(keys) and fit(self.passport.layouts, keys) is not None

    def read(self, path: Path) -> Iterator[RawRow]:
        fits: dict[tuple[str, ...], Fit | None] = {}
        for place, one in objects_of(path):
            if isinstance(one, str):
                yield RawRow(place, {"line": one}, problem=_CUT)
                continue
            keys = tuple(one)
            if keys not in fits:
                fits[keys] = fit(self.passport.layouts, keys)
            yield self._row(place, fits[keys], one)

    def _row(self, place: str, found: Fit | None, one: Mapping[str, Any]) -> RawRow:
        if found is None:
            why = f"这个对象的字段（{'、'.join(list(one)[:10])}）不是这种来源的字段。请核对后重新装载。"
            return RawRow(place, {"line": json.dumps(one, ensure_ascii=False)[:2000]}, problem=why)
        flat = flat_row(found, [plain(value) for value in one.values()])
        return RawRow(place, nested(self._prepare(flat)))


def objects_of(path: Path) -> Iterator[tuple[str, dict[str, Any] | str]]:
    """(place, object), or the line itself where it is none. Raises BadInput when the file is no JSON at all."""
    with path.open("rb") as file:
        begins = file.read(64 * 1024).removeprefix(b"\xef\xbb\xbf").lstrip()[:1]
    if begins == b"[":
        yield from _elements(path)
        return
    for number, line in lines_of(path, longest=LONGEST_OBJECT):
        yield f"{path.name}:{number}", _parsed(line)


def plain(value: Any) -> str:
    """A value as the text of a cell: lists joined by semicolons, also those that come as JSON in a text."""
    if isinstance(value, str):
        text = value.strip()
        inside = _parsed(text) if text.startswith("[") and text.endswith("]") else text
        return plain(inside) if isinstance(inside, list) else text.replace("\0", "")
    if isinstance(value, list):
        return ";".join(filter(None, map(plain, value)))
    if isinstance(value, dict):
        return json.dumps(value, ensure_ascii=False)
    return "" if value is None else str(value)


def _elements(path: Path) -> Iterator[tuple[str, dict[str, Any] | str]]:
    if path.stat().st_size > LARGEST_WHOLE:
        raise BadInput("JSON 数组超过 256 MB。请改为每行一个对象（JSON Lines）后装载。", path=str(path))
    raw = path.read_bytes()
    try:
        whole = json.loads(raw.decode(encoding_of(raw[: 64 * 1024]) or "utf-8"))
    except (ValueError, RecursionError):
        raise BadInput("文件不是完整的 JSON，可能被截断。请重新取得该文件。", path=str(path)) from None
    for at, one in enumerate(whole, start=1):
        yield f"{path.name}[{at}]", one if isinstance(one, dict) else str(one)[:2000]


def _parsed(line: str) -> Any:
    try:
        found = json.loads(line)
    except (ValueError, RecursionError):
        return line
    return found if isinstance(found, dict | list) else line


def _first_keys(head: bytes) -> list[str]:
    """Of the first object in the beginning of the file."""
    lines = first_lines(head, 1)
    text = lines[0].lstrip("\ufeff") if lines else ""
    if text.lstrip().startswith("["):
        text = head.decode("utf-8", "ignore").lstrip("\ufeff")
        text = text[text.find("{") :]
    try:
        one, _ = json.JSONDecoder().raw_decode(text.strip()) if text else ({}, 0)
    except (ValueError, RecursionError):
        return []
    return list(one) if isinstance(one, dict) else []
