"""Processes of this house: how they begin and end."""

from __future__ import annotations

import atexit
import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h
_M_TRIM_THRESHOLD, _M_MMAP_THRESHOLD = -1, -3  # malloc.h of glibc
_KEPT = 256 << 20  # bytes that are free, at most
_LARGE = 32 << 20  # bytes of one piece that is given back at once: the most that glibc allows to be said


def end_with_parent(parent: int, how: signal.Signals = signal.SIGTERM) -> None:
    """Asks the system to send a signal here when the process `parent` is gone; kill -9 leaves no orphan.

    `parent` is told by the parent itself: a child that asked for its parent's number after that parent was killed
    would tie itself to whoever adopted it.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, how, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit(0)


def keep_freed_memory() -> None:
    """Memory that is free is used again, and not given back to the system and taken anew page by page: arrays come and go
    with every search, and fetching their pages takes longer than working on them. Where the C library is another one,
    nothing happens."""
    mallopt = getattr(ctypes.CDLL(None), "mallopt", None)
    if mallopt is not None:
        mallopt(_M_MMAP_THRESHOLD, _LARGE)
        mallopt(_M_TRIM_THRESHOLD, _KEPT)


def leave_quietly() -> None:
    """When this process has done all that is done at its end, it is gone: its objects are not taken apart, on which occasion
    DuckDB tells the terminal in a hundred lines what others still hold of its own."""
    atexit.register(_leave)


def _leave() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
