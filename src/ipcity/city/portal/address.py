"""The address of a search. Every state of the list is its address: it can be sent, kept and opened again."""

from __future__ import annotations

from dataclasses import dataclass, replace
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.translation import gettext

from ipcity.city.portal.words import RIGHT_TYPES
from ipcity.city.tables.given import chosen, number, refused, several, text
from ipcity.search.base import CHOICES, SORTS, Filters

PAGE_SIZE = 20
DEEPEST = 10_000  # beyond this a reader exports instead of paging
LONGEST_QUERY = 2_000
Choices = tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Asked:
    """What an address asks for. What belongs to no search is left alone; what cannot be read is refused."""

    query: str = ""
    include: Choices = ()
    exclude: Choices = ()
    year_from: int | None = None
    year_to: int | None = None
    realm: str = ""
    sort: str = "relevance"
    page: int = 1
    families: bool = False  # one line for each family

    @property
    def filters(self) -> Filters:
        return Filters(
            include=_grouped(self.include),
            exclude=_grouped(self.exclude),
            year_from=self.year_from,
            year_to=self.year_to,
            realm=self.realm or None,
        )

    @property
    def offset(self) -> int:
        return (self.page - 1) * PAGE_SIZE

    @property
    def filtered(self) -> bool:
        return bool(self.include or self.exclude or self.realm or self.year_from or self.year_to)

    @property
    def parts(self) -> list[tuple[str, str]]:
        """The parameters, in a fixed order, without what is the default."""
        said = [("q", self.query)]
        said += [(f"f.{facet}", value) for facet, value in self.include]
        said += [(f"x.{facet}", value) for facet, value in self.exclude]
        said += [("year_from", str(self.year_from or "")), ("year_to", str(self.year_to or ""))]
        said += [("realm", self.realm), ("sort", "" if self.sort == "relevance" else self.sort)]
        said += [("by", "family" if self.families else "")]
        said += [("page", "" if self.page == 1 else str(self.page))]
        return [(name, value) for name, value in said if value]

    @property
    def url(self) -> str:
        return "/search?" + urlencode(self.parts)

    def at_page(self, page: int) -> Asked:
        return replace(self, page=page)

    def sorted_by(self, sort: str) -> Asked:
        return replace(self, sort=sort, page=1)

    def by_family(self, families: bool) -> Asked:
        return replace(self, families=families, page=1)

    def toggled(self, facet: str, value: str) -> Asked:
        """With the value chosen, or no longer so."""
        pair = (facet, value)
        rest = tuple(one for one in self.include if one != pair)
        chosen = self.include if pair in self.include else (*self.include, pair)
        include = rest if pair in self.include else chosen
        return replace(self, include=include, exclude=_without(self.exclude, pair), page=1)

    def barred(self, facet: str, value: str) -> Asked:
        """With the value left out, or no longer so."""
        pair = (facet, value)
        exclude = _without(self.exclude, pair) if pair in self.exclude else (*self.exclude, pair)
        return replace(self, exclude=exclude, include=_without(self.include, pair), page=1)

    def between(self, first: int | None, last: int | None) -> Asked:
        return replace(self, year_from=first, year_to=last, page=1)

    def in_realm(self, realm: str) -> Asked:
        return replace(self, realm=realm, page=1)

    def rewritten(self, query: str) -> Asked:
        """Another query under the same choices."""
        return replace(self, query=query, page=1)

    def bare(self) -> Asked:
        """The query alone."""
        return replace(self, include=(), exclude=(), year_from=None, year_to=None, realm="", page=1)


def asked(given: QueryDict) -> Asked:
    first, last = _year(given, "year_from"), _year(given, "year_to")
    if first and last and first > last:
        first, last = last, first
    for name in given:
        if name[:2] in ("f.", "x.") and name[2:] not in CHOICES:
            raise refused(name, given.get(name, ""), gettext("没有这样的筛选。"))
    return Asked(
        query=text(given, "q", LONGEST_QUERY),
        include=_included(given),
        exclude=_choices(given, "x."),
        year_from=first,
        year_to=last,
        realm=chosen(given, "realm", ("real", "sample")),
        sort=chosen(given, "sort", SORTS, "relevance"),
        page=number(given, "page", 1, least=1, most=DEEPEST // PAGE_SIZE),
        families=chosen(given, "by", ("family",)) == "family",
    )


def _included(given: QueryDict) -> Choices:
    """`kind=design` is short for `f.right_type=design`."""
    short = tuple(("right_type", kind) for kind in several(given, "kind", RIGHT_TYPES))
    return tuple(dict.fromkeys(short + _choices(given, "f.")))


def _choices(given: QueryDict, mark: str) -> Choices:
    pairs = [(facet, value) for facet in CHOICES for value in given.getlist(mark + facet) if value]
    return tuple(dict.fromkeys(pairs))


def _without(choices: Choices, pair: tuple[str, str]) -> Choices:
    return tuple(one for one in choices if one != pair)


def _grouped(choices: Choices) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for facet, value in choices:
        groups[facet] = (*groups.get(facet, ()), value)
    return groups


def _year(given: QueryDict, name: str) -> int | None:
    return number(given, name, 0, least=1000, most=9999) or None


def hidden_parts(one: Asked, *, but: tuple[str, ...]) -> list[tuple[str, str]]:
    """What a form carries along unseen."""
    return [(name, value) for name, value in one.parts if name not in but and name != "page"]
