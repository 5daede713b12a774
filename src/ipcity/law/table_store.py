"""Where installed tables lie: `IPCITY_HOME/tables/<name>/<version>.rows.json`, and beside it what is said of them.

A version is the day it is in force from (`2023-01-01`), or that day and a number where the same edition was installed
again with other content (`2023-01-01.2`): what stood stays, the later one counts. The description is written last,
so that a table is there wholly or not at all.
"""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path
from typing import TypeVar

import msgspec

from ipcity.base.errors import Damaged
from ipcity.base.files import write_whole
from ipcity.base.settings import settings

Form = TypeVar("Form", bound=msgspec.Struct)
_VERSION = re.compile(r"(\d{4}-\d\d-\d\d)(?:\.(\d{1,4}))?")


class Aside(msgspec.Struct, frozen=True, kw_only=True):
    """A row that was not taken: where it stands, why, and what it holds."""

    place: str
    reason: str
    content: str


class About(msgspec.Struct, frozen=True, kw_only=True):
    """read = accepted + merged + quarantined, always. `digest` is of the rows, so that the same table is known again."""

    name: str
    version: str
    edition: str
    file: str
    publisher: str
    terms: str
    partial: bool
    installed_at: str
    digest: str
    read: int
    accepted: int
    merged: int
    quarantined: int
    aside: tuple[Aside, ...] = ()

    @property
    def begins(self) -> date:
        return begins_of(self.version)


class _Rows(msgspec.Struct, frozen=True):
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


def folder() -> Path:
    return settings().home_dir / "tables"


def begins_of(version: str) -> date:
    return date.fromisoformat(version[:10])


def kept(name: str) -> tuple[str, ...]:
    """The versions of a table, oldest first."""
    found = (path.name.removesuffix(".about.json") for path in (folder() / name).glob("*.about.json"))
    return tuple(sorted((one for one in found if _VERSION.fullmatch(one)), key=_order))


def _order(version: str) -> tuple[str, int]:
    day, _, again = version.partition(".")
    return day, int(again or 1)


def next_version(name: str, begins: date) -> str:
    """The name that a further table of this edition gets."""
    of_day = [one for one in kept(name) if begins_of(one) == begins]
    return f"{begins}.{_order(of_day[-1])[1] + 1}" if of_day else begins.isoformat()


def keep(about: About, columns: tuple[str, ...], rows: list[tuple[str, ...]]) -> None:
    place = folder() / about.name
    write_whole(place / f"{about.version}.rows.json", msgspec.json.encode(_Rows(columns, tuple(rows))))
    write_whole(place / f"{about.version}.about.json", msgspec.json.format(msgspec.json.encode(about)))


def about(name: str, version: str) -> About:
    return _read(folder() / name / f"{version}.about.json", About)


def rows(name: str, version: str) -> tuple[dict[str, str], ...]:
    kept_rows = _read(folder() / name / f"{version}.rows.json", _Rows)
    return tuple(dict(zip(kept_rows.columns, row, strict=True)) for row in kept_rows.rows)


def _read(path: Path, form: type[Form]) -> Form:
    try:
        return msgspec.json.decode(path.read_bytes(), type=form)
    except (OSError, msgspec.DecodeError) as broken:
        raise Damaged(f"已安装的表读不出来：{broken}。请从备份恢复，或重新安装。", path=str(path)) from None
