"""Blocks of records as Arrow, written as CSV. Memory holds one block, however many are made."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import pyarrow as pa
from pyarrow import csv

from ipcity.sources.made_up.numbers import FIRST_YEAR, INVENTION, YEARS, Numberer
from ipcity.sources.made_up.texts import Texts, listed
from ipcity.sources.made_up.vocabulary import SYMBOLS, Pieces, pieces, zipf

SEED = 2019
BLOCK = 20_000  # rows; more leave the processor's cache
COLUMNS = (
    "title", "abstract", "application_number", "publication_number", "published_on", "filed", "holders", "inventors",
    "address", "classes", "lapsed_on", "cites",
)  # fmt: skip
_FIRST = date(FIRST_YEAR, 1, 1)
_DAYS = pa.array([(_FIRST + timedelta(at)).isoformat() for at in range(365 * (YEARS + 4))] + [""])
_NEVER = len(_DAYS) - 1
GRANTED, LAPSED = 0.55, 0.2  # of inventions; of granted rights


def write_csv(path: Path, rows: int, seed: int = SEED) -> None:
    """`rows` records with a header, UTF-8."""
    schema = pa.schema([(name, pa.string()) for name in COLUMNS])
    options = csv.WriteOptions(quoting_style="none")
    with csv.CSVWriter(path, schema, write_options=options) as out:
        for batch in blocks(rows, seed):
            out.write_batch(batch)


def blocks(rows: int, seed: int = SEED) -> Iterator[pa.RecordBatch]:
    maker = Maker(seed)
    for begin in range(0, rows, BLOCK):
        yield maker.block(min(BLOCK, rows - begin))


class Maker:
    def __init__(self, seed: int) -> None:
        self._pieces = pieces(seed)
        self._draw = np.random.default_rng([seed, 1])
        self._texts = Texts(self._pieces, self._draw)
        self._numbers = Numberer()
        self._years = np.cumsum(1.12 ** np.arange(YEARS)) / np.sum(1.12 ** np.arange(YEARS))
        self._made = 0

    def block(self, count: int) -> pa.RecordBatch:
        draw, said = self._draw, self._pieces
        types = draw.integers(0, 2, count)
        topics = zipf(draw, len(said.words.classes), count)
        title, abstract = self._texts.block(types, topics)
        years = np.searchsorted(self._years, draw.random(count))
        filed = (years * 365.25).astype(np.int64) + 1 + draw.integers(0, 363, count)
        granted = (types != INVENTION) | (draw.random(count) < GRANTED)
        wait = np.where(types != INVENTION, draw.integers(120, 400, count), draw.integers(540, 1400, count))
        out = filed + np.where(granted, wait, draw.integers(180, 540, count))
        lapsed = out + draw.integers(400, 3000, count)
        lapsed = np.where(granted & (draw.random(count) < LAPSED) & (lapsed < _NEVER), lapsed, _NEVER)
        letters = np.where(types != INVENTION, ord("U"), np.where(granted, ord("B"), ord("A")))
        publications = self._numbers.publications(types, letters)
        firms, of_firms = self._firms(count)
        self._made += count
        return pa.RecordBatch.from_arrays(
            [
                title, abstract, self._numbers.applications(types, years), publications,
                _DAYS.take(pa.array(out)), _DAYS.take(pa.array(filed)), firms,
                listed(said.persons, draw.integers(0, len(said.persons), (count, 4)), draw.integers(1, 5, count)),
                said.addresses.take(pa.array(of_firms)), self._classes(topics), _DAYS.take(pa.array(lapsed)),
                self._cites(publications),
            ],
            names=list(COLUMNS),
        )  # fmt: skip

    def _firms(self, count: int) -> tuple[pa.StringArray, np.ndarray]:
        said: Pieces = self._pieces
        drawn = zipf(self._draw, len(said.firms), 2 * count).reshape(count, 2)
        many = 1 + (self._draw.random(count) < 0.12) * (drawn[:, 0] != drawn[:, 1])
        return listed(said.firms, drawn, many), drawn[:, 0]

    def _classes(self, topics: np.ndarray) -> pa.StringArray:
        """The main class from the topic, up to two more from anywhere."""
        count = len(topics)
        drawn = self._draw.integers(0, len(self._pieces.symbols), (count, 3))
        drawn[:, 0] = topics * SYMBOLS + zipf(self._draw, SYMBOLS, count)
        return listed(self._pieces.symbols, drawn, self._draw.integers(1, 4, count))

    def _cites(self, publications: pa.StringArray) -> pa.StringArray:
        """Up to four of the same block; few records are cited often."""
        count = len(publications)
        many = np.minimum(self._draw.integers(0, 9, count), 4) * (self._draw.random(count) < 0.6)
        cited = zipf(self._draw, count, count * 4).reshape(count, 4)
        return listed(publications, cited, many)
