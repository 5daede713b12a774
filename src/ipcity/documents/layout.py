"""Where head, body and annex of a paper lie. What follows the paper on its page (codes, links) is cut off."""

from __future__ import annotations

from dataclasses import dataclass

from ipcity.documents.folding import half_width, trimmed
from ipcity.documents.patterns import compiled, one_of, patterns

SENTENCE_SHORTEST = 10  # a lead-in ends with a full stop …
ANNOUNCING_SHORTEST = 40  # … or with a colon; shorter lines with a colon name the addressees


@dataclass(frozen=True)
class Line:
    start: int
    end: int  # without the line end
    next: int


@dataclass(frozen=True)
class Layout:
    """head = 0..body_start, body = body_start..body_end, annex = annex_start..paper_end; `text` as given."""

    text: str
    half: str
    body_start: int
    body_end: int
    annex_start: int
    paper_end: int


def lines_of(text: str, start: int, end: int) -> list[Line]:
    """The lines between two places, without white space at their ends; empty ones are left out."""
    lines, at = [], start
    while at < end:
        stop = text.find("\n", at, end)
        after = end if stop < 0 else stop + 1
        first, last = trimmed(text, at, after)
        if first < last:
            lines.append(Line(first, last, after))
        at = after
    return lines


def lay_out(text: str) -> Layout:
    half = half_width(text)
    paper_end = _paper_end(half)
    body_start = _body_start(half, paper_end)
    body_end, annex_start = _back_matter(half, body_start, paper_end)
    return Layout(text, half, body_start, body_end, annex_start, paper_end)


def _paper_end(half: str) -> int:
    found = compiled(one_of(patterns("header")["cut_at"])).search(half)
    return found.start() if found else len(half)


def _body_start(half: str, paper_end: int) -> int:
    """The body begins with the first clause, or with the paragraphs that stand right before it."""
    lines = lines_of(half, 0, paper_end)
    first = compiled(r"\s*" + patterns("levels")["levels"][0]["pattern"])
    heading = next((at for at, line in enumerate(lines) if first.match(half, line.start, line.end)), None)
    if heading is None:
        return _first_paragraph(half, lines, paper_end)
    at = heading
    while at > 0 and _is_paragraph(half, lines[at - 1]):
        at -= 1
    return lines[at].start


def _first_paragraph(half: str, lines: list[Line], paper_end: int) -> int:
    """For papers without chapters: the first line that is long enough and holds a sentence."""
    long = (line for line in lines if line.end - line.start >= ANNOUNCING_SHORTEST)
    return next((line.start for line in long if "。" in half[line.start : line.end]), paper_end)


def _is_paragraph(half: str, line: Line) -> bool:
    shortest = {"。": SENTENCE_SHORTEST, ":": ANNOUNCING_SHORTEST}.get(half[line.end - 1])
    return shortest is not None and line.end - line.start >= shortest


def _back_matter(half: str, body_start: int, paper_end: int) -> tuple[int, int]:
    """(end of the body, begin of the annex). `附件:名单` after the body names the annex, `附件` alone begins it."""
    known = patterns("header")["attachment"]
    names, begins = compiled(known["list"]), compiled(known["start"])
    body_end = annex_start = paper_end
    for line in lines_of(half, body_start, paper_end):
        if begins.fullmatch(half, line.start, line.end):
            return min(body_end, line.start), line.start
        if names.match(half, line.start, line.end):
            body_end = min(body_end, line.start)
    return body_end, annex_start
