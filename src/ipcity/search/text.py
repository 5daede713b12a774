"""Text for the index: words for ranking, pairs of characters for exactness.

A word index alone finds about nine tenths of the documents that hold a string. So every character pair is
indexed with its position, and a string is in a text exactly when its pairs stand there in a row.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

import numpy as np
import rjieba

from ipcity.base.text import fold
from ipcity.search.folding import INSIDE, Texts, folded, simple, to_cut

END = "\x02"  # stands after the last character, so that a single character is the start of a pair wherever it is
BLANK = "\x01"  # stands for a blank inside a text; pairs are kept apart by blanks


@dataclass(frozen=True, slots=True)
class Turned:
    """What the index keeps of a text. `script`: its pairs in simplified script, where that is another."""

    pairs: str
    script: str | None
    uncut: str  # folded, simplified, with blanks for punctuation


def turned(texts: list[str]) -> list[Turned]:
    """All at once: the more texts, the less each costs."""
    plain = folded(texts)
    other = simple(plain)
    differ, pairs, uncut = plain.differ(other), _pairs(plain), to_cut(other).strings()
    script = _pairs(other) if any(differ) else pairs
    return [
        Turned(one, another if differs else None, words)
        for one, another, differs, words in zip(pairs, script, differ, uncut, strict=True)
    ]


def _pairs(texts: Texts) -> list[str]:
    """`机器人` → 机器 器人 人␃, joined by blanks as the index wants them."""
    chars = np.where((texts.codes == ord(" ")) & ~texts.ends, np.uint32(ord(BLANK)), texts.codes)
    made = np.full((len(chars), 3), ord(" "), np.uint32)
    made[:, 0] = chars
    made[:-1, 1] = np.where(texts.ends[1:], np.uint32(ord(END)), chars[1:])
    text = made[~texts.ends].astype("<u4", copy=False).tobytes().decode("utf-32-le", "surrogatepass")
    ends = np.flatnonzero(texts.ends) - np.arange(texts.ends.sum())  # in characters, the ends not counted
    return [text[3 * begin : max(3 * end - 1, 0)] for begin, end in pairwise([0, *ends.tolist()])]


def cut_joined(uncut: str) -> str:
    """The words of a text whose punctuation is blank, joined by one blank or more."""
    found = rjieba.cut_for_search(uncut)
    if not any(map(uncut.__contains__, INSIDE)):
        return " ".join(found)
    return " ".join([word for word in found if word.isalnum() or word.strip(INSIDE)])


def words(text: str) -> list[str]:
    """`一种水下机器人` → 一种 水下 机器 机器人; punctuation left out."""
    return [word for word in rjieba.cut_for_search(fold(text)) if any(map(str.isalnum, word))]


def main_words(text: str) -> list[str]:
    """The text cut once, without overlap: what a query must find."""
    return [word for word in rjieba.cut(fold(text)) if any(map(str.isalnum, word))]


def pairs_of_query(text: str) -> list[str]:
    """The pairs a text must hold in a row to hold this string; empty for a single character."""
    chars = fold(text).replace(" ", BLANK)
    return [chars[at : at + 2] for at in range(len(chars) - 1)]
