"""Pages of one worker are put together one after the other, although several threads stand ready.

Threads of one Python take the interpreter from each other every few milliseconds, and a page gives it up at each question
to the database: eight pages begun together are all finished late, the short ones with the long ones. In turn, each is
finished in its own time. What may be slow through no fault of the page takes no turn: bodies that are sent to us, and
answers that are read from us piece by piece. And nobody waits for ever: a page that takes long is overtaken.
"""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterable
from threading import Semaphore
from typing import Any
from wsgiref.types import StartResponse, WSGIEnvironment

AT_ONCE = 1
PATIENCE_SECONDS = 2.0  # shorter, and a crowd would be all at once just when there is most to do
_READING = frozenset({"GET", "HEAD"})
_BEFORE_COLLECTING = 10_000  # objects made; a page makes some thousands, and nearly all go by themselves

Pages = Callable[[WSGIEnvironment, StartResponse], Iterable[bytes]]


class Turns:
    def __init__(self, pages: Pages) -> None:
        self._pages = pages
        self._turns = Semaphore(AT_ONCE)

    def __call__(self, environ: WSGIEnvironment, start: StartResponse) -> Iterable[bytes]:
        mine = environ["REQUEST_METHOD"] in _READING and self._turns.acquire(timeout=PATIENCE_SECONDS)
        try:
            return _whole(self._pages(environ, start))
        finally:
            if mine:
                self._turns.release()


def _whole(answer: Any) -> Iterable[bytes]:
    """A page that stands is handed over in one piece, and its thread is free at once; streams stay streams."""
    if getattr(answer, "streaming", True):
        stream: Iterable[bytes] = answer
        return stream
    try:
        return [b"".join(answer)]
    finally:
        answer.close()


def settle_memory() -> None:
    """After all is loaded: what is there now stays, and need not be looked through again and again for what is not."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(_BEFORE_COLLECTING)
