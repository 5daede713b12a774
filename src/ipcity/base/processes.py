"""Processes of this house that serve another: they end with it."""

from __future__ import annotations

import atexit
import ctypes
import os
import signal
import sys

_PR_SET_PDEATHSIG = 1  # linux/prctl.h


def end_with_parent(parent: int, how: signal.Signals = signal.SIGTERM) -> None:
    """Asks the system to send a signal here when the process `parent` is gone; kill -9 leaves no orphan.

    `parent` is told by the parent itself: a child that asked for its parent's number after that parent was killed
    would tie itself to whoever adopted it.
    """
    ctypes.CDLL(None, use_errno=True).prctl(_PR_SET_PDEATHSIG, how, 0, 0, 0)
    if os.getppid() != parent:
        raise SystemExit(0)


def leave_quietly() -> None:
    """When this process has done all that is done at its end, it is gone: its objects are not taken apart, on which occasion
    DuckDB tells the terminal in a hundred lines what others still hold of its own."""
    atexit.register(_leave)


def _leave() -> None:
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(0)
