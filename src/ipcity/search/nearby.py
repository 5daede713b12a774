"""The vectors of all records, beside the index: built from the lake, carrying its version, deleted at any time.

Each vector is kept as 8-bit numbers; a search compares with all of them, block by block, so nothing near is missed.
"""

from __future__ import annotations

import shutil
import uuid
from collections.abc import Iterator
from itertools import islice
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.parquet as pq

from ipcity.base.errors import NotReady
from ipcity.base.files import locked, read_json, write_json, write_whole
from ipcity.base.progress import Steps
from ipcity.lake import Lake
from ipcity.records import Record
from ipcity.search.learning import train
from ipcity.search.symbols import symbol_above
from ipcity.search.vectors import Encoder, as_kept

FORM = 3
TRAINED_ON = 200_000  # texts at most, drawn evenly
_BLOCK = 20_000
_NOT_BUILT = "相似度库尚未建好。请先运行 ipcity similar build。"


def text_of(record: Record) -> str:
    """Title and abstract, as one text."""
    return " ".join([*record.title.values(), *record.abstract.values()])


def classes_of(record: Record) -> set[str]:
    """Subclasses and main groups, or what is as fine in other schemes: what teaches the vectors which texts are near."""
    steps = (step for one in record.classes for step in symbol_above(one.scheme, one.symbol))
    return {step for step in steps if len(step) >= 4 and "/" not in step}


class Nearby:
    """A reader of one build."""

    def __init__(self, folder: Path) -> None:
        about = read_json(folder / "about.json")
        if about["form"] != FORM:  # its numbers would mean something else
            raise NotReady(_NOT_BUILT, path=str(folder))
        self.lake_version = int(about["lake_version"])
        weights = np.load(folder / "weights.npy", mmap_mode="r").astype(np.float32)
        self.encoder = Encoder(np.load(folder / "buckets.npy"), weights)
        self._vectors: npt.NDArray[np.int8] = np.load(folder / "vectors.npy", mmap_mode="r")
        self._ids = pq.read_table(folder / "ids.parquet")["record_id"]

    def __len__(self) -> int:
        return len(self._vectors)

    def nearest(self, text: str, limit: int) -> list[tuple[str, float]]:
        """(record_id, likeness from 0 to 1) of the nearest to a text, the nearest first."""
        asked = self.encoder.encode([text])[0]
        if not len(self) or not asked.any():
            return []
        likeness = np.concatenate(
            [self._vectors[at : at + _BLOCK].astype(np.float32) @ asked for at in range(0, len(self), _BLOCK)]
        )
        top = np.argpartition(-likeness, min(limit, len(self) - 1))[:limit]
        top = top[np.argsort(-likeness[top], kind="stable")]
        return [(str(self._ids[int(at)]), min(1.0, max(0.0, float(likeness[at]) / 127))) for at in top]


def open_nearby(folder: Path) -> Nearby:
    """Raises NotReady when none was built."""
    try:
        name = (folder / "CURRENT").read_text().strip()
        return Nearby(folder / name)
    except FileNotFoundError:
        raise NotReady(_NOT_BUILT, path=str(folder)) from None


def build_nearby(lake: Lake, folder: Path) -> int:
    """Trains on the lake and encodes every record, aside, then switches. Returns how many it holds."""
    version = lake.version
    if version is None:
        raise NotReady("尚未装载任何数据，没有可比较的记录。请先运行 ipcity load。", path=str(lake.folder))
    view = lake.at(version)
    with locked(folder / "write.lock", what="建相似度库", wait=True):
        total = view.count()
        step = max(1, total // TRAINED_ON)
        drawn = [(text_of(one), classes_of(one)) for one in islice(view.records(), 0, None, step)]
        drawn = [(text, classes) for text, classes in drawn if text]
        if len(drawn) < 2:
            raise NotReady("记录不足两件，无从比较。请先装载更多数据。", path=str(lake.folder))
        encoder = train([text for text, _ in drawn], [classes for _, classes in drawn])
        aside = folder / f"{FORM}-{uuid.uuid4().hex[:12]}"
        aside.mkdir(parents=True)
        ids = _encode_all(encoder, view.records(), total, aside)
        np.save(aside / "buckets.npy", encoder.buckets)
        np.save(aside / "weights.npy", encoder.weights.astype(np.float16))
        pq.write_table(pa.table({"record_id": ids}), aside / "ids.parquet")
        write_json(aside / "about.json", {"lake_version": version, "records": len(ids), "form": FORM})
        write_whole(folder / "CURRENT", aside.name.encode())
        for path in folder.iterdir():
            if path.is_dir() and path != aside:
                shutil.rmtree(path, ignore_errors=True)
    return len(ids)


def _encode_all(encoder: Encoder, records: Iterator[Record], total: int, aside: Path) -> list[str]:
    shape = (total, encoder.weights.shape[1])
    vectors: Any = np.lib.format.open_memmap(aside / "vectors.npy", mode="w+", dtype=np.int8, shape=shape)
    ids: list[str] = []
    with Steps("建相似度库", total) as steps:
        while block := list(islice(records, _BLOCK)):
            found = encoder.encode([text_of(record) for record in block])
            vectors[len(ids) : len(ids) + len(block)] = as_kept(found)
            ids += [record.record_id for record in block]
            for _ in block:
                steps.advance()
    vectors.flush()
    return ids
