"""For all tests: their own data folder, and a closing word about what this machine could not run."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

# Before any module reads its settings: a test never sees the data of the person who runs it.
_HOME = tempfile.mkdtemp(prefix="ipcity-test-")
os.environ["IPCITY_HOME"] = _HOME
# A browser test leaves playwright's loop in its process; Django would take every later test there for asynchronous.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

from tests.postgresql import is_of_the_work_plane, programs  # noqa: E402

from ipcity.base.settings import settings  # noqa: E402 - reads the environment set above

settings.cache_clear()

CHROMIUM = "/usr/bin/chromium"
# Files are dealt out to the processes of a run whole: the longest first, so that none is begun when all others are done.
LONGEST_FIRST = (
    "test_start.py", "test_bundle.py", "test_browser.py", "test_backup.py", "test_kill_load.py", "test_matrix.py"
)  # fmt: skip


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--work-plane", action="store_true", help="only what needs the database: tests/postgresql.py"
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    if config.getoption("--work-plane"):
        config.hook.pytest_deselected(items=[item for item in items if not is_of_the_work_plane(item)])
        items[:] = filter(is_of_the_work_plane, items)
    missing = {}
    if not Path(CHROMIUM).exists():
        missing["browser"] = "Debian's chromium is not installed (apt install chromium fonts-noto-cjk)"
    if programs() is None:
        missing["postgres"] = "no PostgreSQL server is installed (apt install postgresql)"
    for item in items:
        for marker, reason in missing.items():
            if item.get_closest_marker(marker):
                item.add_marker(pytest.mark.skip(reason=reason))
    items.sort(key=_turn)


def _turn(item: pytest.Item) -> int:
    name = item.path.name
    return LONGEST_FIRST.index(name) if name in LONGEST_FIRST else len(LONGEST_FIRST)


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    skipped = terminalreporter.stats.get("skipped", [])
    reasons = Counter(_reason(report) for report in skipped)
    if reasons:
        terminalreporter.section("not run on this machine")
        for reason, count in sorted(reasons.items()):
            terminalreporter.write_line(f"{count:>4}  {reason}")


def _reason(report: pytest.TestReport) -> str:
    text = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return text.removeprefix("Skipped: ")


@pytest.fixture(scope="session", autouse=True)
def _own_home() -> Iterator[None]:
    yield
    shutil.rmtree(_HOME, ignore_errors=True)
