"""Records like a record or a text, and why: words that both hold, classes, citations, nearness of the whole text.

Two lists are joined: by shared words (BM25 over the rarest words of the text), and by vectors where they were built.
"""

from __future__ import annotations

from collections import Counter, defaultdict

import msgspec

from ipcity.base.text import fold
from ipcity.lake.view import View
from ipcity.postings import Boost, Term, any_of
from ipcity.records import Record
from ipcity.search.forms import cited_as, forms_of_record, plain_number
from ipcity.search.local import LocalIndex
from ipcity.search.nearby import Nearby, text_of
from ipcity.search.script import simplified
from ipcity.search.symbols import symbol_above
from ipcity.search.text import words

MOST_WORDS = 30  # of a text, that are asked for
_SHOWN_WORDS = 8
_LOOKED_AT = 60  # of each list
_RANK = 20.0  # how slowly the weight of a place in a list falls
_SAME_CLASS, _CITED = 0.01, 0.02


class Reasons(msgspec.Struct, frozen=True, kw_only=True):
    """`words` the rarest first; `classes` in common, as fine as they agree; `nearness` of the vectors, from 0 to 1."""

    words: list[str]
    classes: list[str]
    cites: bool  # one of the two cites the other
    same_holder: list[str]
    nearness: float | None


class Similar(msgspec.Struct, frozen=True, kw_only=True):
    record_id: str
    title: str
    number: str
    score: float
    reasons: Reasons


def similar_to_text(
    index: LocalIndex, view: View, nearby: Nearby | None, text: str, limit: int = 10
) -> list[Similar]:
    """Prior art for a paragraph, the nearest first. Without `nearby`, by shared words alone."""
    asked = Record(record_id="", kind="", right_type="", office="", title={"zh": text.strip()})
    return _similar(index, view, nearby, asked, limit)


def similar_to_record(
    index: LocalIndex, view: View, nearby: Nearby | None, record: Record, limit: int = 10
) -> list[Similar]:
    """The record itself and the others of its family are left out."""
    return _similar(index, view, nearby, record, limit)


def _similar(
    index: LocalIndex, view: View, nearby: Nearby | None, asked: Record, limit: int
) -> list[Similar]:
    text = text_of(asked)
    terms = _rarest(index, text)
    lists = [by_words(index, terms)]
    near = dict(nearby.nearest(text, _LOOKED_AT)) if nearby else {}
    lists.append(list(near))
    score: dict[str, float] = defaultdict(float)
    for found in lists:
        for place, record_id in enumerate(found):
            score[record_id] += 1 / (_RANK + place)
    score.pop(asked.record_id, None)
    made = [
        _explained(asked, other, score[other.record_id], terms, near.get(other.record_id))
        for other in view.by_ids(list(score))
        if not (asked.family and other.family == asked.family)
    ]
    return sorted(made, key=lambda one: (-one.score, one.record_id))[:limit]


def _rarest(index: LocalIndex, text: str) -> dict[str, float]:
    """Words of the text with their weight: often here, rare elsewhere, the heaviest first."""
    counted = Counter(word for word in words(simplified(fold(text))) if len(word) > 1 and not word.isdigit())
    weighed = {word: count**0.5 * index.rarity(word) for word, count in counted.items()}
    return dict(sorted(weighed.items(), key=lambda one: (-one[1], one[0]))[:MOST_WORDS])


def by_words(index: LocalIndex, terms: dict[str, float]) -> list[str]:
    """Ids by BM25 over title and abstract, each word as heavy as it is in the text asked."""
    parts = [
        Boost(Term(field, word), weight * by)
        for word, weight in terms.items()
        if weight > 0
        for field, by in (("title_words", 2.0), ("text_words", 1.0))
    ]
    return index.best(any_of(parts), _LOOKED_AT)


def _explained(
    asked: Record, other: Record, score: float, terms: dict[str, float], near: float | None
) -> Similar:
    there = set(words(simplified(fold(text_of(other)))))
    reasons = Reasons(
        words=[word for word in terms if word in there][:_SHOWN_WORDS],
        classes=_common_classes(asked, other),
        cites=_cite(asked, other) or _cite(other, asked),
        same_holder=sorted(
            {one.name_norm for one in asked.holders} & {one.name_norm for one in other.holders}
        ),
        nearness=None if near is None else round(near, 3),
    )
    score += _SAME_CLASS * bool(reasons.classes) + _CITED * reasons.cites
    return Similar(
        record_id=other.record_id,
        title=other.name,
        number=cited_as(other),
        score=round(score, 4),
        reasons=reasons,
    )


def _common_classes(one: Record, other: Record) -> list[str]:
    """The finest symbol that two marks share, of a subclass at least: B29C53, but not B."""
    shared: set[str] = set()
    there = [set(symbol_above(mark.scheme, mark.symbol)) for mark in other.classes]
    for mark in one.classes:
        for steps in there:
            common = [symbol for symbol in symbol_above(mark.scheme, mark.symbol) if symbol in steps]
            shared |= {common[-1]} if common and len(common[-1]) >= 4 else set()
    return sorted(
        one for one in shared if not any(other != one and other.startswith(one) for other in shared)
    )


def _cite(one: Record, other: Record) -> bool:
    known = set(forms_of_record(other.numbers))
    return any(plain_number(citation.number) in known for citation in one.citations)
