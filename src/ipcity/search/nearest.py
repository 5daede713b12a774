"""Where a query finds nothing: what would. Corrected spelling first, then fewer words; totals stay those of the query.

`offers` lists queries that do find something; `search_or_nearest` shows the hits of the best of them, and says so.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path
from typing import Any

import msgspec

from ipcity.base.errors import BadQuery
from ipcity.base.files import read_yaml
from ipcity.base.text import fold, is_cjk
from ipcity.search.base import Filters, Instead, Result
from ipcity.search.fields import field_named, fields
from ipcity.search.local import LocalIndex
from ipcity.search.misspelt import names_like, near_name
from ipcity.search.names import without_form
from ipcity.search.pieces import Piece, joined, pieces
from ipcity.search.script import simplified
from ipcity.search.strings import parts_of

MOST_OFFERS = 4
_NONE = Filters()
_MOST_TRIED = 40  # queries asked of the index for one that found nothing
_MOST_PIECES = 8
_ASKING = Path(__file__).with_name("asking.yaml")
_MADE = {
    "spelling": {"zh": "您是不是要找", "en": "Did you mean"},
    "name": {"zh": "名称相近的权利人", "en": "Holders with a name like it"},
    "fewer": {"zh": "少用几个词", "en": "With fewer words"},
    "any": {"zh": "只含其中一部分词", "en": "With some of the words"},
}


def search_or_nearest(index: LocalIndex, query: str, filters: Filters = _NONE, **options: Any) -> Result:
    """As `index.search`. If nothing is found, `total` is 0 and `hits` are those of `instead.query`."""
    result = index.search(query, filters, **options)
    if result.total or not query.strip():
        return result
    for offer in offers(index, query, filters, most=1):
        near = index.search(offer.query, filters, **options)
        note = f"没有同时符合的记录；以下是“{offer.query}”的 {offer.total:,} 件"
        return msgspec.structs.replace(
            result, hits=near.hits, instead=offer, understood=[*result.understood, note]
        )
    return result


def did_you_mean(index: LocalIndex, query: str, filters: Filters = _NONE) -> str | None:
    """The query with a word put right, where that finds something; None where nothing near is known."""
    found = _best(index, _respelled(index, pieces(query)), filters)
    return found[0] if found else None


def offers(
    index: LocalIndex,
    query: str,
    filters: Filters = _NONE,
    most: int = MOST_OFFERS,
) -> list[Instead]:
    """Queries that find something where this one does not, the best first."""
    cut = pieces(query)
    ways = (
        ("spelling", _respelled(index, cut)),
        ("name", _named_nearly(index, cut)),
        ("fewer", _fewer(cut)),
        ("any", _any(cut)),
    )
    found: list[Instead] = []
    for made, queries in ways:
        if len(found) < most and (best := _best(index, queries, filters)):
            found.append(Instead(query=best[0], total=best[1], made=made, label=_MADE[made]))
    return found


def _best(index: LocalIndex, queries: Iterator[list[str]], filters: Filters) -> tuple[str, int] | None:
    """Of the first block in which any query finds something, the one that finds most."""
    tried = 0
    for block in queries:
        counted = []
        for query in dict.fromkeys(block):
            tried += 1
            if tried <= _MOST_TRIED and (total := _total(index, query, filters)):
                counted.append((total, query))
        if counted:
            total, query = max(counted, key=lambda one: one[0])
            return query, total
    return None


def _total(index: LocalIndex, query: str, filters: Filters) -> int:
    try:
        return index.search(query, filters, limit=1, facets=()).total
    except BadQuery:
        return 0


def _respelled(index: LocalIndex, cut: list[Piece]) -> Iterator[list[str]]:
    """Each bare word in turn replaced by words like it; then all words that stand nowhere, at once."""
    changes = {at: _put_right(index, one) for at, one in enumerate(cut)}
    texts = [one.text for one in cut]
    for at, blocks in changes.items():
        for block in blocks:
            yield [joined([*texts[:at], other, *texts[at + 1 :]]) for other in block]
    every = [
        next((block[0] for block in changes.get(at, ()) if block), text) for at, text in enumerate(texts)
    ]
    if every != texts:
        yield [joined(every)]


def _put_right(index: LocalIndex, piece: Piece) -> list[list[str]]:
    """A bare word, or the value of a field of texts: 申请人=康加集团."""
    if piece.bare:
        return _like(index, piece.text)
    name, sign, value = piece.text.partition("=")
    field = fields().get(field_named(name) or "", {})
    if not sign or field.get("type") != "text" or not value or value[0] in '"(' or value.endswith("*"):
        return []
    named = names_like(index, value) if field["fields"] == ["name"] else _like(index, value)
    return [[f"{name}={other}" for other in block] for block in named]


def _named_nearly(index: LocalIndex, cut: list[Piece]) -> Iterator[list[str]]:
    """A whole name that no holder has, given up to the part that one has."""
    texts = [one.text for one in cut]
    for at, one in enumerate(cut):
        field, _, value = one.text.rpartition("=")
        asked = one.bare or field_named(field) == "applicant"
        if asked and (near := near_name(index, value)):
            yield [joined([*texts[:at], f"申请人={near}", *texts[at + 1 :]])]


def _like(index: LocalIndex, text: str) -> list[list[str]]:
    """What may have been meant, the likeliest block first; nothing for a word that stands somewhere."""
    plain = simplified(fold(text))
    words = index.lexicon.vocabulary
    if plain.isascii():
        known = not plain.isalpha() or index.lexicon.stands(plain)
        return [] if known else [words.sounding_like(plain)[:2], words.like(plain)]
    if not all(map(is_cjk, plain)) or len(plain) > 20 or _total(index, f'"{plain}"', Filters()):
        return []
    same_sound, one_sign = names_like(index, plain)
    by_sound = [_with(plain, at, piece, words.homophones(piece)[:1]) for at, piece in words.windows(plain)]
    by_sign = [_with(plain, at, piece, words.like(piece, most=2)) for at, piece in words.windows(plain)]
    apart = [_apart(plain, at, piece, words.homophones(piece)[:1]) for at, piece in words.windows(plain)]
    return [same_sound, *by_sound, *by_sign, one_sign, *apart]


def _with(run: str, at: int, piece: str, others: list[str]) -> list[str]:
    return [run[:at] + other + run[at + len(piece) :] for other in others]


@cache
def _fillers() -> frozenset[str]:
    return frozenset(read_yaml(_ASKING)["words"])


def _apart(run: str, at: int, piece: str, others: list[str]) -> list[str]:
    """机气人臂 → 机器人 臂, where nothing holds the two side by side."""
    parts = [(run[:at], other, run[at + len(piece) :]) for other in others]
    return [joined([part for part in one if part]) for one in parts]


def _fewer(cut: list[Piece]) -> Iterator[list[str]]:
    """All but one, all but two … of the pieces."""
    if 2 <= len(cut) <= _MOST_PIECES:
        for size in range(len(cut) - 1, 0, -1):
            yield [joined([one.text for one in kept]) for kept in combinations(cut, size)]


def _any(cut: list[Piece]) -> Iterator[list[str]]:
    """Any of the words, or of the parts of the only one: ranking puts the fullest first."""
    parts = [one.text for one in cut]
    if len(parts) == 1 and cut[0].bare:
        cut_up = [part for part in parts_of(simplified(fold(parts[0]))) if part not in _fillers()]
        parts = [part for part in cut_up if without_form(part)] or parts
    if len(parts) > 1:
        yield [" OR ".join(parts[:60])]
