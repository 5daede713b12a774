"""Restoring: prove the backup, build a whole home aside, put it in its place. What stood there is kept beside it."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path, PurePosixPath

import msgspec

from ipcity.base.errors import BadInput, Busy, Damaged
from ipcity.base.files import sync
from ipcity.base.progress import Steps
from ipcity.keeping import postgresql, sqlite_
from ipcity.keeping.backup import DUMP
from ipcity.keeping.copying import aside, copy
from ipcity.keeping.inventory import KEYS, WORK
from ipcity.keeping.manifest import Kept, Manifest, checked, read_manifest
from ipcity.lake import open_lake
from ipcity.search import open_index, update_index


class Restored(msgspec.Struct, frozen=True, kw_only=True):
    """`before`: where the home that stood here was moved to. `tables` are counted in the restored work plane."""

    home: str
    before: str | None
    taken_at: str
    files: int
    keys: int
    tables: dict[str, int]
    lake_version: int | None
    records: int
    indexed: int


def restore(
    source: Path,
    home: Path,
    *,
    address: str = "",
    keys: Path | None = None,
    with_keys: bool = True,
    replace: bool = False,
    expected: str = "",
) -> Restored:
    """`address`: the PostgreSQL to restore into, empty for SQLite. `keys`: where the keys lie, if not in the backup.

    Nothing is touched before every hash has been compared. Raises BadInput when the home holds data and `replace`
    is not said.
    """
    source, home = source.expanduser().resolve(), home.expanduser().resolve()
    manifest = read_manifest(source, expected=expected)
    _fits(manifest, address)
    _may_stand_here(home, replace)
    where = (keys or source / KEYS) if with_keys else None
    with Steps("核对备份", len(manifest.files)) as steps:
        checked(source, manifest, keys=where, step=steps.advance)
    with aside(home, what="恢复到这里") as part:
        _fill(part, source, manifest, where)
        indexed = _index(part, manifest)
        tables = _work(part, source, manifest, address, replace)
        before = _out_of_the_way(home)
    return Restored(
        home=str(home), before=before, taken_at=manifest.taken_at, files=len(manifest.files),
        keys=len(manifest.keys) if where else 0, tables=tables,
        lake_version=manifest.lake.version if manifest.lake else None,
        records=manifest.lake.records if manifest.lake else 0, indexed=indexed,
    )  # fmt: skip


def _fits(manifest: Manifest, address: str) -> None:
    vendor = manifest.work.vendor if manifest.work else None
    if vendor == "postgresql" and not address:
        raise BadInput(
            "这份备份的工作数据库是 PostgreSQL。请先用 IPCITY_DATABASE_URL 指明要恢复到的空库。",
            path="IPCITY_DATABASE_URL",
        )
    if vendor == "sqlite" and address:
        raise BadInput(
            "这份备份的工作数据库是 SQLite，不能直接恢复到 PostgreSQL。请先取消 IPCITY_DATABASE_URL。",
            path="IPCITY_DATABASE_URL",
        )


def _may_stand_here(home: Path, replace: bool) -> None:
    if not home.exists() or (home.is_dir() and not any(home.iterdir())):
        return
    if not home.is_dir() or not replace:
        raise BadInput(
            "恢复的去处已有内容，没有动它。请用 --to 指定空文件夹；确要替换时加 --replace，原有内容会移到旁边保留。",
            path=str(home),
        )
    if users := _in_use(home):
        raise Busy(
            f"有进程正在使用这个数据文件夹（进程号 {'、'.join(map(str, users))}）。请先停止服务和后台任务。",
            path=str(home),
        )


def _in_use(home: Path) -> list[int]:
    """Processes, other than this one, that hold a file of the home open; as far as this user may look."""
    found = set()
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        try:
            opened = link.readlink()
        except OSError:
            continue
        if home in opened.parents:
            found.add(int(link.parts[2]))
    return sorted(found - {os.getpid()})


def _fill(part: Path, source: Path, manifest: Manifest, keys: Path | None) -> None:
    with Steps("恢复文件", len(manifest.files)) as steps:
        for kept in manifest.files:
            if (target := _place(kept.path)) is not None:
                _copied(source / kept.path, part / target, kept)
            steps.advance()
    for kept in manifest.keys if keys else ():
        inner = PurePosixPath(kept.path).relative_to(KEYS)
        _copied((keys or source) / inner, part / inner, kept)


def _place(path: str) -> str | None:
    """Where a file of the backup lies in a home; None for what goes into another place."""
    room, _, rest = path.partition("/")
    if room == "lake":
        return path
    if room == "files" or path == f"work/{WORK}":
        return rest
    return None


def _copied(source: Path, target: Path, kept: Kept) -> None:
    if copy(source, target) != kept.sha256:
        raise Damaged(
            f"复制 {kept.path} 时内容有变，磁盘可能有故障。没有恢复；请检查磁盘后再试。", path=str(source)
        )


def _index(part: Path, manifest: Manifest) -> int:
    """Built from the restored lake, as it is never part of a backup; counted against the manifest."""
    if manifest.lake is None:
        return 0
    lake = open_lake(part / "lake")
    if lake.version != manifest.lake.version or lake.at().count() != manifest.lake.records:
        raise Damaged(
            f"恢复出的数据湖与清单不符（应为 v{manifest.lake.version}，{manifest.lake.records:,} 件）。请换一份备份。",
            path="lake",
        )
    update_index(lake, part / "index")
    return open_index(part / "index").search("", limit=1, facets=()).total


def _work(part: Path, source: Path, manifest: Manifest, address: str, replace: bool) -> dict[str, int]:
    if manifest.work is None:
        return {}
    if manifest.work.vendor == "postgresql":
        found = postgresql.restore(address, source / "work" / DUMP, replace=replace)
    else:
        found = sqlite_.rows(part / WORK)
    if wrong := [name for name, rows in manifest.work.tables.items() if found.get(name) != rows]:
        raise Damaged(f"恢复出的数据表行数与清单不符：{'、'.join(wrong[:5])}。请换一份备份。", path="work")
    return found


def _out_of_the_way(home: Path) -> str | None:
    """Just before the new home takes its name; a kill in between leaves the old one here, under its new name."""
    if not home.exists() or not any(home.iterdir()):
        return None
    before = home.with_name(f"{home.name}.before-{datetime.now():%Y%m%d-%H%M%S}")
    home.rename(before)
    sync(home.parent)
    return str(before)
