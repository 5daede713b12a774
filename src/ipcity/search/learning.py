"""What characters and pairs of them mean, learnt from the lake: the texts and the classes they bear. No model is fetched.

Two things are learnt and joined. From texts with classes: a regression of the classes on the characters, held back by a
ridge, of which the strongest directions are kept. So it is learnt what tells classes apart, and it serves classes that
were never seen as well. From all texts: which characters stand together (latent semantic analysis), which keeps apart what
no class does. Classes are looked at here alone, never when a text is encoded.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import Any

import numpy as np
import numpy.typing as npt

from ipcity.base.later import Later
from ipcity.search.vectors import BUCKETS, Encoder, Floats, gram_table

sp, extmath = Later("scipy.sparse"), Later("sklearn.utils.extmath")
DIMENSIONS = 80
_TAUGHT = 400  # characters that are looked at in training
_BLOCK = 1024
_SEED = 20_190_712
_FEWEST = 2  # texts that hold a character or a pair before it counts
# The next eight were tried on classes, and on titles with their abstracts, that bench/semantic.py does not measure.
_RARE = 1.5  # how much more the rare weighs than the frequent
RIDGE = 3.0  # beside texts of length 1
_WIDE = 160  # directions of the classes before those of the texts join them
_EVEN = -0.35  # the strongest directions are held back by so much of their strength
_TEXTS = 0.3  # what the texts weigh beside the classes
_TOGETHER = 100  # directions of the texts
_LONG = 100  # characters: a title alone is shorter
_STEPS = 10  # of the regression; more changed little
_FAINTEST = 1e-3  # directions beside the strongest; fainter ones are noise of the arithmetic


def train(
    texts: Sequence[str], labels: Sequence[Collection[str]] = (), dimensions: int = DIMENSIONS
) -> Encoder:
    """The same texts give the same vectors; `labels` are the class symbols of each. Few texts give few dimensions."""
    starts = range(0, len(texts), _BLOCK)
    table = sp.vstack([gram_table(texts[at : at + _BLOCK], _TAUGHT) for at in starts], format="csr")
    held = np.bincount(table.indices, minlength=BUCKETS)
    used = np.argsort(-held, kind="stable")[: int((held >= min(_FEWEST, len(texts))).sum())]
    if not len(used):
        return Encoder(np.zeros(0, np.uint32), np.zeros((0, 1), np.float32))
    table = table[:, used]
    rare = _rarity(table, np.array([len(text) > _LONG for text in texts]))
    table = _weighed(table, rare)
    found = _of_texts(table)
    if any(labels):
        found = np.hstack([_of_classes(table, labels), found * _TEXTS])
    return Encoder(used.astype(np.uint32), _turned(table, found, dimensions) * rare[:, None])


def _rarity(table: Any, long: npt.NDArray[np.bool_]) -> Floats:
    """By the share among titles or among abstracts, whichever is more: 所述 is rare in titles, and yet says nothing. What
    all texts hold weighs nothing."""
    share = np.bincount(table.indices, minlength=table.shape[1]) / table.shape[0]
    for kind in (long, ~long):
        held = np.bincount(table[kind].indices, minlength=table.shape[1])
        share = np.maximum(share, held / (kind.sum() + 1))
    return np.asarray(np.log(1 / share) ** _RARE, np.float32)


def _weighed(table: Any, rare: Floats) -> Any:
    """Each row of length 1."""
    found = table.copy()
    found.data = (found.data * rare[found.indices]).astype(np.float32)
    lengths = np.sqrt(np.asarray(found.multiply(found).sum(axis=1)).ravel())
    return (sp.diags((1 / np.maximum(lengths, 1e-9)).astype(np.float32)) @ found).tocsr()


def _of_texts(table: Any) -> Floats:
    """A vector for each column, by the strongest directions of the rows."""
    size = max(1, min(_TOGETHER, table.shape[0] - 1, table.shape[1]))
    _, strength, directions = extmath.randomized_svd(
        table, size, n_iter=2, power_iteration_normalizer="QR", random_state=_SEED
    )
    clear = strength > strength[0] * _FAINTEST
    return _evened(table, directions[clear].T / np.sqrt(strength[clear]))


def _of_classes(table: Any, labels: Sequence[Collection[str]]) -> Floats:
    """A vector for each column, by the directions of the classes that a ridge regression on the rows tells best."""
    marks, bears = _marks(labels)
    rows = table[bears]
    size = min(_WIDE, *marks.shape)
    drawn = np.random.default_rng(_SEED).standard_normal((marks.shape[1], size)).astype(np.float32)
    told = marks.T @ (rows @ ridge(rows, rows.T @ (marks @ drawn), 3))
    classes = np.linalg.qr(told)[0].astype(np.float32)
    aims = marks @ classes
    found = ridge(rows, rows.T @ aims, _STEPS)
    fitted = aims.T @ (rows @ found)
    strength, turned = np.linalg.eigh((fitted + fitted.T) / 2)
    clear = strength > strength[-1] * _FAINTEST
    return _evened(table, found @ (turned[:, clear] * strength[clear] ** _EVEN))


def ridge(rows: Any, aims: Floats, steps: int) -> Floats:
    """Solves (rows' rows + ridge) x = aims by conjugate gradients, all columns of `aims` at once."""
    found, left, way = np.zeros_like(aims), aims, aims
    size = np.einsum("ij,ij->j", left, left)
    for _ in range(steps):
        moved = rows.T @ (rows @ way) + np.float32(RIDGE) * way
        step = size / np.maximum(np.einsum("ij,ij->j", way, moved), 1e-20)
        found, left = found + step * way, left - step * moved
        before, size = size, np.einsum("ij,ij->j", left, left)
        way = left + size / np.maximum(before, 1e-20) * way
    return found


def _marks(labels: Sequence[Collection[str]]) -> tuple[Any, npt.NDArray[np.intp]]:
    """Rows: texts that bear a symbol, and which they are; columns: symbols, each of length 1."""
    numbered: dict[str, int] = {}
    bears = [at for at, some in enumerate(labels) if some]
    marks = [
        (row, numbered.setdefault(one, len(numbered)))
        for row, at in enumerate(bears)
        for one in sorted(labels[at])
    ]
    rows, columns = np.array(marks).T
    values = np.bincount(columns)[columns].astype(np.float32) ** -0.5
    shape = (len(bears), len(numbered))
    return sp.csr_matrix((values, (rows, columns)), shape=shape), np.array(bears)


def _evened(table: Any, vectors: Floats) -> Floats:
    """Such that the rows are of length 1 on average."""
    return np.asarray(vectors / max(np.linalg.norm(table @ vectors, axis=1).mean(), 1e-9), np.float32)


def _turned(table: Any, vectors: Floats, dimensions: int) -> Floats:
    """Turned so that the first few dimensions hold most of the rows, each of which counts the same."""
    rows = table @ vectors
    rows /= np.maximum(np.linalg.norm(rows, axis=1, keepdims=True), 1e-9)
    strength, directions = np.linalg.eigh(rows.T @ rows)
    clear = strength > max(strength[-1], 1e-9) * _FAINTEST**2
    return np.asarray(vectors @ directions[:, clear][:, ::-1][:, :dimensions], np.float32)
