"""Facets as a page shows them: each value a link that chooses it, and one that leaves it out."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import quote_plus, urlencode

from django.urls import reverse

from ipcity.city.directory.spoken import gettext
from ipcity.city.portal import classes, organisations, places
from ipcity.city.portal.address import Asked
from ipcity.city.portal.facet_words import facet_word
from ipcity.city.portal.words import FACETS
from ipcity.records.industries import definitions
from ipcity.search.base import FacetValue

SHOWN = 8  # values before “more”
_LISTED = ("kind", "right_type", "applicant", "industry", "class", "area", "zone", "status", "office")
_ALONE = ("kind", "office")  # one value alone says nothing that the list does not show


@dataclass(frozen=True)
class Choice:
    value: str
    word: str
    count: int | None  # None: chosen before, and no longer among the values counted
    chosen: bool
    barred: bool
    choose: str
    bar: str
    page: str  # its own page, where it has one


@dataclass(frozen=True)
class Group:
    facet: str
    word: str
    choices: tuple[Choice, ...]
    more: tuple[Choice, ...]


@dataclass(frozen=True)
class YearBar:
    year: int
    count: int
    share: float  # of the tallest
    inside: bool
    address: str

    @property
    def top(self) -> float:
        """Upper edge of the bar in a drawing 56 high; a year with records is never invisible."""
        return round(min(56 - 56 * self.share, 55), 1)

    @property
    def label_y(self) -> float:
        return round(self.top + 12, 1)


@dataclass(frozen=True)
class Chip:
    word: str
    barred: bool
    drop: str


def groups(one: Asked, counted: Mapping[str, Sequence[FacetValue]]) -> list[Group]:
    built = [_group(one, facet, counted.get(facet, ())) for facet in _LISTED]
    return [group for group in built if group.choices and not _says_nothing(group)]


def _says_nothing(group: Group) -> bool:
    only = group.choices[0]
    return group.facet in _ALONE and len(group.choices) == 1 and not (only.chosen or only.barred)


def _group(one: Asked, facet: str, counted: Sequence[FacetValue]) -> Group:
    chosen = {value for name, value in one.include if name == facet}
    barred = {value for name, value in one.exclude if name == facet}
    numbers: dict[str, int | None] = {entry.value: entry.count for entry in counted if entry.value}
    for value in sorted(chosen | barred):
        numbers.setdefault(value, None)
    open_ = _Open(one)
    choices = [
        Choice(
            value, facet_word(facet, value), count, value in chosen, value in barred,
            *open_.addresses(facet, value), page_of(facet, value),
        )
        for value, count in numbers.items()
    ]  # fmt: skip
    first: list[Choice] = []
    rest: list[Choice] = []
    for at, choice in enumerate(choices):
        (first if at < SHOWN or choice.chosen or choice.barred else rest).append(choice)
    return Group(facet, str(FACETS[facet]), tuple(first), tuple(rest))


class _Open:
    """Addresses that choose a value, or leave it out. Nearly all values are neither yet: for those the parts before
    and after are written once, not a hundred times."""

    def __init__(self, one: Asked) -> None:
        self._one, parts = one, one.at_page(1).parts
        self._taken = {*one.include, *one.exclude}
        self._before = urlencode([part for part in parts if part[0] == "q" or part[0].startswith("f.")])
        self._out = urlencode([part for part in parts if part[0].startswith("x.")])
        self._after = urlencode([part for part in parts if part[0] != "q" and part[0][1:2] != "."])

    def addresses(self, facet: str, value: str) -> tuple[str, str]:
        """As `Asked.toggled` and `Asked.barred` say them."""
        if (facet, value) in self._taken:
            return self._one.toggled(facet, value).url, self._one.barred(facet, value).url
        this = f"{facet}={quote_plus(value)}"
        return (
            _joined(self._before, f"f.{this}", self._out, self._after),
            _joined(self._before, self._out, f"x.{this}", self._after),
        )


def _joined(*parts: str) -> str:
    return "/search?" + "&".join(filter(None, parts))


def page_of(facet: str, value: str) -> str:
    """The page of an organisation, an industry, a class or a place; empty where there is none."""
    match facet:
        case "applicant":
            return organisations.address_of(value)
        case "industry":
            return reverse("portal:industry", args=[value]) if value in definitions() else ""
        case "class":
            return classes.address_of(value)
        case "area":
            return places.address_of(value)
        case "zone":
            return places.address_of(None, value)
    return ""


def year_bars(one: Asked, counted: Sequence[FacetValue], *, last: int = 12) -> list[YearBar]:
    """The latest years, oldest first; a year is chosen by pressing its bar, and given up by pressing it again."""
    years = sorted((int(entry.value), entry.count) for entry in counted if entry.value.isdigit())[-last:]
    tallest = max((count for _, count in years), default=0)
    return [
        YearBar(
            year, count, count / tallest if tallest else 0.0, _inside(one, year), _year_address(one, year)
        )
        for year, count in years
    ]


def _inside(one: Asked, year: int) -> bool:
    return (one.year_from or 0) <= year <= (one.year_to or 9999)


def _year_address(one: Asked, year: int) -> str:
    alone = one.year_from == one.year_to == year
    return (one.between(None, None) if alone else one.between(year, year)).url


def chips(one: Asked) -> list[Chip]:
    """What narrows the list now, each with the address that drops it."""
    made = [
        Chip(_chip_word(facet, value), False, one.toggled(facet, value).url) for facet, value in one.include
    ]
    if one.year_from or one.year_to:
        span = f"{one.year_from or ''}—{one.year_to or ''}"
        if one.year_from == one.year_to:
            span = str(one.year_from)
        made.append(Chip(f"{FACETS['year']}{gettext('：')}{span}", False, one.between(None, None).url))
    return made + [
        Chip(_chip_word(facet, value), True, one.barred(facet, value).url) for facet, value in one.exclude
    ]


def _chip_word(facet: str, value: str) -> str:
    return f"{FACETS[facet]}{gettext('：')}{facet_word(facet, value)}"
