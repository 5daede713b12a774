"""One file a form. A writer takes records one by one, holds none of them, and puts `About` where the form has room."""

from __future__ import annotations

from pathlib import Path
from typing import Protocol

from ipcity.base.errors import BadInput
from ipcity.city.exports.about import About
from ipcity.city.exports.writers.bibtex import BibTex
from ipcity.city.exports.writers.csv_ import Csv
from ipcity.city.exports.writers.jsonl import JsonLines
from ipcity.city.exports.writers.parquet import Parquet
from ipcity.city.exports.writers.ris import Ris
from ipcity.city.exports.writers.xlsx import Xlsx
from ipcity.records import Record


class Writer(Protocol):
    ending: str
    mime: str

    def __init__(self, path: Path, about: About) -> None: ...
    def write(self, record: Record) -> None: ...
    def close(self) -> None: ...


WRITERS: dict[str, type[Writer]] = {
    "csv": Csv,
    "xlsx": Xlsx,
    "jsonl": JsonLines,
    "parquet": Parquet,
    "ris": Ris,
    "bib": BibTex,
}


def form_of(path: Path) -> str:
    """By the ending of a file's name."""
    form = path.suffix.lower().removeprefix(".")
    form = {"bibtex": "bib", "json": "jsonl", "ndjson": "jsonl"}.get(form, form)
    if form not in WRITERS:
        raise BadInput(
            f"不能导出成“{path.suffix or path.name}”。文件名请以 {'、'.join('.' + one for one in WRITERS)} 之一结尾。",
            path=str(path),
        )
    return form
