"""Which keys a lake may know, held so small that asking costs no look at the disk: eight bytes a key.

Only hashes are kept, so an answer may rarely be wrong in one way: a key held for known that is not. The caller then looks.
"""

from __future__ import annotations

from collections.abc import Callable

import duckdb
import numpy as np
import numpy.typing as npt

_Hashes = npt.NDArray[np.uint64]


class KnownKeys:
    """Sorted runs, each less than half the one before, so that adding stays cheap however many there are."""

    def __init__(self, connect: Callable[[], duckdb.DuckDBPyConnection]) -> None:
        """`connect` gives a connection in which `versions` are the rows known so far."""
        self._runs: list[_Hashes] = []
        with connect() as db:
            self._add(db.execute("select hash(unnest(keys)) as h from versions").fetchnumpy()["h"])

    def among(self, keys: list[str]) -> list[str]:
        """Those of the keys that may be known, in their order."""
        if not self._runs or not keys:
            return []
        hashes = _hashes(keys)
        held = np.zeros(len(keys), bool)
        for run in self._runs:
            at = np.minimum(np.searchsorted(run, hashes), len(run) - 1)
            held |= run[at] == hashes
        return [keys[at] for at in np.flatnonzero(held)]

    def add(self, keys: list[str]) -> None:
        if keys:
            self._add(_hashes(keys))

    def _add(self, hashes: _Hashes) -> None:
        run = np.sort(np.asarray(hashes, np.uint64))
        while self._runs and len(self._runs[-1]) < 2 * len(run):
            run = np.sort(np.concatenate([self._runs.pop(), run]), kind="stable")
        if len(run):
            self._runs.append(run)


def _hashes(keys: list[str]) -> _Hashes:
    with duckdb.connect() as db:
        found: _Hashes = db.execute("select hash(k) as h from (select unnest(?) as k)", [keys]).fetchnumpy()[
            "h"
        ]
    return found
