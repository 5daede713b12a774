"""Text for the index: words for ranking, pairs of characters for exactness.

A word index alone finds about nine tenths of the documents that hold a string. So every character pair is
indexed with its position, and a string is in a text exactly when its pairs stand there in a row.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from ipcity.base.later import Later
from ipcity.base.text import fold
from ipcity.search.folding import INSIDE, Texts, folded, simple, to_cut

rjieba = Later("rjieba")  # reads its dictionary when it is imported
END = "\x02"  # stands after the last character, so that a single character is the start of a pair wherever it is
BLANK = "\x01"  # stands for a blank inside a text; pairs are kept apart by blanks


@dataclass(frozen=True)
class Turned:
    """Many texts one after another, as the index takes them. `script`: those that the simplified script writes otherwise,
    in it, and which of all they are; `uncut`: each simplified, with blanks for punctuation."""

    plain: Texts
    script: Texts
    differ: npt.NDArray[np.bool_]
    uncut: list[str]


def turned(texts: list[str]) -> Turned:
    """All at once: the more texts, the less each costs."""
    plain = folded(texts)
    other = simple(plain)
    differ = np.array(plain.differ(other), bool)
    lengths = np.diff(np.flatnonzero(plain.ends), prepend=-1)
    return Turned(
        _blanks_marked(plain),
        _blanks_marked(other.without(~np.repeat(differ, lengths))),
        differ,
        to_cut(other).strings(),
    )


def _blanks_marked(texts: Texts) -> Texts:
    blank = (texts.codes == ord(" ")) & ~texts.ends
    return Texts(np.where(blank, np.uint32(ord(BLANK)), texts.codes), texts.ends)


def cut_up(uncut: str) -> list[str]:
    """The words of a text whose punctuation is blank."""
    found = " ".join(rjieba.cut_for_search(uncut)).split()
    if not any(map(uncut.__contains__, INSIDE)):
        return found
    return [word for word in found if word.isalnum() or word.strip(INSIDE)]


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
