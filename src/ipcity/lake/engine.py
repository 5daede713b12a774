"""DuckDB, as the lake asks for it."""

from __future__ import annotations

import duckdb

from ipcity.base.settings import settings


def connected() -> duckdb.DuckDBPyConnection:
    """Within the memory of the house. A name in a query is a view, never a variable of the Python around it; nothing is
    drawn on a terminal or in a server's log."""
    config = {
        "memory_limit": f"{settings().memory_mb}MB",
        "threads": 2,
        "python_enable_replacements": False,
    }
    db = duckdb.connect(config=config)
    db.execute("set enable_progress_bar = false")
    return db
