"""Which segments count: one small file, changed in one rename, so that a reader sees a whole version or the one before.

Documents are numbered through all segments. A document that is dead stays where it is and is counted nowhere; joining
neighbours changes no number. Segments that nobody names are swept; a reader that still has one open keeps its files.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from pyroaring import BitMap

from ipcity.base.errors import Damaged
from ipcity.base.files import read_json, write_json, write_whole
from ipcity.postings.joining import fits, join
from ipcity.postings.numbering import Numbering
from ipcity.postings.schema import Schema
from ipcity.postings.segment import Segment

CURRENT = "CURRENT"
_TRIES = 5  # a segment may be swept between reading its name and opening it
_FOLDED_FROM = 4  # how many times larger than its neighbour a segment must be to be left alone


class Store:
    """The segments that were in use when this was opened."""

    def __init__(self, folder: Path, schema: Schema, before: Store | None = None) -> None:
        """`before`: an earlier look at the same folder; what it has open is not opened again. Raises FileNotFoundError."""
        self.folder, self.schema = folder, schema
        known: dict[str, Segment] = {one.folder.name: one for one in before.segments} if before else {}
        self.segments: list[Segment]
        for left in reversed(range(_TRIES)):
            said = read_json(folder / CURRENT)
            try:
                self.segments = [
                    known.get(name) or Segment(folder / name, schema) for name, _ in said["segments"]
                ]
                self.dead = (
                    BitMap.deserialize((folder / said["dead"]).read_bytes()) if said["dead"] else BitMap()
                )
                break
            except FileNotFoundError:
                if not left:
                    raise
        self.about: dict[str, Any] = said["about"]
        self.begins = [sum(size for _, size in said["segments"][:at]) for at in range(len(said["segments"]))]
        self.size: int = sum(size for _, size in said["segments"])
        self._said = said
        self._numberings: dict[str, Numbering] = {}

    @property
    def living(self) -> int:
        return self.size - len(self.dead)

    def is_current(self) -> bool:
        return bool(named(self.folder) == self._said)

    def numbering(self, field: str) -> Numbering:
        """Of the values of a counted field."""
        if field not in self._numberings:
            self._numberings[field] = Numbering(self.segments, field)
        return self._numberings[field]

    def numbers_of(self, ids: Sequence[str]) -> BitMap:
        """The living documents that bear these ids."""
        found = BitMap()
        for begin, one in zip(self.begins, self.segments, strict=True):
            found |= BitMap([begin + document for document in one.stored.find(ids)])
        return found - self.dead


def named(folder: Path) -> dict[str, Any] | None:
    """What the file says; None where there is none, or nothing that can be read."""
    try:
        said: dict[str, Any] = read_json(folder / CURRENT)
    except (FileNotFoundError, Damaged):
        return None
    return said


def commit(
    folder: Path, segments: Sequence[Path], dead: BitMap, about: dict[str, Any], sizes: Sequence[int]
) -> None:
    """From now on these count. Everything they hold must be on the disk."""
    name = ""
    if dead:
        name = f"{uuid.uuid4().hex[:12]}.dead"
        write_whole(folder / name, dead.serialize())
    counted = [[one.name, size] for one, size in zip(segments, sizes, strict=True)]
    write_json(folder / CURRENT, {"about": about, "segments": counted, "dead": name})


def fold(folder: Path, schema: Schema) -> bool:
    """Joins the last segments while they are of like size, so that few are left; True where some were."""
    said = named(folder)
    assert said is not None
    segments = said["segments"]
    last = len(segments) - 1
    while last > 0 and segments[last - 1][1] < _FOLDED_FROM * sum(size for _, size in segments[last:]):
        last -= 1
    tail = [folder / name for name, _ in segments[last:]]
    if len(tail) < 2 or not fits(tail, schema):
        return False
    joined = new_name(folder)
    join(tail, joined, schema)
    size = sum(size for _, size in segments[last:])
    write_json(folder / CURRENT, {**said, "segments": [*segments[:last], [joined.name, size]]})
    return True


def new_name(folder: Path) -> Path:
    return folder / uuid.uuid4().hex[:12]


def sweep(folder: Path) -> int:
    """Deletes what the file does not name: segments that were replaced, and what killed writers left; returns how many."""
    said = named(folder) or {"segments": [], "dead": ""}
    kept = {CURRENT, said["dead"], *(name for name, _ in said["segments"])}
    gone = 0
    for path in folder.iterdir():
        if path.is_dir() and path.name not in kept:
            shutil.rmtree(path, ignore_errors=True)
            gone += 1
        elif path.suffix in (".dead", ".part") and path.name not in kept:
            path.unlink(missing_ok=True)
            gone += 1
    return gone
