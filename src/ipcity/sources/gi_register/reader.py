"""One entry a record, known by its file number (PDO-FR-00123)."""

from __future__ import annotations

from ipcity.sources.json_records import JsonSource

SOURCE = JsonSource(__file__)
