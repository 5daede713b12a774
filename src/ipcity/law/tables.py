"""Tables the book cannot ship: concordances of classes, strategic industries, names of valuation indicators.

Each has a page that says what its file must hold. Until an operator installs a version, whoever needs one is refused
with the name of the file to load. Versions are kept side by side; the day asked decides.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from pathlib import Path

from ipcity.base.errors import BadInput, NotReady
from ipcity.base.files import write_whole
from ipcity.law.book import changed, names, own_folder, page, remembered
from ipcity.law.pages import Table, shaped

_FOLDER = "cn/tables/"
_CODE = re.compile(r"^[0-9A-Z][0-9A-Za-z./ -]*\*?$")


class TableNotInstalled(NotReady):
    """No version of the table is here (or none in force on the day asked)."""

    code = "table-not-installed"


@dataclass(frozen=True)
class Installed:
    name: str
    version: date
    rows: tuple[dict[str, str], ...]


@remembered
def table_page(name: str) -> Table:
    return shaped(page(f"{_FOLDER}{name}"), Table)


def table_names() -> tuple[str, ...]:
    return tuple(one.removeprefix(_FOLDER) for one in names() if one.startswith(_FOLDER))


@remembered
def table(name: str, on: date) -> Installed:
    """The version in force on a day. Raises TableNotInstalled, saying which file to load with which columns."""
    form = table_page(name)
    begun = [day for day in versions(name) if day <= on]
    if not begun:
        raise TableNotInstalled(
            f"“{form.description.zh}”尚未安装（{on} 没有可用的版本）。请备好 {form.file}（列：{'、'.join(form.columns)}），"
            f"用 ipcity law install {name} 文件 --from 日期 装入。",
            path=f"{_FOLDER}{name}",
        )
    day = max(begun)
    return Installed(name, day, tuple(_rows(_file(name, day).read_text(encoding="utf-8-sig"), form, name)))


def versions(name: str) -> tuple[date, ...]:
    """The days from which installed versions are in force."""
    folder = own_folder() / "tables" / name
    return (
        tuple(sorted(date.fromisoformat(path.stem) for path in folder.glob("*.csv")))
        if folder.is_dir()
        else ()
    )


def install(name: str, source: Path, begins: date) -> Installed:
    """Check a file wholly, then keep it as the version from a day; a version that stands is never replaced."""
    form, target = table_page(name), _file(name, begins)
    if target.exists():
        raise BadInput(
            f"自 {begins} 起的版本已经安装，不能覆盖。更正请用新的起始日另装一版。", path=str(target)
        )
    try:
        text = source.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as broken:
        raise BadInput(f"表文件打不开或不是 UTF-8 文本：{broken}。请核对。", path=str(source)) from None
    rows = tuple(_rows(text, form, str(source)))
    if not rows:
        raise BadInput("表文件没有数据行。请核对。", path=str(source))
    write_whole(target, text.encode())
    changed()
    return Installed(name, begins, rows)


def _file(name: str, begins: date) -> Path:
    return own_folder() / "tables" / name / f"{begins}.csv"


def _rows(text: str, form: Table, where: str) -> Iterator[dict[str, str]]:
    reader = csv.DictReader(io.StringIO(text))
    if list(reader.fieldnames or ()) != form.columns:
        raise BadInput(
            f"表头应为“{','.join(form.columns)}”，实际为“{','.join(reader.fieldnames or ())}”。请调整后再装。",
            path=where,
        )
    seen: set[tuple[str, ...]] = set()
    for number, row in enumerate(reader, start=2):
        clean = {column: (row[column] or "").strip() for column in form.columns}
        key = tuple(clean[column] for column in form.key)
        _check(clean, key, seen, form, f"{where}:{number}", number)
        seen.add(key)
        yield clean


def _check(
    row: dict[str, str],
    key: tuple[str, ...],
    seen: set[tuple[str, ...]],
    form: Table,
    where: str,
    number: int,
) -> None:
    if not all(key):
        raise BadInput(f"第 {number} 行缺少 {'、'.join(form.key)}。请补全。", path=where)
    if key in seen:
        raise BadInput(f"第 {number} 行与前面的行重复：{'、'.join(key)}。请删去其一。", path=where)
    for column in ("ipc", "industry", "code"):
        if column in row and row[column] and not _CODE.match(row[column]):
            raise BadInput(f"第 {number} 行的 {column}“{row[column]}”不是分类号。请核对。", path=where)
    if row.get("weight"):
        _check_weight(row["weight"], where, number)


def _check_weight(text: str, where: str, number: int) -> None:
    try:
        inside = 0 < Decimal(text) <= 1
    except InvalidOperation:
        inside = False
    if not inside:
        raise BadInput(f"第 {number} 行的权重“{text}”不在 0 与 1 之间。请核对。", path=where)
