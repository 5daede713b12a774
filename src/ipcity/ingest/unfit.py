"""Saying that a row makes no record, and reading the parts that every kind has.

Reasons are for clerks: which field, what stands there, what is wrong with it, what to do.
"""

from __future__ import annotations

import re
from functools import cache, lru_cache
from typing import Any, TypeVar

import msgspec

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput
from ipcity.base.text import is_cjk
from ipcity.law import is_damaged

_Part = TypeVar("_Part")
_GARBLED = re.compile("[\x80-\x9f\ue000-\uf8ff\ufffd]")  # control and private characters stand in no title
FEW_DIGITS = 5


class Unfit(Exception):
    """This row goes to the quarantine, with its reason."""


def day(text: str, what: str) -> str | None:
    if not text or not text.strip():
        return None
    try:
        found = parse_day(text)
    except BadInput as wrong:
        raise Unfit(f"{what}{wrong.message}") from None
    if found is None:
        raise Unfit(f"{what}“{text}”读不懂。请写成 2019-07-12 的样子。")
    return found


def listed(values: list[dict[str, Any]], struct: type[_Part], what: str) -> list[_Part]:
    if not values:
        return []
    try:
        found: list[_Part] = msgspec.convert([values], _list_of(struct)).parts  # type: ignore[arg-type]  # a class can be hashed
    except msgspec.ValidationError as wrong:
        raise Unfit(f"{what}的写法不合格式：{str(wrong).replace('$[0]', '$', 1)}") from None
    return found


@cache
def _list_of(struct: Any) -> Any:
    """A struct that holds nothing but the list: what `list[struct]` means would be worked out anew for every row."""
    return msgspec.defstruct("Listed", [("parts", list[struct])], array_like=True)


def refuse_garbled(values: dict[str, Any]) -> None:
    """Text read in a wrong encoding, and columns that changed places, are seen here; loading them would spoil records."""
    names = [party.get("name", "") for party in values.get("parties", []) if isinstance(party, dict)]
    for text in (*map(str, values.get("title", {}).values()), *filter(_is_garbled, names)):
        if _GARBLED.search(text):
            raise Unfit(f"“{text[:30]}”是乱码，文件可能用错了编码。请重新取得或另存为 UTF-8 后装载。")
    for name in names:
        if _is_number(name):
            raise Unfit(f"当事人一栏写着“{name}”，像是号码，各列可能错位。请核对表头与各列后重新装载。")


@lru_cache(maxsize=65_536)  # names come back from row to row
def _is_garbled(name: str) -> bool:
    return bool(_GARBLED.search(name))


@lru_cache(maxsize=65_536)
def _is_number(name: str) -> bool:
    if name.isalpha():
        return False
    return is_damaged(name) or (sum(map(str.isdigit, name)) >= FEW_DIGITS and not any(map(_letter, name)))


def _letter(char: str) -> bool:
    """Chinese, or a small letter: a number in dress (CN104021203B, 2019-SR-0001) has neither."""
    return is_cjk(char) or char.islower()
