"""Texts → vectors, by vectors of characters and pairs of them that the lake itself taught. No model is fetched.

Training is latent semantic analysis of two kinds of rows: the texts, and for each class symbol all texts that bear it,
read as one. So characters that serve the same classes come near each other, and a text alone finds its neighbours;
classes are never looked at when encoding. Encoding has no loop over texts or words: a block of texts is one array of
code points, and its vectors are one product of a sparse table with the weights.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

import numpy as np
import numpy.typing as npt
import scipy.sparse as sp  # type: ignore[import-untyped]  # carries no types
from sklearn.utils.extmath import randomized_svd  # type: ignore[import-untyped]  # carries no types

from ipcity.base.text import fold
from ipcity.search.script import simplified

Floats = npt.NDArray[np.float32]
Codes = npt.NDArray[np.uint32]
_BITS = 17
BUCKETS = 1 << _BITS  # characters and pairs are hashed into so many
DIMENSIONS = 80
READ = 80  # characters of a text that are looked at: the title and where the abstract says what it is about
_TAUGHT = 400  # characters that are looked at in training
_BLOCK = 512  # texts at once: few enough for their arrays to stay near the processor
_SEED = 20_190_712
_FEWEST = 2  # texts that hold a character or a pair before it counts
_RARE = 2.5  # how much more the rare weighs than the frequent; tried on real records, see bench/semantic.py
_CLASS = 13.0  # how much heavier a class is in training than a text
_FAINTEST = 1e-3  # directions beside the strongest; fainter ones are noise of the arithmetic
_END = 10
_FIRST, _SECOND = np.uint32(2_654_435_761), np.uint32(2_246_822_519)  # odd, so that no sign is lost
_REPEATED = np.float32(1) + np.log(np.arange(1, 513, dtype=np.float32))


def gram_table(texts: Sequence[str], read: int = READ) -> sp.csr_matrix:
    """Rows: at most 32,768 texts; columns: buckets; values: 1 + ln(how often). No pair reaches into another text."""
    joined = "".join([text[:read].replace("\n", " ") + "\n" for text in texts])
    signs = _folds().take(np.frombuffer(joined.encode("utf-32-le", "surrogatepass"), np.uint32), mode="clip")
    inner = signs != _END
    rows: Codes = np.cumsum(~inner, dtype=np.uint32) << np.uint32(_BITS)
    single = signs * _FIRST
    pairs = single[:-1] + signs[1:] * _SECOND
    keys = np.concatenate(
        [_keys(single, rows)[inner], _keys(pairs, rows[:-1])[inner[:-1] & inner[1:]]], dtype=np.uint32
    )
    keys.sort()
    first = np.flatnonzero(np.concatenate([[True], keys[1:] != keys[:-1]])[: len(keys)])
    kept = keys[first]
    often = _REPEATED.take(np.diff(first, append=len(keys)) - 1, mode="clip")
    starts = np.searchsorted(kept, np.arange(len(texts), dtype=np.uint32) << np.uint32(_BITS))
    columns = (kept & np.uint32(BUCKETS - 1)).astype(np.int32)
    return sp.csr_matrix((often, columns, [*starts, len(kept)]), shape=(len(texts), BUCKETS))


def _keys(signs: Codes, rows: Codes) -> Codes:
    return (signs >> np.uint32(32 - _BITS)) | rows


@cache
def _folds() -> Codes:
    """Of each sign its plain form: half width, lower case, simplified. Signs beyond the first plane are one sign."""
    table = np.arange(0x10000, dtype=np.uint32)
    for code in (*range(0x21, 0xD800), *range(0xE000, 0x10000)):
        plain = simplified(fold(chr(code)))
        if len(plain) == 1:
            table[code] = ord(plain)
    return table


@dataclass(frozen=True)
class Encoder:
    """`weights`: a vector for each bucket."""

    weights: Floats

    def encode(self, texts: Sequence[str]) -> Floats:
        """One vector of length 1 for each text; of a text without a known character, zeros."""
        found = np.zeros((len(texts), self.weights.shape[1]), np.float32)
        for at in range(0, len(texts), _BLOCK):
            block = gram_table(texts[at : at + _BLOCK]) @ self.weights
            lengths = np.sqrt(np.einsum("ij,ij->i", block, block))
            found[at : at + _BLOCK] = block / np.maximum(lengths, 1e-9)[:, None]
        return found


def as_kept(vectors: Floats) -> npt.NDArray[np.int8]:
    """As the store keeps them: a byte a dimension."""
    return np.rint(vectors * 127).astype(np.int8)


def train(
    texts: Sequence[str], labels: Sequence[Collection[str]] = (), dimensions: int = DIMENSIONS
) -> Encoder:
    """The same texts give the same vectors; `labels` are the class symbols of each. Few texts give few dimensions."""
    blocks = [gram_table(texts[at : at + _BLOCK], _TAUGHT) for at in range(0, len(texts), _BLOCK)]
    table = sp.vstack(blocks, format="csr")
    held = np.bincount(table.indices, minlength=BUCKETS)
    rare = (np.log((len(texts) + 1) / (held + 1)) ** _RARE).astype(np.float32)
    rare[held < min(_FEWEST, len(texts))] = 0
    rows = [_weighed(table, rare)]
    if any(labels):
        together = _by_label(labels) @ table
        together.data = 1 + np.log(together.data)
        rows.append(_weighed(together, rare) * _CLASS)
    return Encoder(_directions(sp.vstack(rows, format="csr"), rare, dimensions))


def _directions(table: Any, rare: Floats, dimensions: int) -> Floats:
    """The strongest directions of the rows, as a vector for each bucket; where nothing is shared, one of zeros."""
    used = np.flatnonzero(rare)
    size = min(dimensions, table.shape[0] - 1, len(used))
    if size < 1:
        return np.zeros((BUCKETS, 1), np.float32)
    _, strength, directions = randomized_svd(
        table[:, used], size, n_iter=2, power_iteration_normalizer="QR", random_state=_SEED
    )
    clear = strength > strength[0] * _FAINTEST
    weights = np.zeros((BUCKETS, int(clear.sum())), np.float32)
    weights[used] = directions[clear].T * rare[used, None] / np.sqrt(strength[clear])
    return weights


def _weighed(table: sp.csr_matrix, rare: Floats) -> sp.csr_matrix:
    """Each row of length 1."""
    found = table.copy()
    found.data = (found.data * rare[found.indices]).astype(np.float32)
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    return (sp.diags((1 / np.maximum(lengths, 1e-9)).astype(np.float32)) @ found).tocsr()


def _by_label(labels: Sequence[Collection[str]]) -> sp.csr_matrix:
    """Rows: symbols; columns: texts; 1 where the text bears the symbol."""
    numbered: dict[str, int] = {}
    marks = [(numbered.setdefault(one, len(numbered)), at) for at, some in enumerate(labels) for one in some]
    rows, columns = zip(*marks, strict=True)
    shape = (len(numbered), len(labels))
    return sp.csr_matrix((np.ones(len(marks), np.float32), (rows, columns)), shape=shape)
