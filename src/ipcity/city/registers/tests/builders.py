"""Spreadsheets of the tests, made with a writer of another hand than the reader's, or by hand as zips."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from typing import Any

import xlsxwriter

HEAD = ["代码", "名称", "类别", "行政区划代码", "起始日期", "截止日期", "承接单位代码", "核实"]
ROW = ["trial", "市试验局", "市直部门", "371000", "2019-01-01", "", "", "未核实"]


def book(
    rows: Sequence[Sequence[Any]], *, head: Sequence[str] = HEAD, name: str = "单位名录", **options: Any
) -> bytes:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out, {"in_memory": True, "strings_to_formulas": False, **options}) as made:
        sheet = made.add_worksheet(name)
        for number, row in enumerate([head, *rows]):
            for place, value in enumerate(row):
                if value != "":
                    sheet.write(number, place, value)
    return out.getvalue()


def with_sheet(xml: str) -> bytes:
    """A workbook whose only sheet is the given XML."""
    source = zipfile.ZipFile(io.BytesIO(book([ROW])))
    return zipped(
        {
            name: xml.encode() if name == "xl/worksheets/sheet1.xml" else source.read(name)
            for name in source.namelist()
        }
    )


def zipped(parts: dict[str, bytes]) -> bytes:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
    return out.getvalue()


def sheet_xml(inner: str) -> str:
    return (
        '<?xml version="1.0"?><worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">'
        f"{inner}</worksheet>"
    )
