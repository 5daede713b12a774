"""Backup and restore with the work plane on PostgreSQL, on a private server of this run.

Every other test of the work plane runs on PostgreSQL by `make test-postgresql`.
"""

from __future__ import annotations

import json
import subprocess
from collections.abc import Iterator
from pathlib import Path

import psycopg
import pytest
from tests.keeping import gone, small_home, totals
from tests.kill import IPCITY
from tests.postgresql import environment, private_server

pytestmark = pytest.mark.postgres


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    with private_server() as folder:
        yield folder


def connect(server: Path, database: str) -> psycopg.Connection:
    return psycopg.connect(host=str(server), user="ipcity", dbname=database, autocommit=True)


@pytest.fixture(scope="module")
def home(server: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The home of the other backup tests, with its work plane in PostgreSQL."""
    with connect(server, "postgres") as db:
        for name in ("city", "empty", "other"):
            db.execute(f"create database {name}")
    with connect(server, "city") as db:
        db.execute("create table plan_plan (id int primary key, name text, figures jsonb)")
        db.execute(
            "insert into plan_plan select n, '第' || n || '个', '{\"a\": 1.50}' from generate_series(1, 41) n"
        )
        db.execute("create table directory_unit (code text primary key)")
    folder = small_home(tmp_path_factory.mktemp("keep") / "home")
    (folder / "work.sqlite3").unlink()
    return folder


def ipcity(server: Path, database: str, home: Path, *words: str) -> tuple[int, dict]:
    known = {**environment(server, database), "IPCITY_HOME": str(home)}
    told = subprocess.run([IPCITY, *words, "--json"], env=known, capture_output=True, text=True)
    return told.returncode, json.loads(told.stdout)


def rows(server: Path, database: str) -> list[tuple]:
    with connect(server, database) as db:
        return db.execute("select id, name, figures::text from plan_plan order by id").fetchall()


def test_what_comes_back_equals_what_was_there(server: Path, home: Path, tmp_path: Path) -> None:
    code, said = ipcity(server, "city", home, "backup", str(tmp_path / "b"))
    assert code == 0 and said["work"] == {
        "vendor": "postgresql",
        "tables": {"directory_unit": 0, "plan_plan": 41},
    }
    code, said = ipcity(server, "empty", home, "restore", str(tmp_path / "b"), "--to", str(tmp_path / "new"))
    assert code == 0 and said["tables"] == {"directory_unit": 0, "plan_plan": 41}
    assert rows(server, "empty") == rows(server, "city")
    assert totals(tmp_path / "new") == totals(home)
    code, said = ipcity(
        server, "empty", home, "restore", str(tmp_path / "b"), "--to", str(tmp_path / "again")
    )
    assert code == 1 and "已有数据表" in said["error"]["message"] and not (tmp_path / "again").exists()
    with connect(server, "empty") as db:
        db.execute("update plan_plan set name = 'x'")
    again = ("restore", str(tmp_path / "b"), "--to", str(tmp_path / "again"), "--replace")
    assert ipcity(server, "empty", home, *again)[0] == 0
    assert rows(server, "empty") == rows(server, "city")


def test_a_damaged_dump_leaves_the_database_alone(server: Path, home: Path, tmp_path: Path) -> None:
    assert ipcity(server, "city", home, "backup", str(tmp_path / "b"))[0] == 0
    dump = tmp_path / "b" / "work" / "work.dump"
    dump.write_bytes(dump.read_bytes()[:-100])
    code, said = ipcity(server, "other", home, "restore", str(tmp_path / "b"), "--to", str(tmp_path / "new"))
    assert code == 1 and "被截断" in said["error"]["message"]
    with connect(server, "other") as db:
        assert db.execute("select count(*) from pg_tables where schemaname = 'public'").fetchone() == (0,)
    gone(tmp_path / "new")


def test_a_backup_of_the_other_kind_and_a_missing_program_are_explained(
    server: Path, home: Path, tmp_path: Path
) -> None:
    assert ipcity(server, "city", home, "backup", str(tmp_path / "b"))[0] == 0
    known = {**environment(server), "IPCITY_HOME": str(home), "IPCITY_DATABASE_URL": ""}
    words = [IPCITY, "restore", str(tmp_path / "b"), "--to", str(tmp_path / "new")]
    assert "是 PostgreSQL" in subprocess.run(words, env=known, capture_output=True, text=True).stderr
    known = {**environment(server, "city"), "IPCITY_HOME": str(home), "PATH": str(tmp_path)}
    told = subprocess.run([IPCITY, "backup", str(tmp_path / "c")], env=known, capture_output=True, text=True)
    assert told.returncode == 1 and "缺少程序 pg_dump" in told.stderr and not (tmp_path / "c").exists()
