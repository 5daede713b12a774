"""Several processes write one chain of one SQLite file at once: no gap, no fork, and the file refuses deletion."""

from __future__ import annotations

import os
import sqlite3
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

WRITERS, EACH = 3, 8
PROGRAM = """
import django; django.setup()
from django.core.management import call_command
if {migrate}: call_command("migrate", "trail", verbosity=0)
else:
    from ipcity.city.trail.actions import record
    for n in range({each}): record("test.write", subject=f"x:{{n}}", actor="system")
"""


def start(home: Path, *, migrate: bool) -> subprocess.Popen[bytes]:
    env = {**os.environ, "IPCITY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "ipcity.web.settings"}
    env.pop("IPCITY_DATABASE_URL", None)
    program = PROGRAM.format(migrate=migrate, each=EACH)
    return subprocess.Popen([sys.executable, "-c", program], env=env, stdin=subprocess.DEVNULL)


def test_many_writers_make_one_chain(tmp_path: Path) -> None:
    assert start(tmp_path, migrate=True).wait() == 0
    assert [writer.wait() for writer in [start(tmp_path, migrate=False) for _ in range(WRITERS)]] == [
        0
    ] * WRITERS
    with sqlite3.connect(tmp_path / "work.sqlite3") as base:
        rows = base.execute("SELECT seq, prev_hash, hash FROM trail_entry ORDER BY seq").fetchall()
        assert [row[0] for row in rows] == list(range(1, WRITERS * EACH + 1))
        assert all(after[1] == before[2] for before, after in pairwise(rows))
        for statement in ("DELETE FROM trail_entry", "UPDATE trail_entry SET actor = 'x'"):
            with pytest.raises(sqlite3.IntegrityError, match="only grows"):
                base.execute(statement)
