"""Where the words of a query stand in a text, and the piece of it worth showing."""

from __future__ import annotations

from ipcity.base.text import fold
from ipcity.search.script import simplified

SNIPPET = 110  # characters: about two lines
LEAD = 24  # characters shown before the first hit


def spans(text: str, needles: list[str]) -> list[tuple[int, int]]:
    """(start, end) of every needle, overlapping ones joined. Folding keeps the length of ordinary text."""
    wide = _half_width(text)
    found: list[tuple[int, int]] = []
    for needle in {simplified(fold(one)) for one in needles}:
        at = wide.find(needle) if needle else -1
        while at >= 0:
            found.append((at, at + len(needle)))
            at = wide.find(needle, at + 1)
    return _joined(sorted(found))


def snippet(text: str, needles: list[str]) -> tuple[str, list[tuple[int, int]]]:
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


def _half_width(text: str) -> str:
    """Character by character, so that positions stay; traditional characters as simplified ones."""
    narrow = "".join(chr(ord(char) - 0xFEE0) if "\uff01" <= char <= "\uff5e" else char for char in text)
    return simplified(narrow.lower() if len(narrow.lower()) == len(narrow) else narrow)


def _joined(found: list[tuple[int, int]]) -> list[tuple[int, int]]:
    joined: list[tuple[int, int]] = []
    for low, high in found:
        if joined and low <= joined[-1][1]:
            joined[-1] = (joined[-1][0], max(high, joined[-1][1]))
        else:
            joined.append((low, high))
    return joined
