"""Titles and abstracts by index arithmetic: draw numbers of pieces, gather them once, cut at the records' ends."""

from __future__ import annotations

import numpy as np
import pyarrow as pa

from ipcity.sources.made_up.vocabulary import COMMON, PER_TOPIC, Pieces, zipf

SEPARATOR = ";"
FEWEST, MOST = 7, 21  # clauses of an abstract
PARTS = 6  # of a title


def joined(texts: pa.StringArray, chosen: np.ndarray, ends: np.ndarray) -> pa.StringArray:
    """Row i is the pieces `chosen[ends[i-1]:ends[i]]` in one string: the characters are gathered once, not joined."""
    gathered = texts.take(pa.array(chosen))
    offsets = np.frombuffer(gathered.buffers()[1], dtype=np.int32, count=len(gathered) + 1)
    bounds = np.concatenate([offsets[:1], offsets[ends]])
    return pa.StringArray.from_buffers(len(ends), pa.py_buffer(bounds), gathered.buffers()[2])


def listed(texts: pa.StringArray, chosen: np.ndarray, many: np.ndarray) -> pa.StringArray:
    """Row i is the first `many[i]` of `chosen[i]`, with `;` between."""
    kept = np.arange(chosen.shape[1]) < many[:, None]
    both = np.full((len(many), chosen.shape[1], 2), len(texts), np.int64)
    both[:, :, 1] = chosen
    between = kept.copy()
    between[:, 0] = False
    mask = np.stack([between, kept], axis=2)
    with_separator = pa.concat_arrays([texts, pa.array([SEPARATOR])])
    return joined(with_separator, both[mask], np.cumsum(mask.sum(axis=(1, 2))))


class Texts:
    def __init__(self, pieces: Pieces, draw: np.random.Generator) -> None:
        self._pieces, self._draw = pieces, draw
        self._topics = len(pieces.words.classes)

    def block(self, types: np.ndarray, topics: np.ndarray) -> tuple[pa.StringArray, pa.StringArray]:
        count = len(types)
        title = self._title(count, topics)
        clauses = self._draw.integers(FEWEST, MOST + 1, count, dtype=np.int32)
        sizes = 2 * clauses + PARTS + 2
        ends = np.cumsum(sizes, dtype=np.int32)
        starts = ends - sizes
        chosen = self._clauses(
            int(ends[-1]), np.repeat(topics.astype(np.uint32), sizes), np.repeat(starts, sizes)
        )
        said = self._pieces
        chosen[starts] = said.openings + types * 3 + self._draw.integers(0, 3, count)
        for at in range(PARTS):
            chosen[starts + 1 + at] = title[:, at]
        chosen[ends - 1] = said.closings + self._draw.integers(0, len(said.words.closings), count)
        ends_of_titles = np.arange(PARTS, PARTS * count + 1, PARTS)
        return joined(said.texts, title.reshape(-1), ends_of_titles), joined(said.texts, chosen, ends)

    def _title(self, count: int, topics: np.ndarray) -> np.ndarray:
        """一种用于 name head 的 stem head; the heads lean to the topic."""
        said, draw = self._pieces, self._draw
        title = np.empty((count, PARTS), np.int32)
        title[:, 0], title[:, 3] = said.frame, said.frame + 1
        title[:, 1] = said.names + zipf(draw, said.heads - said.names, count)
        title[:, 4] = said.stems + zipf(draw, len(said.words.stems), count)
        for at, shift in ((2, 7), (5, 11)):
            title[:, at] = said.heads + (zipf(draw, len(said.words.heads), count) + topics * shift) % len(
                said.words.heads
            )
        return title

    def _clauses(self, count: int, topics: np.ndarray, starts: np.ndarray) -> np.ndarray:
        """Leads and tails in turn; one in four from the common ones."""
        drawn = self._draw.integers(0, 2**32, count, dtype=np.uint32)
        own = (drawn & np.uint32(PER_TOPIC - 1)) + topics * np.uint32(PER_TOPIC)
        common = (drawn & np.uint32(COMMON - 1)) + np.uint32(self._topics * PER_TOPIC)
        turn = (np.arange(count, dtype=np.int32) - starts) & 1
        said = np.where(drawn >> np.uint32(30) == 0, common, own).astype(np.int32)
        chosen: np.ndarray = said + (1 - turn) * np.int32(self._pieces.tails)
        return chosen
