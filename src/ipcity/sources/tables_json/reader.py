"""Tables as JSON: the Nice classification, GB/T 4754 wrapped in a script, divisions as nested codes.

Nothing of a script is run: what stands between its first and last bracket must be JSON.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import msgspec

from ipcity.base.errors import BadInput
from ipcity.law.tables import Given, Unread
from ipcity.sources.table_files import Passport, Row, given, passports, text_of

NICE, INDUSTRY, DIVISIONS = passports(Path(__file__).parent)
MOST_DEEP = 8


class JsonTable:
    """`marks`: what the first bytes must show, so that no other JSON is taken for this table."""

    def __init__(
        self, passport: Passport, marks: str, rows: Callable[[Any, str], Iterator[Row]], brackets: str
    ) -> None:
        self._passport, self._marks, self._rows, self._brackets = (
            passport,
            re.compile(marks, re.DOTALL),
            rows,
            brackets,
        )

    def recognises(self, path: Path, head: bytes) -> bool:
        return self._marks.match(head.decode("utf-8", errors="ignore").lstrip("\ufeff")[:4000]) is not None

    def read(self, path: Path) -> Given:
        content = _json(text_of(path), self._brackets, path)
        begins, edition = _dated(content, self._passport)
        return given(
            self._passport, path, list(self._rows(content, path.name)), begins=begins, edition=edition
        )


def _json(text: str, brackets: str, path: Path) -> Any:
    first, last = text.find(brackets[0]), text.rfind(brackets[1])
    try:
        return msgspec.json.decode(text[first : last + 1])
    except (msgspec.DecodeError, RecursionError) as broken:
        raise BadInput(
            f"文件内容不是完整的 JSON，可能残缺：{broken}。请重新取得该文件。", path=str(path)
        ) from None


def _dated(content: Any, passport: Passport) -> tuple[date, str]:
    """Nice says its edition and year; the others do not."""
    year = str(content.get("version", "")) if isinstance(content, dict) else ""
    if not re.fullmatch(r"(19|20)\d\d", year):
        return passport.begins, passport.edition
    return date(int(year), 1, 1), f"{passport.edition}第 {content.get('edition', '?')} 版（{year}）"


def _nice(content: Any, file: str) -> Iterator[Row]:
    for part, text in (("classes", "heading"), ("goods", "description"), ("services", "description")):
        for at, one in enumerate(_list(content.get(part))):
            number, title = _text(one, "number"), _text(one, text)
            if not number.isdigit() or not title:
                yield f"{file}#{part}[{at}]", _unread(one)
                continue
            item = number if part != "classes" else "heading"
            kind = _text(one, "type") if part == "classes" else part
            symbol = str(int(number if part == "classes" else number[:-4] or "0"))
            yield f"{file}#{part}[{at}]", {
                "symbol": symbol, "item": item, "type": kind, "lang": "en", "title": title,
            }  # fmt: skip


def _industry(content: Any, file: str, trail: str = "", deep: int = 0) -> Iterator[Row]:
    """`A0111-稻谷种植` under `value: A0111`."""
    for at, one in enumerate(_list(content)):
        place = f"{trail}/{at}"
        symbol, title = _text(one, "value"), _text(one, "title")
        fits = bool(symbol) and title.startswith(f"{symbol}-")
        yield (
            f"{file}#{place}",
            ({"symbol": symbol, "title": title.removeprefix(f"{symbol}-")} if fits else _unread(one)),
        )
        if isinstance(one, dict) and deep < MOST_DEEP:
            yield from _industry(one.get("children"), file, place, deep + 1)


def _divisions(content: Any, file: str, trail: str = "", deep: int = 0) -> Iterator[Row]:
    for at, one in enumerate(_list(content)):
        place = f"{trail}/{at}"
        code, name = _text(one, "code"), _text(one, "name")
        fits = code.isdigit() and bool(name)
        yield f"{file}#{place}", {"code": code, "name": name} if fits else _unread(one)
        if isinstance(one, dict) and deep < MOST_DEEP:
            yield from _divisions(one.get("children"), file, place, deep + 1)


def _unread(one: Any) -> Unread:
    return Unread("这一项不是预期的样子，没有代码或名称。请对照正式文本补上。", str(one)[:500])


def _list(value: Any) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(one: Any, field: str) -> str:
    value = one.get(field) if isinstance(one, dict) else None
    return value.strip() if isinstance(value, str) else ""


READERS = (
    JsonTable(NICE, r'\s*\{(?=.*"edition")(?=.*"classes")(?=.*"heading")', _nice, "{}"),
    JsonTable(
        INDUSTRY, r'\s*const\s+IndustryData\s*=|\s*\[\s*\{(?=.*"value"\s*:\s*"[A-T]\d)', _industry, "[]"
    ),
    JsonTable(DIVISIONS, r'\s*\[\s*\{\s*"code"\s*:\s*"\d\d"\s*,\s*"name"(?=.*"children")', _divisions, "[]"),
)
