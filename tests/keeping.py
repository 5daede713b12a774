"""A small home to be backed up, and a faithful account of what a home holds, made without the code under test."""

from __future__ import annotations

import hashlib
import shutil
import sqlite3
from pathlib import Path

from tests import kill

from ipcity.lake import open_lake
from ipcity.search import open_index

RIGHTS = 120
SECRET = "the-key-that-must-not-be-found-elsewhere-0123456789"


def small_home(home: Path, loads: int = 2) -> Path:
    """One or two loads, a pinned first version, a work plane with its log still beside it, mail, an anchor, a key."""
    inputs = home.parent / "inputs"
    inputs.mkdir(parents=True)
    kill.loaded(home, *(kill.gazette(inputs, f"{n}.csv", n * RIGHTS, RIGHTS) for n in range(loads)))
    open_lake(home / "lake").pin(1, "a report")
    for name, text in {
        "mail/new/1.eml": "寄",
        "trail/2019-09-30.json": "{}",
        "uploads/合同.pdf": "%PDF",
    }.items():
        (home / name).parent.mkdir(parents=True, exist_ok=True)
        (home / name).write_text(text)
    (home / "secret-key").write_text(SECRET)
    (home / "secret-key").chmod(0o600)
    with sqlite3.connect(home / "work.sqlite3") as work:
        work.execute("pragma journal_mode=wal")
        work.execute("create table plan_plan (id integer primary key, name text)")
        work.executemany("insert into plan_plan(name) values (?)", [(f"第 {n} 个",) for n in range(41)])
        work.execute("create table directory_unit (code text primary key)")
    return home


def rows(home: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table."""
    with sqlite3.connect(home / "work.sqlite3") as work:
        names = [name for (name,) in work.execute("select name from sqlite_master where type='table'")]
        return {name: work.execute(f"select * from {name}").fetchall() for name in sorted(names)}


def records(home: Path, version: int) -> str:
    said = hashlib.sha256()
    for record in open_lake(home / "lake").at(version).records():
        said.update(repr(record).encode())
    return said.hexdigest()


def totals(home: Path) -> list[int]:
    index = open_index(home / "index")
    return [index.search(query).total for query in ("", "渔竿", '"第7号"', "没有这个词")]


def account(home: Path) -> dict[str, object]:
    """All that must come back."""
    lake = open_lake(home / "lake")
    files = ("mail/new/1.eml", "trail/2019-09-30.json", "uploads/合同.pdf", "secret-key")
    return {
        "rows": rows(home), "version": lake.version, "pinned": lake.pinned(), "loads": lake.loads(),
        "records": [records(home, version) for version in (1, 2)], "totals": totals(home),
        "files": [(home / name).read_bytes() for name in files],
    }  # fmt: skip


def gone(folder: Path) -> None:
    for path in (folder, folder.with_name(f".{folder.name}.part")):
        shutil.rmtree(path, ignore_errors=True)
