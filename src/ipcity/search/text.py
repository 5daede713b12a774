"""Text for the index: words for ranking, pairs of characters for exactness.

A word index alone finds about nine tenths of the documents that hold a string. So every character pair is
indexed with its position, and a string is in a text exactly when its pairs stand there in a row.
"""

from __future__ import annotations

from operator import add

import rjieba

from ipcity.base.text import fold, is_cjk

END = "\x02"  # stands after the last character, so that a single character is the start of a pair wherever it is
BLANK = "\x01"  # stands for a blank inside a text; pairs are kept apart by blanks


def words(text: str) -> list[str]:
    """`一种水下机器人` → 一种 水下 机器 机器人; punctuation left out."""
    return words_of_folded(fold(text))


def words_of_folded(text: str) -> list[str]:
    return [word for word in rjieba.cut_for_search(text) if word.isalnum() or any(map(str.isalnum, word))]


def main_words(text: str) -> list[str]:
    """The text cut once, without overlap: what a query must find."""
    return [word for word in rjieba.cut(fold(text)) if any(map(str.isalnum, word))]


def pairs(text: str) -> list[str]:
    """`机器人` → 机器 器人 人␃."""
    return pairs_of_folded(fold(text)).split()


def pairs_of_folded(text: str) -> str:
    """The pairs of a folded text, joined by blanks as the index wants them."""
    chars = text.replace(" ", BLANK)
    return " ".join(map(add, chars, chars[1:] + END))


def pairs_of_query(text: str) -> list[str]:
    """The pairs a text must hold in a row to hold this string; empty for a single character."""
    chars = fold(text).replace(" ", BLANK)
    return [chars[at : at + 2] for at in range(len(chars) - 1)]


def wants_words(text: str) -> bool:
    return any(is_cjk(char) for char in text)
