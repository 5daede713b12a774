"""Reading the one sheet that holds the data: its cells, each with its place, and what needs care."""

from __future__ import annotations

import io
import re
from dataclasses import dataclass
from html import unescape

from python_calamine import CalamineError, CalamineWorkbook

from ipcity.base.errors import BadInput
from ipcity.base.parcel import open_parcel, packed_again
from ipcity.base.survey import Survey, shared_lengths, survey
from ipcity.city.registers.values import Cell

_SHEET = re.compile(rb"<(?:\w+:)?sheet\b[^>]*>")
_RELATION = re.compile(rb"<(?:\w+:)?Relationship\b[^>]*>")


@dataclass(frozen=True)
class Sheet:
    """Rows as they stand in the file, the first one included; `cells[r][c]` counts from 0."""

    name: str
    cells: list[list[Cell]]
    survey: Survey


def read_sheet(data: bytes, wanted: str) -> Sheet:
    """The sheet of that name, else the first. All sheets are measured before one is laid out."""
    parts = open_parcel(data)
    shared = shared_lengths(parts["xl/sharedStrings.xml"]) if "xl/sharedStrings.xml" in parts else []
    surveys = {
        name: survey(content, shared) for name, content in parts.items() if name.startswith("xl/worksheets/")
    }
    try:
        book = CalamineWorkbook.from_filelike(io.BytesIO(packed_again(parts)))
        names = book.sheet_names
        if not names:
            raise BadInput("文件里没有工作表。请使用本页下载的模板。")
        name = wanted if wanted in names else names[0]
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
    except CalamineError:
        raise BadInput("表格的内容损坏，读不完整。请在表格软件中打开并重新保存后再上传。") from None
    return Sheet(name, [list(row) for row in rows], surveys.get(_part_of(parts, name), Survey()))


def _part_of(parts: dict[str, bytes], name: str) -> str:
    """The part of the workbook that holds the sheet of that name, by the workbook's relations."""
    relations = parts.get("xl/_rels/workbook.xml.rels", b"")
    targets = {_given(tag, b"Id"): _given(tag, b"Target") for tag in _RELATION.findall(relations)}
    for tag in _SHEET.findall(parts["xl/workbook.xml"]):
        if _given(tag, b"name") == name:
            target = targets.get(_given(tag, rb"\w+:id"), "")
            return "xl/" + target.removeprefix("/xl/").removeprefix("xl/")
    return ""


def _given(tag: bytes, name: bytes) -> str:
    found = re.search(rb"\b" + name + rb"\s*=\s*[\"']([^\"']*)[\"']", tag)
    return unescape(found[1].decode("utf-8", "replace")) if found else ""
