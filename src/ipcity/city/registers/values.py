"""From what stands in a cell to a plain value, or a sentence why not. One function a kind.

Spreadsheets give numbers as floats, days as dates or as numbers, codes as anything. What can be understood without
doubt is taken; the rest is explained.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from datetime import date, datetime, timedelta
from decimal import Decimal, InvalidOperation

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput
from ipcity.base.text import fold
from ipcity.city.registers.declaration import Column, Kind, Plain

Cell = object  # str, float, int, bool, date, datetime, None: as the reader of workbooks gives it

_CODE = re.compile(r"[a-z0-9][a-z0-9_-]*$")
_YES = {"是", "yes", "y", "true", "1", "√"}
_NO = {"否", "no", "n", "false", "0", "×"}
_SERIAL = (10_000, 80_000)  # 1927 … 2119 as the day numbers of a spreadsheet
_SPREADSHEET_DAY_ZERO = date(1899, 12, 30)


class Wrong(Exception):
    """The sentence for the cell."""


def read(column: Column, cell: Cell) -> Plain:
    """Raises Wrong. An empty cell is None, or wrong where the column is required."""
    text = as_text(cell)
    if not text:
        if column.required:
            raise Wrong(f"“{column.title['zh']}”不能为空。请填写{_example(column)}。")
        return None
    return _READERS[column.kind](column, cell, text)


def as_text(cell: Cell) -> str:
    """As a person would write it: 371000.0 → 371000, a date → 2019-09-30."""
    if cell is None:
        return ""
    if isinstance(cell, datetime):
        return cell.date().isoformat() if cell.time().isoformat() == "00:00:00" else cell.isoformat(" ")
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 1e15:
        return str(int(cell))
    return unicodedata.normalize("NFC", str(cell)).strip()


def _text(column: Column, cell: Cell, text: str) -> Plain:
    if "\x00" in text or any(unicodedata.category(char) == "Cc" and char not in "\n\t" for char in text):
        raise Wrong("含有看不见的控制字符。请重新输入，不要从别的程序粘贴。")
    if len(text) > column.longest:
        raise Wrong(f"有 {len(text)} 个字，最多 {column.longest} 个。请缩短。")
    return text


def _code(column: Column, cell: Cell, text: str) -> Plain:
    code = fold(text)
    if not _CODE.match(code):
        raise Wrong(f"“{_short(text)}”不是代码。只用小写字母、数字、- 和 _{_example(column)}。")
    return _text(column, cell, code)


def _whole(column: Column, cell: Cell, text: str) -> Plain:
    value = _number(column, text)
    if value != value.to_integral_value():
        raise Wrong(f"“{_short(text)}”不是整数。请去掉小数部分，或核对是否填错了列。")
    return int(value)


def _decimal(column: Column, cell: Cell, text: str) -> Plain:
    value = _number(column, text)
    exponent = value.normalize().as_tuple().exponent
    if isinstance(cell, float):
        value = round(value, column.decimals)
    elif isinstance(exponent, int) and -exponent > column.decimals:
        raise Wrong(f"“{_short(text)}”的小数多于 {column.decimals} 位。请按来源的位数填写。")
    return format(value, "f").rstrip("0").rstrip(".") if "." in format(value, "f") else format(value, "f")


def _number(column: Column, text: str) -> Decimal:
    clean = fold(text).replace(",", "").replace("−", "-").replace(" ", "")
    try:
        value = Decimal(clean)
    except InvalidOperation:
        raise Wrong(
            f"“{_short(text)}”不是数。请只写数字，单位写在表头说明的那一种{_example(column)}。"
        ) from None
    if not value.is_finite() or abs(value) >= Decimal(10) ** 14:
        raise Wrong(f"“{_short(text)}”不是可用的数。请核对。")
    return value


def _day(column: Column, cell: Cell, text: str) -> Plain:
    if isinstance(cell, int | float) and not isinstance(cell, bool) and _SERIAL[0] < cell < _SERIAL[1]:
        meant = _SPREADSHEET_DAY_ZERO + timedelta(days=int(cell))
        raise Wrong(
            f"“{text}”是表格软件内部的日期序号，可能是 {meant}。请把单元格设为日期格式，或写成 {meant}。"
        )
    try:
        day = parse_day(text)
    except BadInput as wrong:
        raise Wrong(wrong.message) from None
    if day is None or len(day) != 10:
        raise Wrong(f"“{_short(text)}”不是完整的日期。请写年、月、日，例如 2019-09-30。")
    return day


def _choice(column: Column, cell: Cell, text: str) -> Plain:
    choices = column.choices or {}
    wanted = fold(text)
    for code, word in choices.items():
        if wanted in {fold(code), *(fold(one) for one in word.values())}:
            return code
    few = "、".join(word["zh"] for word in list(choices.values())[:8])
    raise Wrong(
        f"“{_short(text)}”不在可选的值中。可选：{few}{' 等' if len(choices) > 8 else ''}。请从下拉列表选取。"
    )


def _yes_no(column: Column, cell: Cell, text: str) -> Plain:
    word = fold(text)
    if word in _YES or word in _NO:
        return word in _YES
    raise Wrong(f"“{_short(text)}”不是“是”或“否”。请填其中一个。")


def _address(column: Column, cell: Cell, text: str) -> Plain:
    if not re.match(r"https?://[^\s/]+", text):
        raise Wrong(f"“{_short(text)}”不是网址。请以 http:// 或 https:// 开头，没有就留空。")
    return _text(column, cell, text)


def _example(column: Column) -> str:
    return f"，例如 {column.example}" if column.example else ""


def _short(text: str) -> str:
    return text if len(text) <= 30 else text[:29] + "…"


_READERS: dict[Kind, Callable[[Column, Cell, str], Plain]] = {
    Kind.TEXT: _text,
    Kind.CODE: _code,
    Kind.WHOLE: _whole,
    Kind.DECIMAL: _decimal,
    Kind.DAY: _day,
    Kind.CHOICE: _choice,
    Kind.YES_NO: _yes_no,
    Kind.ADDRESS: _address,
}
