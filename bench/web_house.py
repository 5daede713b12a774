"""The house that P12 asks: the sample city, beside a million made-up records where a folder names them, with the mayor's
inbox filled; and what its processes cost."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.house import Started

WORKERS = 2
QUIET_SECONDS = 1800  # until the jobs that the start asked for are done; vectors of a million take long
_TICKS = os.sysconf("SC_CLK_TCK")
_FILL = (
    "import sys; from ipcity.cli.frame import wake_django; wake_django(); "
    "from bench.work_in_hand import fill; fill(int(sys.argv[1]))"
)
_JOBS = re.compile(r'^ipcity_jobs\{state="(?:waiting|running)"\} (\d+)', re.MULTILINE)


def furnish(home: Path, standing: Path | None) -> None:
    """Copies lake and index of a house that stands into the new home; the sample city is then loaded beside them."""
    home.mkdir(parents=True, exist_ok=True)
    for part in ("lake", "index"):
        if standing is not None and not (home / part).exists():
            shutil.copytree(standing / part, home / part)


def move_records(old: Path, new: Path) -> None:
    """The next house takes over the records: they are large, and the first needs them no more."""
    new.mkdir(parents=True, exist_ok=True)
    for part in ("lake", "index", "similar", "sample"):
        shutil.move(old / part, new / part)


@contextmanager
def started(home: Path, **more: str) -> Iterator[Started]:
    house = Started(home, **more, IPCITY_WORKERS=str(WORKERS))
    try:
        house.wait_ready()
        _wait_for_jobs(house)
        yield house
    finally:
        house.process.terminate()
        house.wait_end()
        house.clear_away()


def _wait_for_jobs(house: Started) -> None:
    """A job of the start (vectors of similar records) would take a processor from the walk."""
    until = time.monotonic() + QUIET_SECONDS
    while sum(map(int, _JOBS.findall(house.get("/metrics")[1]))):
        assert time.monotonic() < until, "the jobs of the start did not come to an end"
        time.sleep(0.5)


def fill_inbox(home: Path, rows: int, **more: str) -> None:
    """In a process of its own: this one knows no Django."""
    subprocess.run(
        [sys.executable, "-c", _FILL, str(rows)],
        env={**os.environ, "IPCITY_HOME": str(home), **more}, check=True,
    )  # fmt: skip


def processor_seconds(house: Started) -> float:
    """What all living processes of the house have spent so far."""
    spent = 0
    for pid in house.members():
        try:
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except (FileNotFoundError, ProcessLookupError):
            continue
        spent += int(fields[11]) + int(fields[12])
    return spent / _TICKS
