"""The shelves of a lake: those of a version, made where they are missing, swept where their data file is gone."""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache
from pathlib import Path

import pyarrow as pa

from ipcity.base.files import explained_space, sync
from ipcity.base.progress import Steps
from ipcity.lake.columns import SCHEMA
from ipcity.lake.commits import Mark, commit_mark, files_of
from ipcity.lake.data_files import SHELVES, indexed
from ipcity.lake.engine import connected
from ipcity.lake.finder import Finder
from ipcity.lake.shelf import Shelf, ShelfMaker, open_shelf

_AT_ONCE = 5_000


def finder_of(folder: Path, version: int) -> Finder | None:
    """None where a shelf is missing: of a lake written before there were any, or restored, until its next load."""
    try:
        return _finder(folder, version, commit_mark(folder, version))
    except FileNotFoundError:  # not kept: what is missing now may be there later
        return None


def made_shelves(folder: Path, version: int) -> list[Shelf]:
    """All of a version, the missing ones made. For the one writer."""
    files = list(map(Path, files_of(folder, version))) if version else []
    if missing := [file for file in files if open_shelf(_shelf_of(folder, file)) is None]:
        (folder / SHELVES).mkdir(exist_ok=True)
        with Steps("整理已有记录，以便按编号查找") as steps, explained_space(folder):
            for file in missing:
                steps.advance(_make(file, _shelf_of(folder, file)))
        sync(folder / SHELVES)
    shelves = _shelves(folder, files)
    assert shelves is not None, "made a moment ago"
    return shelves


def sweep_shelves(folder: Path) -> None:
    """Delete those whose data file is gone, or never came to its place."""
    stand = {path.stem for path in (folder / "records").rglob("*.parquet")}
    for path in (folder / SHELVES).glob("*"):
        if path.stem not in stand or path.suffix != ".shelf":
            path.unlink(missing_ok=True)


@lru_cache(maxsize=16)
def _finder(folder: Path, version: int, mark: Mark | None) -> Finder:
    shelves = _shelves(folder, list(map(Path, files_of(folder, version))))
    if shelves is None:
        raise FileNotFoundError(folder / SHELVES)
    return Finder(shelves)


def _shelves(folder: Path, files: Sequence[Path]) -> list[Shelf] | None:
    found = [open_shelf(_shelf_of(folder, file)) for file in files]
    return None if None in found else [one for one in found if one is not None]


def _shelf_of(folder: Path, file: Path) -> Path:
    return folder / SHELVES / f"{file.stem}.shelf"


def _make(file: Path, path: Path) -> int:
    """From the columns, for a file that has none."""
    fields = ", ".join(f"'{name}': \"{name}\"" for name in SCHEMA.names if name not in ("seq", "keys"))
    name = str(file).replace("'", "''")
    query = f"select record_id, seq, keys, to_json({{{fields}}}) as text from read_parquet('{name}')"
    aside = path.with_suffix(".part")
    maker = ShelfMaker(aside)
    with connected() as db:
        for batch in db.sql(query).to_arrow_reader(_AT_ONCE):
            table = pa.Table.from_batches([batch])
            maker.add(indexed(table, maker.rows), [text.encode() for text in table["text"].to_pylist()])
    maker.close()
    aside.replace(path)
    return maker.rows
