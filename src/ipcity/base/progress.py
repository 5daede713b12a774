"""Progress on standard error: a moving line on a terminal, a line now and then elsewhere, nothing under two seconds."""

from __future__ import annotations

import sys
import time
from types import TracebackType

from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

QUIET_SECONDS = 2.0
LINE_EVERY_SECONDS = 5.0


class Steps:
    """`with Steps("装载 a.csv", total=41558) as steps: steps.advance(1000)`. `total` may be unknown (None)."""

    def __init__(self, title: str, total: int | None = None) -> None:
        self.title, self.total, self.done = title, total, 0
        self._began = self._said = time.monotonic()
        self._bar: Progress | None = None

    def __enter__(self) -> Steps:
        return self

    def advance(self, count: int = 1) -> None:
        self.done += count
        now = time.monotonic()
        if now - self._began < QUIET_SECONDS:
            return
        if sys.stderr.isatty():
            self._draw()
        elif now - self._said >= LINE_EVERY_SECONDS:
            self._said = now
            of = f" / {self.total:,}" if self.total else ""
            say(f"{self.title}：{self.done:,}{of}")

    def _draw(self) -> None:
        if self._bar is None:
            columns = (
                TextColumn("{task.description}"),
                BarColumn(),
                MofNCompleteColumn(),
                TimeRemainingColumn(),
            )
            self._bar = Progress(*columns, console=Console(stderr=True), transient=True)
            self._bar.start()
            self._bar.add_task(self.title, total=self.total)
        self._bar.update(self._bar.task_ids[0], completed=self.done)

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._bar is not None:
            self._bar.stop()


def say(line: str) -> None:
    """One line to the person at the terminal; never to standard output, which belongs to results."""
    sys.stderr.write(line + "\n")
    sys.stderr.flush()
