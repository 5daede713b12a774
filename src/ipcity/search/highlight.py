"""Where the words of a query stand in a text, and the piece of it worth showing."""

from __future__ import annotations

from collections.abc import Iterable

from ipcity.base.text import fold
from ipcity.search.folding import sign_by_sign
from ipcity.search.script import simplified

SNIPPET = 110  # characters: about two lines
LEAD = 24  # characters shown before the first hit


def needles_of(words: Iterable[str]) -> tuple[str, ...]:
    """What to look for: the words in simplified script, folded."""
    return tuple({needle for one in words if (needle := simplified(fold(one)))})


def spans(text: str, needles: Iterable[str]) -> list[tuple[int, int]]:
    """(start, end) of every needle, overlapping ones joined. Folding keeps the length of ordinary text."""
    wide = sign_by_sign(text)
    found: list[tuple[int, int]] = []
    for needle in needles:
        at = wide.find(needle)
        while at >= 0:
            found.append((at, at + len(needle)))
            at = wide.find(needle, at + 1)
    return _joined(sorted(found))


def snippet(text: str, needles: Iterable[str]) -> tuple[str, list[tuple[int, int]]]:
    """A piece of the text round its first hit, with its marks; of no hit, the beginning."""
    marks = spans(text, needles)
    begin = max(0, marks[0][0] - LEAD) if marks else 0
    end = min(len(text), begin + SNIPPET)
    head, tail = "…" if begin else "", "…" if end < len(text) else ""
    piece = head + text[begin:end] + tail
    shift = len(head) - begin
    inside = [
        (max(low, begin) + shift, min(high, end) + shift) for low, high in marks if high > begin and low < end
    ]
    return piece, inside


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for low, high in found:
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
