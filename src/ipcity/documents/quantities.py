"""Figures with a unit of measure, and which of them the document demands."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import cache

from ipcity.documents.folding import trimmed
from ipcity.documents.layout import Layout
from ipcity.documents.parts import Clause, Number, Unread
from ipcity.documents.patterns import compiled, one_of, patterns, reason

_PHRASE_ENDS = ",;。:()\n“”"
_PHRASE_LONGEST = 200  # characters to either side; more is no phrase but a damaged file
_NEAR = 6  # a comparator stands within so many characters in front of its figure


@dataclass(frozen=True)
class Figure:
    """A figure with its phrase, and the words between it and the figure before."""

    start: int
    end: int
    value: str
    unit: str
    phrase_start: int
    phrase_end: int
    before: str
    after: str


def demands_in(layout: Layout, clause: Clause) -> tuple[list[Number], list[Unread]]:
    """(targets, figures that are none) of the clause's own stretch, in order."""
    targets, others = [], []
    for figure in figures_in(layout, clause.start, clause.end):
        code = _no_demand(layout, figure)
        if code:
            text = layout.text[figure.start : figure.end]
            others.append(
                Unread(text=text, start=figure.start, end=figure.end, code=code, reason=reason(code))
            )
        else:
            targets.append(_number(layout, figure))
    return targets, others


def figures_in(layout: Layout, start: int, end: int) -> Iterator[Figure]:
    last_end = start
    for found in _figure().finditer(layout.half, start, end):
        phrase_start, phrase_end = _phrase(layout.half, found.start(), found.end(), start, end)
        after = layout.half[found.end() : phrase_end]
        yield Figure(
            found.start(), found.end(), _value(found), found["unit"] or found["counted"], phrase_start, phrase_end,
            layout.half[max(phrase_start, last_end) : found.start()], after,
        )  # fmt: skip
        last_end = found.end()


@cache
def _figure() -> re.Pattern[str]:
    known = patterns("targets")
    value = r"(?<![\d.第+])(?P<value>\d{1,3}(?:,\d{3})+(?:\.\d{1,6})?|\d{1,15}(?:\.\d{1,6})?)[ ]?"
    units, factors = one_of(list(known["units"])), one_of(list(known["multipliers"]))
    return compiled(rf"{value}(?:(?P<unit>{units})|(?P<factor>{factors})余?(?P<counted>{units}))")


def _value(found: re.Match[str]) -> str:
    value = Decimal(found["value"].replace(",", ""))
    if found["factor"]:
        value *= patterns("targets")["multipliers"][found["factor"]]
    plain = format(value, "f")
    return plain.rstrip("0").rstrip(".") if "." in plain else plain


def _phrase(half: str, start: int, end: int, first: int, last: int) -> tuple[int, int]:
    first, last = max(first, start - _PHRASE_LONGEST), min(last, end + _PHRASE_LONGEST)
    while start > first and half[start - 1] not in _PHRASE_ENDS:
        start -= 1
    while end < last and half[end] not in _PHRASE_ENDS:
        end += 1
    return trimmed(half, start, end)


def _no_demand(layout: Layout, figure: Figure) -> str:
    """ "" when the figure is demanded, else the code of the reason why it is not."""
    known = patterns("targets")
    lead = layout.half[figure.phrase_start : figure.start]
    near = layout.half[max(0, figure.start - _PHRASE_LONGEST) : figure.start]
    sentence = near.rpartition("。")[2].rpartition("\n")[2]
    if any(word in sentence for word in known["past"]):
        return "past"
    explicit = _comparator(figure) is not None
    aims = any(word in figure.before for word in known["aims"])
    listed = any(word in lead for word in known["lists"])
    return "" if explicit or aims or listed else "figure"


def _comparator(figure: Figure) -> str | None:
    known = patterns("targets")["comparators"]
    for one in known["after"]:
        if figure.after.lstrip(" ").startswith(tuple(one["words"])):
            return str(one["comparator"])
    near = figure.before[-_NEAR:]
    for one in known["before"]:
        if any(word in near for word in one["words"]):
            return str(one["comparator"])
    return None


def _number(layout: Layout, figure: Figure) -> Number:
    known = patterns("targets")
    phrase = layout.half[figure.phrase_start : figure.phrase_end]
    lead = layout.half[figure.phrase_start : figure.start]
    ceiling = known["ceiling"]
    at_ceiling = (figure.unit, figure.value) == (ceiling["unit"], ceiling["value"])
    hedges = [word for word in known["hedges"] if word in lead]
    hedges += [word for word in known["hedges_after"] if figure.after.startswith(word)]
    fitting = (
        one["aggregation"] for one in known["aggregations"] if any(word in phrase for word in one["words"])
    )
    return Number(
        text=layout.text[figure.start : figure.end], start=figure.start, end=figure.end,
        value=figure.value, unit=figure.unit,
        comparator=_comparator(figure) or (ceiling["comparator"] if at_ceiling else known["plain"]),
        hedge=hedges[0] if hedges else "",
        aggregation=next(fitting, known["aggregation_plain"]["aggregation"]),
        name=_name(figure, lead),
        phrase=layout.text[figure.phrase_start : figure.phrase_end],
        phrase_start=figure.phrase_start, phrase_end=figure.phrase_end,
    )  # fmt: skip


def _name(figure: Figure, lead: str) -> str:
    """What is counted: the words in front of 达到 12 件, or those behind 10 家 in a list, with its verb."""
    known = patterns("targets")
    if any(word in figure.before for word in known["aims"]) or (
        _comparator(figure) and len(figure.before) > _NEAR
    ):
        name = _without(figure.before)
        if name:
            return name
    verb = next((word for word in known["lists"] if word in lead), "")
    behind = compiled(rf"(?:{one_of(_after_words())})?(?P<name>[^、]*?)(?=和\d|、|$)").match(
        figure.after.strip()
    )
    return verb + (behind["name"] if behind else "") or _without(figure.before)


def _after_words() -> list[str]:
    return [word for one in patterns("targets")["comparators"]["after"] for word in one["words"]]


def _without(words: str) -> str:
    known = patterns("targets")
    fronts = [word for one in known["comparators"]["before"] for word in one["words"]]
    words = words.strip(" 、和")
    for _ in range(4):
        for ending in [*known["name_drops_end"], *fronts, *known["hedges"]]:
            words = words.removesuffix(ending)
        for beginning in known["name_without"]:
            words = words.removeprefix(beginning)
    return words.strip()
