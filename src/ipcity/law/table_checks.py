"""What a row of a table must be: its key whole and its own, codes that are codes, weights between nought and one."""

from __future__ import annotations

import re
from decimal import Decimal, InvalidOperation

from ipcity.law.pages import Table

_CODES = ("ipc", "industry", "code", "symbol", "from", "to")
_CODE = re.compile(r"^[0-9A-Z][0-9A-Za-z./ -]*\*?$")


def fault(
    row: tuple[str, ...], key: tuple[str, ...], seen: dict[tuple[str, ...], tuple[str, ...]], form: Table
) -> str:
    """Why a row cannot be right; empty when nothing is wrong with it."""
    if missing := [column for column, cell in zip(form.key, key, strict=True) if not cell]:
        return f"缺少 {'、'.join(missing)}。请补全。"
    if key in seen:
        return f"与前面的行重复：{'、'.join(key)}。请删去其一。"
    for column, cell in zip(form.columns, row, strict=True):
        if column in _CODES and cell and not _CODE.match(cell):
            return f"的 {column}“{cell[:40]}”不是分类号或代码。请核对。"
        if column == "weight" and cell and not _is_weight(cell):
            return f"的权重“{cell[:40]}”不在 0 与 1 之间。请核对。"
    return ""


def _is_weight(text: str) -> bool:
    try:
        return 0 < Decimal(text) <= 1
    except InvalidOperation:
        return False
