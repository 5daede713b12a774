"""Reading in a process of its own: the same records, the same sentences, and nothing left behind."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from multiprocessing import active_children
from pathlib import Path

import pytest

from ipcity.base.errors import Environment
from ipcity.base.settings import settings
from ipcity.ingest import RunReport, apart
from ipcity.lake import Lake
from ipcity.sources import load_paths
from ipcity.sources.made_up.generate import write_csv
from ipcity.sources.made_up.reader import SOURCE
from ipcity.sources.registry import all_sources

ROWS = 1_500


@pytest.fixture(autouse=True)
def always_apart(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setattr(apart, "LARGE", 0)
    monkeypatch.setenv("IPCITY_PROCESSES", "2")
    settings.cache_clear()
    yield
    settings.cache_clear()


@pytest.fixture
def rows(tmp_path: Path) -> Path:
    path = tmp_path / "records.csv"
    write_csv(path, ROWS)
    return path


def loaded(lake: Lake, path: Path) -> tuple[tuple[int, int, int, int], list[str], list[str]]:
    """The counts, the records and the reasons of what was set aside."""
    report: RunReport = load_paths(lake, [path])
    view = lake.at()
    counts = (report.read, report.accepted, report.merged, report.quarantined)
    return counts, [str(one) for one in view.records()], [one.reason for one in view.quarantined()]


def test_the_same_as_in_one_process(tmp_path: Path, rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With a row twice, a row cut short, and bytes that are no text in the middle of the file."""
    lines = rows.read_bytes().splitlines(keepends=True)
    lines[600:600] = [lines[7], b"a,b,c\n"]
    lines[1300] = b"\xff\xfe\xff\n"
    rows.write_bytes(b"".join(lines))
    two = loaded(Lake(tmp_path / "two"), rows)
    assert not active_children()
    monkeypatch.setattr(apart, "LARGE", 2**40)
    one = loaded(Lake(tmp_path / "one"), rows)
    assert two == one
    read, accepted, merged, aside = two[0]
    assert (accepted, merged, aside) == (read - 3, 1, 2)
    assert any("其后的行没有读" in reason for reason in two[2])


def test_a_killed_reader_is_a_sentence(rows: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(apart, "_PARTS_AHEAD", 1)
    write_csv(rows, 20 * ROWS)  # more than can be under way: it is killed before it has sent the last
    with apart.Apart(all_sources) as reader:
        read = reader.parts(rows, SOURCE)
        next(read)
        process = active_children()[0]
        os.kill(process.pid or 0, signal.SIGKILL)
        with pytest.raises(Environment, match="意外终止"):
            list(read)
    assert not active_children()


_HOLDER = """
import sys, time
from multiprocessing import active_children
from pathlib import Path
from ipcity.ingest import apart
from ipcity.sources.made_up.reader import SOURCE
from ipcity.sources.registry import all_sources
apart.LARGE = 0
with apart.Apart(all_sources) as reader:
    next(reader.parts(Path(sys.argv[1]), SOURCE))
    print(*[one.pid for one in active_children()], flush=True)
    time.sleep(60)
"""


def test_kill_leaves_no_orphan(rows: Path) -> None:
    with subprocess.Popen([sys.executable, "-c", _HOLDER, str(rows)], stdout=subprocess.PIPE) as holder:
        assert holder.stdout is not None
        readers = [int(pid) for pid in holder.stdout.readline().split()]
        holder.kill()
    for _ in range(200):
        if not any(map(_runs, readers)):
            return
        time.sleep(0.05)
    raise AssertionError("a reading process outlived its parent")


def _runs(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0] != "Z"
    except FileNotFoundError:
        return False
