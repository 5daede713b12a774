"""The work plane on SQLite: one consistent copy through SQLite's own backup, while others read and write."""

from __future__ import annotations

import sqlite3
from contextlib import closing
from pathlib import Path

from ipcity.base.errors import Damaged


def dump(source: Path, target: Path) -> None:
    """In one step: a reader's view of a moment. The copy is a single file, without a log beside it."""
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with closing(sqlite3.connect(source, timeout=60)) as live, closing(sqlite3.connect(target)) as copy:
        try:
            live.backup(copy)
            copy.execute("pragma journal_mode=delete")
            verdict = copy.execute("pragma quick_check(1)").fetchone()[0]
        except sqlite3.DatabaseError as broken:
            verdict = str(broken)
    if verdict != "ok":
        raise Damaged(
            f"工作数据库本身已损坏（{verdict}），没有做备份。请用上一份备份恢复，并保留现在的文件。",
            path=str(source),
        )


def rows(path: Path) -> dict[str, int]:
    """Table → rows, of all tables."""
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as db:
        names = db.execute("select name from sqlite_master where type='table' and name not like 'sqlite_%'")
        return {
            name: int(db.execute(f'select count(*) from "{name}"').fetchone()[0])
            for (name,) in sorted(names.fetchall())
        }
