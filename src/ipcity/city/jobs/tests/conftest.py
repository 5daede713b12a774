"""A queue of the test's own, real: huey on a SQLite file, worked off by the test itself or by a process."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from ipcity.base.settings import settings
from ipcity.city.jobs import queue as queues
from ipcity.city.jobs import registry
from ipcity.city.jobs.registry import Known


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, transactional_db: None) -> Iterator[Path]:
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    settings.cache_clear()
    queues.STOPPING.clear()
    queues.queue().storage.flush_all()  # PostgreSQL keeps one queue for all tests
    yield tmp_path
    queues.queue().storage.close()
    queues.STOPPING.clear()
    settings.cache_clear()


@pytest.fixture
def known(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Known]:
    """`known(run, retries=…)` makes a job known for one test."""
    monkeypatch.setattr(registry, "_known", dict(registry._known))

    def make(run: Callable[..., object], **options: object) -> Known:
        return registry.job(title={"zh": "试验", "en": "Trial"}, name=f"test.{run.__name__}", **options)(run)

    return make


@pytest.fixture
def work_off() -> Callable[[], int]:
    """Everything that waits in the queue now, by huey's own means; how many messages there were."""

    def work() -> int:
        one, count = queues.queue(), 0
        while (task := one.dequeue()) is not None:
            one.execute(task)
            count += 1
        return count

    return work
