"""Ingest: read → normalise → check → accept or quarantine → merge → keep.

`rows read = accepted + merged + quarantined`, always. A reader does not judge; this room does. It receives the
sources it may use, and knows none by name.
"""

from __future__ import annotations

from ipcity.ingest.load import RunReport, load
from ipcity.ingest.passport import Layout, Passport, read_passport
from ipcity.ingest.quarantine import Correction, correct, find, open_rows, replay
from ipcity.ingest.row import RawRow, Source

__all__ = [
    "Correction", "Layout", "Passport", "RawRow", "RunReport", "Source", "correct", "find", "load", "open_rows",
    "read_passport", "replay",
]  # fmt: skip
