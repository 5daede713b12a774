"""The lake: records kept for good, at numbered versions.

One Delta table `records`; its version *is* the `lake_version`. A load appends new versions of the records it
changed, all in one commit; on reading the latest of each record counts. Beside the table lie, per version, the
report of the load, its statements of coverage, the source rows it read and the rows it set aside. One writer.
"""

from __future__ import annotations

from ipcity.lake.columns import from_json, to_table, to_texts
from ipcity.lake.reports import FileReport, LoadReport, QuarantinedRow, SourceRow
from ipcity.lake.table import Lake, open_lake
from ipcity.lake.view import View
from ipcity.lake.writer import SOURCE_ROWS, Writer

__all__ = [
    "SOURCE_ROWS",
    "FileReport",
    "Lake",
    "LoadReport",
    "QuarantinedRow",
    "SourceRow",
    "View",
    "Writer",
    "from_json",
    "open_lake",
    "to_table",
    "to_texts",
]
