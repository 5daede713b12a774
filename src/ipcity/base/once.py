"""The same question asked once, as long as an answer is being put together that only reads.

Who asks opens the span (`asked_once`); outside one, every question is asked anew. Nothing outlives the span, so nothing
grows old: it spares a page that asks ten times which units a person acts for nine of the ten.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import TypeVar, cast

Answer = TypeVar("Answer")
_answers: ContextVar[dict[Hashable, object] | None] = ContextVar("ipcity_answers", default=None)


@contextmanager
def asked_once() -> Iterator[None]:
    token = _answers.set({})
    try:
        yield
    finally:
        _answers.reset(token)


def spanned() -> bool:
    """Is a span open?"""
    return _answers.get() is not None


def answered(question: Hashable) -> object | None:
    """The answer, if the question was asked in this span."""
    return (_answers.get() or {}).get(question)


def once(question: Hashable, ask: Callable[[], Answer]) -> Answer:
    """`question` names both what is asked and all it depends on."""
    known = _answers.get()
    if known is None:
        return ask()
    if question not in known:
        known[question] = ask()
    return cast("Answer", known[question])
