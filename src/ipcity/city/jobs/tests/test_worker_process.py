"""A worker as it really runs: a process of its own that is killed in the middle, and told to stop."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

IPCITY = str(Path(sys.executable).with_name("ipcity"))
PREPARE = """
import django; django.setup()
from django.core.management import call_command
call_command("migrate", verbosity=0)
from ipcity.city.jobs import actions
from ipcity.city.jobs.jobs import self_check
print(actions.ask(self_check, asked_by="test", steps=120, pause=0.1).pk)
"""


class House:
    def __init__(self, home: Path) -> None:
        clean = {
            key: value for key, value in os.environ.items() if not key.startswith(("IPCITY_", "DJANGO_"))
        }
        self.environment = clean | {"IPCITY_HOME": str(home), "DJANGO_SETTINGS_MODULE": "ipcity.web.settings"}

    def run(self, *command: str) -> str:
        done = subprocess.run(command, env=self.environment, capture_output=True, text=True, check=True)
        return done.stdout

    @contextmanager
    def worker(self) -> Iterator[subprocess.Popen[bytes]]:
        process = subprocess.Popen([IPCITY, "jobs", "work", "--threads", "1"], env=self.environment)
        try:
            yield process
        finally:
            process.kill()
            process.wait()

    def job(self) -> dict[str, object]:
        (only,) = json.loads(self.run(IPCITY, "jobs", "list", "--json"))
        return only

    def wait(self, fits: Callable[[dict[str, object]], bool], seconds: float = 180) -> dict[str, object]:
        until = time.monotonic() + seconds
        while not fits(job := self.job()):
            assert time.monotonic() < until, job
        return job


@pytest.fixture
def house(tmp_path: Path) -> House:
    made = House(tmp_path)
    made.run(sys.executable, "-c", PREPARE)
    return made


def test_killed_in_the_middle_it_is_found_and_done_by_the_next_worker(house: House) -> None:
    with house.worker() as first:
        house.wait(lambda job: job["state"] == "running" and job["done"] > 2)
        first.send_signal(signal.SIGKILL)
        first.wait()
    assert house.job()["state"] == "running", "nobody has noticed yet"
    with house.worker():
        found = house.wait(lambda job: job["state"] == "queued" or job["attempts"] == 2)
        assert "中途结束" in str(found["error"]) or found["attempts"] == 2
        ended = house.wait(lambda job: job["state"] == "done")
    assert (ended["attempts"], ended["done"], ended["error"]) == (2, 120, "")


def test_told_to_stop_it_puts_the_job_back_and_ends_at_once(house: House) -> None:
    with house.worker() as worker:
        house.wait(lambda job: job["state"] == "running" and job["done"] > 2)
        worker.send_signal(signal.SIGTERM)
        assert worker.wait(timeout=60) == 0
    job = house.job()
    assert job["state"] == "queued" and job["attempts"] == 0
