"""Families of patents. The simple one is the source's own word (`record.family`, from DOCDB); the extended one is
worked out: rights that share a simple family, a priority, or of which one is the other's priority, and so on onwards.

Offices write one priority in several dresses; only dresses that are certainly the same number are made equal, so an
extended family may come out too small, never too large.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ipcity.records.identity import plain
from ipcity.records.record import Record

_KIND = re.compile(r"(?<=\d)(?:[AWPDTUL]\d?)$")
_US_YEARED = re.compile(r"US20\d{2}(\d{8})")  # US201213547826 → US13547826
_EP_LONG = re.compile(r"EP(?:19|20)(\d{2})0(\d{6})")  # EP20100167109 → EP10167109
_CN_WHOLE = re.compile(r"(CN(?:19|20)\d{10})[\dX]")  # with its check digit


def extended_families(records: Iterable[Record]) -> dict[str, str]:
    """record id → name of its extended family, which is the least record id in it. Patents alone have families."""
    parent: dict[str, str] = {}
    held: list[str] = []
    for record in records:
        if record.kind != "patent" or record.redirect:
            continue
        held.append(record.record_id)
        for key in _keys(record):
            _join(parent, f"id:{record.record_id}", key)
    least: dict[str, str] = {}
    for record_id in sorted(held):
        least.setdefault(_root(parent, f"id:{record_id}"), record_id)
    return {record_id: least[_root(parent, f"id:{record_id}")] for record_id in held}


def priority_key(written: str) -> str:
    """`CN202010999902.6`, `CN201711999901A`, `US201213547826` → one form for one application."""
    key = _KIND.sub("", plain(written))
    for form, short in ((_US_YEARED, r"US\1"), (_EP_LONG, r"EP\1\2"), (_CN_WHOLE, r"\1")):
        if form.fullmatch(key):
            return form.sub(short, key)
    return key


def _keys(record: Record) -> list[str]:
    """Of one realm alone: an invented right is of no real family."""
    own = [f"{record.office}{one.value}" for one in record.numbers if one.type == "application"]
    filed = [f"a:{priority_key(one)}" for one in [*own, *record.priority]]
    families = [f"f:{record.family}"] if record.family else []
    return [f"{record.realm}:{key}" for key in [*filed, *families]]


def _join(parent: dict[str, str], one: str, other: str) -> None:
    first, second = _root(parent, one), _root(parent, other)
    if first != second:
        parent[max(first, second)] = min(first, second)


def _root(parent: dict[str, str], one: str) -> str:
    while (above := parent.setdefault(one, one)) != one:
        parent[one] = parent.setdefault(above, above)  # each walk shortens the way of the next
        one = parent[one]
    return one
