"""What every reader of a table shares: its passport (`table.yaml`), the limits that end a bomb, and text of any encoding."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path
from typing import Protocol

import msgspec

from ipcity.base.errors import BadInput, Damaged
from ipcity.base.files import read_yaml
from ipcity.law.tables import Given, Unread
from ipcity.sources.csv_rows import encoding_of

MOST_BYTES = 256 * 2**20  # of a table, unpacked
HEAD_BYTES = 64 * 1024
_TITLE = re.compile(r"^(?P<dots>(?:[.·•・‧⋅∙]\s*)*)(?P<title>.*)$", re.DOTALL)
Row = tuple[str, dict[str, str] | Unread]


class Passport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Of one layout: the table it is, the edition it is known to be, who published it and on what terms.

    `columns`: header as written → column of the table; null for columns that say nothing. `match`: what a cell of the
    first row must look like, where two layouts have one header. `pad`: digits that a spreadsheet may have dropped.
    """

    table: str
    edition: str
    begins: date
    publisher: str
    terms: str
    partial: bool = False
    columns: dict[str, str | None] = {}
    match: dict[str, str] = {}
    pad: dict[str, int] = {}
    since: dict[date, str] = {}  # an edition is at least of this day where it holds a symbol that begins so


class TableReader(Protocol):
    """One format. `recognises` is cheap and never raises; `read` raises BadInput for what cannot be read as a whole."""

    def recognises(self, path: Path, head: bytes) -> bool: ...

    def read(self, path: Path) -> Given: ...


def passports(folder: Path) -> tuple[Passport, ...]:
    try:
        return tuple(msgspec.convert(read_yaml(folder / "table.yaml"), list[Passport]))
    except msgspec.ValidationError as wrong:
        raise Damaged(f"表的说明书不合格式：{wrong}", path=str(folder)) from None


def given(
    passport: Passport, path: Path, rows: Iterable[Row], *, begins: date | None = None, edition: str = ""
) -> Given:
    return Given(
        name=passport.table, begins=begins or passport.begins, rows=rows, edition=edition or passport.edition,
        file=path.name, publisher=passport.publisher, terms=passport.terms, partial=passport.partial,
    )  # fmt: skip


def edition_day(passport: Passport, symbols: Iterable[str]) -> date:
    """The first day of the oldest edition that can hold these symbols; the files do not name their edition."""
    found = set(symbols)
    days = [day for day, start in passport.since.items() if any(one.startswith(start) for one in found)]
    return max(days, default=passport.begins)


def text_of(path: Path) -> str:
    """The whole file as text. Raises BadInput for what is too large or is no text."""
    size = path.stat().st_size
    if size > MOST_BYTES:
        raise BadInput(f"文件有 {size // 2**20:,} MB，表不会这么大。请核对是否给错了文件。", path=str(path))
    raw = path.read_bytes()
    encoding = encoding_of(raw[:HEAD_BYTES])
    if encoding is None:
        raise BadInput("文件不是 UTF-8、GB18030 或 Big5 文本。请另存为其中一种编码。", path=str(path))
    try:
        return raw.decode(encoding)
    except UnicodeDecodeError as broken:
        raise BadInput(
            f"第 {broken.start:,} 个字节处不是 {encoding.upper()} 文字，文件可能残缺。请重新取得。",
            path=str(path),
        ) from None


def split_dots(title: str) -> tuple[str, str]:
    """`· · 摆杆步犁` → (`2`, `摆杆步犁`); without dots the depth is not known and empty."""
    found = _TITLE.match(title.strip())
    dots = re.sub(r"\s", "", found["dots"]) if found else ""
    return (str(len(dots)) if dots else "", found["title"].strip() if found else title)


def lines_of(text: str) -> Iterator[tuple[int, str]]:
    """Numbered from 1, without blank lines; only line feeds end a line."""
    for number, line in enumerate(text.split("\n"), start=1):
        if line.strip():
            yield number, line.rstrip("\r")
