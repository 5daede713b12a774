"""The work plane on PostgreSQL, by its own programs: `pg_dump` and `pg_restore`, both in one transaction.

The password travels in the environment of the program, never in its arguments, which everybody can list.
"""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from ipcity.base.errors import BadInput, Environment, NotReady

_FROM_ENVIRONMENT = {
    "dbname": "PGDATABASE",
    "user": "PGUSER",
    "password": "PGPASSWORD",
    "host": "PGHOST",
    "port": "PGPORT",
}
_TABLES = "select tablename from pg_tables where schemaname = current_schema() order by 1"


def dump(address: str, target: Path) -> dict[str, int]:
    """Custom format; returns the rows of each table as the dump holds them (the same snapshot)."""
    program = _program("pg_dump")
    target.parent.mkdir(parents=True, exist_ok=True)
    target.touch(mode=0o600)
    with _connected(address) as db:
        db.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        snapshot = db.execute("select pg_export_snapshot()").fetchone()
        counted = _rows(db)
        options = [
            "--format=custom",
            "--no-owner",
            "--no-privileges",
            f"--snapshot={snapshot[0] if snapshot else ''}",
        ]
        _run([program, *options, f"--file={target}"], address, "备份")
    return counted


def restore(address: str, source: Path, *, replace: bool) -> dict[str, int]:
    """All or nothing. Refuses a database that holds tables, unless it is to be replaced."""
    program = _program("pg_restore")
    with _connected(address) as db:
        if db.execute(_TABLES).fetchone() and not replace:
            raise BadInput(
                "目标数据库里已有数据表，没有恢复。请换一个空库，或确认后加 --replace 覆盖它。",
                path="IPCITY_DATABASE_URL",
            )
    clean = ["--clean", "--if-exists"] if replace else []
    options = ["--no-owner", "--no-privileges", "--single-transaction", "--exit-on-error", *clean]
    _run([program, *options, f"--dbname={_name(address)}", str(source)], address, "恢复")
    return rows(address)


def rows(address: str) -> dict[str, int]:
    with _connected(address) as db:
        return _rows(db)


def setting(address: str, name: str) -> str:
    with _connected(address) as db:
        found = db.execute("select current_setting(%s, true)", [name]).fetchone()
    return str(found[0]) if found and found[0] is not None else ""


def _rows(db: psycopg.Connection[tuple[object, ...]]) -> dict[str, int]:
    counted = {}
    for (name,) in db.execute(_TABLES).fetchall():
        one = db.execute(sql.SQL("select count(*) from {}").format(sql.Identifier(str(name)))).fetchone()
        counted[str(name)] = int(str(one[0])) if one else 0
    return counted


def _connected(address: str) -> psycopg.Connection[tuple[object, ...]]:
    try:
        return psycopg.connect(address, connect_timeout=10)
    except psycopg.Error as failed:
        why = str(failed).strip().splitlines()[-1]
        raise NotReady(
            f"连不上 PostgreSQL：{why}。请检查 IPCITY_DATABASE_URL 和数据库服务。", path="IPCITY_DATABASE_URL"
        ) from None


def _name(address: str) -> str:
    return str(conninfo_to_dict(address).get("dbname") or "postgres")


def _program(name: str) -> str:
    found = shutil.which(name)
    if found is None:
        raise Environment(
            f"缺少程序 {name}，不能备份或恢复 PostgreSQL。请安装与服务器同版本的客户端：apt install postgresql-client。",
            path=name,
        )
    return found


def _run(command: list[str], address: str, what: str) -> None:
    given = conninfo_to_dict(address)
    named = {variable: str(given[key]) for key, variable in _FROM_ENVIRONMENT.items() if given.get(key)}
    done = subprocess.run(
        command, env={**os.environ, **named}, stdin=subprocess.DEVNULL, capture_output=True, text=True
    )
    if done.returncode:
        why = (done.stderr.strip().splitlines() or [f"退出码 {done.returncode}"])[0]
        raise Environment(
            f"{Path(command[0]).name} 没有完成{what}：{why}。已有数据未受影响。请按提示处理后再运行一次。",
            path="IPCITY_DATABASE_URL",
        )
