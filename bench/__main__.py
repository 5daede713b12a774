"""Run all benches and print one table. Real data are used where they lie beside the checkout, else the sample city."""

from __future__ import annotations

import platform
import sqlite3
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path

from bench import law, loading, searching, web
from bench.figures import Figure
from bench.inputs import some_input


def main() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        source = some_input(folder)
        figures: list[Figure] = [
            *loading.figures(folder, source), *searching.figures(folder), *law.figures(), *web.figures(folder),
        ]  # fmt: skip
    print(f"on {source.label}; {platform.machine()}, {platform.system()}, Python {platform.python_version()}")
    print(
        f"tantivy {version('tantivy')}, DuckDB {version('duckdb')}, deltalake {version('deltalake')}, SQLite {sqlite3.sqlite_version}"
    )
    print("\n| what | ours | peer | ratio |\n|---|---|---|---|")
    for figure in figures:
        print(figure.line())


if __name__ == "__main__":
    sys.exit(main())
