"""Paging to the end: a sealed mark of how far one has read, of which list, at which version of the data."""

from __future__ import annotations

import hashlib
import json

import msgspec
from django.core import signing

from ipcity.base.errors import BadInput, IpcityError
from ipcity.city.api.shapes.asked import Wanted

_SALT = "ipcity.api.cursor"


class MovedOn(IpcityError):
    """The data have a newer version: going on would skip or repeat rows."""

    code = "moved-on"
    status = 409


def offset_of(wanted: Wanted, version: int) -> int:
    """Where the page begins. Raises for a mark that is not ours, of another list, or of older data."""
    if not wanted.cursor:
        return 0
    try:
        mark = signing.loads(wanted.cursor, salt=_SALT)
        offset, seen, digest = int(mark["o"]), int(mark["v"]), str(mark["d"])
    except (signing.BadSignature, KeyError, TypeError, ValueError):
        raise BadInput(
            "翻页标记 cursor 无效。请从第一页重新开始，原样带上返回的 next_cursor。", path="cursor"
        ) from None
    if digest != _digest(wanted):
        raise BadInput("翻页标记 cursor 属于另一个检索。检索式和筛选要与第一页相同。", path="cursor")
    if seen != version:
        raise MovedOn(f"翻页期间数据由第 {seen} 版更新到第 {version} 版。请从第一页重新开始。", path="cursor")
    return offset


def cursor_at(wanted: Wanted, version: int, offset: int) -> str:
    mark = {"o": offset, "v": version, "d": _digest(wanted)}
    return signing.dumps(mark, salt=_SALT, compress=True)


def _digest(wanted: Wanted) -> str:
    """The list itself: query, choices and order, not the size of its pages."""
    text = json.dumps(
        [wanted.query, msgspec.to_builtins(wanted.filters), wanted.sort, wanted.families], sort_keys=True
    )
    return hashlib.sha256(text.encode()).hexdigest()[:16]
