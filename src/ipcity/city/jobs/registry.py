"""What jobs there are. A name is kept for ever: rows of the database speak of it. A renamed job keeps its old name
as an alias."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

Text = dict[str, str]


class Progress(Protocol):
    """What a running job is given. Each call may raise: the job was cancelled, or the worker is told to stop."""

    def total(self, total: int | None) -> None: ...
    def advance(self, count: int = 1) -> None: ...
    def say(self, zh: str, en: str) -> None: ...
    def check(self) -> None: ...


Run = Callable[..., Any]


@dataclass(frozen=True, kw_only=True)
class Known:
    """`retries`: how often it is tried again by itself. `atomic`: all its writing and the word that it is done are
    one transaction, so that two workers can never both do it."""

    name: str
    title: Text
    run: Run
    retries: int
    atomic: bool


_known: dict[str, Known] = {}


def job(
    *,
    title: Text,
    name: str | None = None,
    retries: int = 2,
    atomic: bool = False,
    aliases: Sequence[str] = (),
) -> Callable[[Run], Known]:
    """`@job(title={"zh": …, "en": …})` over `run(progress, **args)`. What it returns is kept as the result (JSON).

    A job may be run twice: when its worker was thought dead, or was killed before it could say that it was done.
    Unless it is `atomic`, doing it twice must do no harm.
    """

    def known(run: Run) -> Known:
        one = Known(name=name or _name_of(run), title=title, run=run, retries=retries, atomic=atomic)
        for word in (one.name, *aliases):
            if word in _known and _known[word].run.__module__ != run.__module__:
                raise ValueError(f"two jobs are named {word}")
            _known[word] = one
        return one

    return known


def find(name: str) -> Known | None:
    return _known.get(name)


def known_jobs() -> list[Known]:
    """Each once, by name."""
    return sorted({one.name: one for one in _known.values()}.values(), key=lambda one: one.name)


def _name_of(run: Run) -> str:
    """`ipcity.city.custody.jobs:roll_deadlines` → `custody.roll_deadlines`."""
    return f"{run.__module__.split('.')[-2]}.{run.__name__}"
