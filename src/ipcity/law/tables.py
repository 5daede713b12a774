"""Tables the book cannot ship: class titles, concordances, strategic industries, divisions, indicators of valuation.

Each has a page that says what its file must hold. Until a version is installed, whoever needs one is refused with the
name of the file to load, or shows "未安装此表". Versions are kept side by side (`table_store`); the day asked decides.
"""

from __future__ import annotations

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import msgspec

from ipcity.base.errors import BadInput, NotReady
from ipcity.law import table_store as store
from ipcity.law.book import changed, names, page, remembered
from ipcity.law.pages import Table, shaped
from ipcity.law.table_checks import fault
from ipcity.law.table_store import About, Aside

_FOLDERS = ("cn/tables/", "int/tables/")
_LONGEST = 2_000  # characters kept of a row set aside
MOST_ASIDE = 1_000  # rows set aside that are kept word for word; the others are counted


class TableNotInstalled(NotReady):
    """No version of the table is here (or none in force on the day asked)."""

    code = "table-not-installed"


@dataclass(frozen=True)
class Installed:
    name: str
    version: date
    rows: tuple[dict[str, str], ...]
    edition: str = ""
    partial: bool = False


@dataclass(frozen=True)
class Unread:
    """A row that could not be cut into cells: why, and what was there."""

    reason: str
    content: str


@dataclass(frozen=True)
class Given:
    """A table as a file gives it: each row with its place, its cells by column."""

    name: str
    begins: date
    rows: Iterable[tuple[str, dict[str, str] | Unread]]
    edition: str = ""
    file: str = ""
    publisher: str = ""
    terms: str = ""
    partial: bool = False


@remembered
def table_page(name: str) -> Table:
    return shaped(page(_path(name)), Table)


@remembered
def _path(name: str) -> str:
    return next((f"{one}{name}" for one in _FOLDERS if f"{one}{name}" in names()), f"{_FOLDERS[0]}{name}")


def table_names() -> tuple[str, ...]:
    return tuple(one.rsplit("/", 1)[1] for one in names() if one.startswith(_FOLDERS))


@remembered
def table(name: str, on: date | None = None) -> Installed:
    """The version in force on a day, or the newest. Raises TableNotInstalled, saying which file to load."""
    form = table_page(name)
    begun = [one for one in store.kept(name) if on is None or store.begins_of(one) <= on]
    if not begun:
        asked = f"{on} 没有可用的版本" if on else "没有任何版本"
        raise TableNotInstalled(
            f"“{form.description.zh}”未安装此表（{asked}）。请备好 {form.file}（列：{'、'.join(form.columns)}），"
            "用 ipcity tables install 文件 --from 日期 装入。",
            path=_path(name),
        )
    about = store.about(name, begun[-1])
    return Installed(name, about.begins, store.rows(name, begun[-1]), about.edition, about.partial)


def is_installed(name: str) -> bool:
    return bool(store.kept(name))


def versions(name: str) -> tuple[date, ...]:
    """The days from which installed versions are in force."""
    return tuple(dict.fromkeys(map(store.begins_of, store.kept(name))))


def abouts(name: str) -> tuple[About, ...]:
    return tuple(store.about(name, one) for one in store.kept(name))


def install(name: str, source: Path, begins: date) -> Installed:
    """Check a file wholly, then keep it as the version from a day; a version that stands is never replaced."""
    form = table_page(name)
    if begins in versions(name):
        raise BadInput(
            f"自 {begins} 起的版本已经安装，不能覆盖。更正请用新的起始日另装一版。", path=str(source)
        )
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as broken:
        raise BadInput(f"表文件打不开或不是 UTF-8 文本：{broken}。请核对。", path=str(source)) from None
    about = take(Given(name, begins, _rows(text, form, str(source)), file=source.name), strict=True)
    return Installed(name, begins, store.rows(name, about.version))


def take(given: Given, *, strict: bool = False) -> About:
    """Keep a table. A row that repeats another is merged, one that cannot be right is set aside (strict: refused).

    The same rows once more change nothing: all are merged into the version that stands.
    """
    form = table_page(given.name)
    rows: dict[tuple[str, ...], tuple[str, ...]] = {}
    aside: list[Aside] = []
    read = merged = 0
    for place, cells in given.rows:
        read += 1
        if isinstance(cells, Unread):
            aside.append(Aside(place=place, reason=cells.reason, content=cells.content[:_LONGEST]))
            continue
        row = tuple(cells.get(column, "").strip() for column in form.columns)
        key = tuple(row[form.columns.index(column)] for column in form.key)
        if not strict and rows.get(key) == row:
            merged += 1
        elif why := fault(row, key, rows, form):
            if strict:
                raise BadInput(f"第 {place} 行{why}", path=given.file)
            aside.append(Aside(place=place, reason=f"这一行{why}", content="\t".join(row)[:_LONGEST]))
        else:
            rows[key] = row
    return _kept(given, form, list(rows.values()), aside, read, merged)


def _kept(
    given: Given, form: Table, rows: list[tuple[str, ...]], aside: list[Aside], read: int, merged: int
) -> About:
    if not rows:
        why = f"第一处在 {aside[0].place}：{aside[0].reason}" if aside else "文件里没有数据行，请核对。"
        raise BadInput(f"“{form.description.zh}”一行也没有装入。{why}", path=given.file)
    digest = hashlib.sha256(msgspec.json.encode([form.columns, rows])).hexdigest()[:24]
    stands = next(
        (one for one in abouts(given.name) if one.digest == digest and one.begins == given.begins), None
    )
    about = About(
        name=given.name, version=stands.version if stands else store.next_version(given.name, given.begins),
        edition=given.edition, file=given.file, publisher=given.publisher, terms=given.terms, partial=given.partial,
        installed_at=datetime.now(UTC).isoformat(timespec="seconds"), digest=digest, read=read,
        accepted=0 if stands else len(rows), merged=merged + (len(rows) if stands else 0),
        quarantined=len(aside), aside=tuple(aside[:MOST_ASIDE]),
    )  # fmt: skip
    if not stands:
        store.keep(about, tuple(form.columns), rows)
        changed()
    return about


def _rows(text: str, form: Table, where: str) -> Iterator[tuple[str, dict[str, str] | Unread]]:
    reader = csv.DictReader(io.StringIO(text))
    if list(reader.fieldnames or ()) != form.columns:
        raise BadInput(
            f"表头应为“{','.join(form.columns)}”，实际为“{','.join(reader.fieldnames or ())}”。请调整后再装。",
            path=where,
        )
    for number, row in enumerate(reader, start=2):
        yield str(number), {column: row[column] or "" for column in form.columns}
