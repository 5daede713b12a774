"""Names as the index takes them, many at once: folded, in the simplified script, in pinyin. Names come again and again, so
those met lately are kept.

Promise: `normal`, `plain` and `syllables` are what `normal_name`, `simplified` and `pinyin.syllables` say of each.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

import numpy as np
import numpy.typing as npt

from ipcity.base.recent import Recent
from ipcity.base.text import is_cjk
from ipcity.records import normal_name
from ipcity.search.folding import ALL_CODES, Texts, folded, simple
from ipcity.search.pinyin import has_several, reading, readings_of_characters, syllables
from ipcity.search.script import simplified

_MOST = 65_536  # names kept


@dataclass(frozen=True, slots=True)
class Spelled:
    """`by_sign`: each character of `plain` has one syllable, whatever stands beside it."""

    normal: str
    plain: str
    syllables: tuple[str, ...]
    by_sign: bool


_known: Recent[Spelled] = Recent(_MOST)


def spelled(names: Iterable[str]) -> dict[str, Spelled]:
    """Of each name; the more new ones at once, the less each costs."""
    return _known.get_many(names, _spell)


def _spell(names: list[str]) -> Iterable[Spelled]:
    texts = folded(names)
    plain = simple(texts)
    for name, normal, other, (sounds, by_sign) in zip(
        names, texts.strings(), plain.strings(), _sounds(plain), strict=True
    ):
        if " " in normal:  # between Chinese characters none is left
            normal = normal_name(name)
            other = simplified(normal)
        yield Spelled(normal, other, sounds if sounds is not None else syllables(name), by_sign)


def _sounds(texts: Texts) -> Iterable[tuple[tuple[str, ...] | None, bool]]:
    """The syllables of each text, sign by sign; None where a sign has several and its neighbours decide."""
    table, written = _readings()
    kinds = table[texts.codes]
    read = (kinds > 0) & ~texts.ends
    ends = np.flatnonzero(texts.ends)
    flat = [written[kind] for kind in kinds[read].tolist()]
    bounds = np.cumsum(read)[ends].tolist()
    several = np.cumsum((kinds == _SEVERAL) & ~texts.ends)[ends]
    unsure = (np.diff(several, prepend=0) > 0).tolist()
    sizes = (np.diff(ends, prepend=-1) - 1).tolist()
    for (begin, end), hard, size in zip(pairwise([0, *bounds]), unsure, sizes, strict=True):
        yield (None, False) if hard else (tuple(flat[begin:end]), end - begin == size)


_SEVERAL = 1  # stands in the table for a character that has several readings


@cache
def _readings() -> tuple[npt.NDArray[np.uint16], list[str]]:
    """For each character the number of its syllable, and the syllables; 0: it has none."""
    table, numbers = np.zeros(ALL_CODES, np.uint16), {"": 0, "\0": _SEVERAL}
    for char in filter(is_cjk, readings_of_characters()):
        said = "\0" if has_several(char) else reading(char)
        table[ord(char)] = numbers.setdefault(said, len(numbers))
    return table, list(numbers)
