"""Texts → vectors, by vectors of character pairs that were trained on the lake itself. No model is fetched.

Training is latent semantic analysis: pairs of neighbouring characters, weighed by how few texts hold them, and the
strongest directions of that table. Encoding adds up the vectors of the pairs of a text, all texts of a block at once.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp  # type: ignore[import-untyped]  # carries no types
from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]  # carries no types

Floats = npt.NDArray[np.float32]
BUCKETS = 1 << 17  # pairs are hashed into so many
DIMENSIONS = 96
READ = 400  # characters of a text that are looked at: the title and nearly every abstract
_SEED = 20_190_712
_FEWEST = 2  # texts that hold a pair before it counts
_END = ord("\n")


def pair_table(texts: Sequence[str]) -> sp.csr_matrix:
    """Rows: texts; columns: buckets of pairs; values: how often. A pair never reaches over the end of its text."""
    joined = "".join(text[:READ].replace("\n", " ").lower() + "\n" for text in texts)
    signs = np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32)
    ends = signs == _END
    code = signs[:-1] * np.uint32(2_654_435_761) ^ signs[1:] * np.uint32(2_246_822_519)
    code ^= code >> np.uint32(15)
    keep = ~(ends[:-1] | ends[1:])
    counted = np.concatenate([[0], np.cumsum(keep)])
    rows = np.concatenate([[0], counted[np.minimum(np.flatnonzero(ends), len(keep))]])
    columns = (code[keep] & np.uint32(BUCKETS - 1)).astype(np.int32)
    return sp.csr_matrix((np.ones(len(columns), np.float32), columns, rows), shape=(len(texts), BUCKETS))


@dataclass(frozen=True)
class Encoder:
    """`weights`: a vector for each bucket of pairs."""

    weights: Floats

    def encode(self, texts: Sequence[str]) -> Floats:
        """One vector of length 1 for each text; of a text without a known pair, zeros."""
        found: Floats = np.asarray(pair_table(texts) @ self.weights, np.float32)
        lengths = np.linalg.norm(found, axis=1, keepdims=True)
        return np.asarray(found / np.maximum(lengths, 1e-9), np.float32)


def train(texts: Sequence[str], dimensions: int = DIMENSIONS) -> Encoder:
    """The same texts give the same vectors. Few texts give few dimensions."""
    table: Any = pair_table(texts)
    held = np.bincount(table.indices, minlength=BUCKETS)
    rare = np.log((len(texts) + 1) / (held + 1)).astype(np.float32)
    rare[held < min(_FEWEST, len(texts))] = 0
    table.sum_duplicates()
    table.data = (1 + np.log(table.data)) * rare[table.indices]
    lengths = np.sqrt(np.asarray(table.multiply(table).sum(axis=1)).ravel())
    table = sp.diags(1 / np.maximum(lengths, 1e-9)) @ table
    size = max(1, min(dimensions, len(texts) - 1))
    _, strength, directions = randomized_svd(table, size, n_iter=2, random_state=_SEED)
    weights = directions.T * rare[:, None] / np.sqrt(np.maximum(strength, 1e-9))
    return Encoder(np.ascontiguousarray(weights, np.float32))
