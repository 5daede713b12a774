"""The IPC: a tar of small Chinese text files, one a main group, or English lines of padded symbol and title.

The Chinese files lost the dots of most groups; where a line still has them they are kept as its depth. Of two lines
of one symbol in the English text the first is the heading that stands before a main group.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.law.tables import Given, Unread
from ipcity.sources.table_files import Row, edition_day, given, lines_of, passports, split_dots, text_of
from ipcity.sources.tables_ipc.tree import Entry, entries

CHINESE, ENGLISH = passports(Path(__file__).parent)
_PADDED = re.compile(r"([A-H](?:\d\d(?:[A-Z](?:(\d{4})(\d{6}))?)?)?)\t(.*)", re.DOTALL)

_REFERENCE = re.compile(r"\b[A-H]\d\d[A-Z](?!0000)\d{10}\b")


class ChineseTree:
    def recognises(self, path: Path, head: bytes) -> bool:
        return head.startswith(b"\x1f\x8b") and path.name.endswith((".tar.gz", ".tgz"))

    def read(self, path: Path) -> Given:
        found = list(entries(path))
        rows = [(one.place, _chinese(one)) for one in found]
        begins = edition_day(CHINESE, (one.symbol for one in found))
        return given(
            CHINESE, path, rows, begins=begins, edition=f"IPC 中文，至少为 {begins} 版（由所含类号判断）"
        )


class EnglishLines:
    def recognises(self, path: Path, head: bytes) -> bool:
        lines = head.decode("utf-8", errors="ignore").split("\n")[:3]
        return len(lines) == 3 and all(_PADDED.fullmatch(line.rstrip("\r")) for line in lines)

    def read(self, path: Path) -> Given:
        lines = list(lines_of(text_of(path)))
        rows = list(_english(lines, path.name))
        begins = edition_day(ENGLISH, (row["symbol"] for _, row in rows if isinstance(row, dict)))
        return given(
            ENGLISH, path, rows, begins=begins, edition=f"IPC 英文，至少为 {begins} 版（由所含类号判断）"
        )


def _chinese(one: Entry) -> dict[str, str] | Unread:
    depth, clean = split_dots(one.title)
    if one.stray:
        return Unread(f"{one.symbol} 写在另一个大组的文件里，是索引，不是类名。", f"{one.symbol} {one.title}")
    if not clean:
        why = f"{one.symbol} 没有类名（文件里缺，或只有表示层级的点）。请对照正式文本补上。"
        return Unread(why, f"{one.symbol} {one.title}")
    return {"symbol": one.symbol, "title": clean, "depth": depth}


def _english(lines: list[tuple[int, str]], file: str) -> Iterator[Row]:
    for (number, line), (_, after) in pairwise([*lines, (0, "")]):
        place, found = f"{file}:{number}", _PADDED.fullmatch(line)
        if found is None or not found[4].strip():
            yield (
                place,
                Unread("这一行不是“类号 制表符 类名”，可能是上一行断开的后半句。请核对原文件。", line),
            )
            continue
        depth, title = split_dots(_REFERENCE.sub(lambda one: unpadded(one[0]), found[4]))
        kind = "heading" if after.split("\t")[0] == line.split("\t")[0] else "title"
        yield place, {"symbol": unpadded(found[1]), "kind": kind, "title": title, "depth": depth}


def unpadded(symbol: str) -> str:
    """`A01B0001020000` → `A01B1/02`; `A01B0003421000` → `A01B3/421`; shorter symbols stay as they are."""
    if len(symbol) != 14:
        return symbol
    group, rest = symbol[4:8].lstrip("0"), symbol[8:].rstrip("0")
    if not group:
        raise BadInput(f"类号 {symbol} 没有大组号。请核对文件。")
    return f"{symbol[:4]}{group}/{rest.ljust(2, '0')}"


READERS = (ChineseTree(), EnglishLines())
