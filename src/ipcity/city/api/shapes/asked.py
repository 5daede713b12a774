"""Input: bounded everywhere, no NUL, nothing unknown. Both ways of asking for a search become one `Wanted`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Annotated, Any

from pydantic import BaseModel, ConfigDict, Field, StringConstraints, ValidationInfo, model_validator

from ipcity.base.errors import BadInput
from ipcity.city.portal import engine
from ipcity.city.portal.address import LONGEST_QUERY
from ipcity.search.base import CHOICES, SORTS, Filters

NO_NUL = r"^[^\x00]*$"
MOST = 100  # rows of one answer
Text = Annotated[str, StringConstraints(min_length=1, max_length=200, pattern=NO_NUL)]
Query = Annotated[str, StringConstraints(max_length=LONGEST_QUERY, pattern=NO_NUL)]
Cursor = Annotated[str, StringConstraints(max_length=600, pattern=r"^[A-Za-z0-9_:.-]*$")]
Year = Annotated[int, Field(ge=1800, le=2200)]
Day = Annotated[
    str, StringConstraints(pattern=r"^(19[89][0-9]|20[0-9]{2})-(0[1-9]|1[0-2])-(0[1-9]|[12][0-9]|3[01])$")
]  # a schema cannot bound a date, but it can bound its digits
Limit = Annotated[int, Field(ge=0, le=MOST)]

CHOSEN = tuple(name for name in CHOICES if name not in ("year", "realm"))
Facet = StrEnum("Facet", {name.upper(): name for name in CHOSEN})  # type: ignore[misc]
AnyFacet = StrEnum("AnyFacet", {name.upper(): name for name in CHOICES})  # type: ignore[misc]
Sort = StrEnum("Sort", {name.upper(): name for name in SORTS})  # type: ignore[misc]
By = StrEnum("By", {"FAMILY": "family"})
Realm = StrEnum("Realm", {"REAL": "real", "SAMPLE": "sample"})
Line = Annotated[str, StringConstraints(pattern=rf"^({'|'.join(CHOSEN)}):[^\x00]{{1,200}}$")]


class Asked(BaseModel):
    model_config = ConfigDict(extra="forbid")

    @model_validator(mode="before")
    @classmethod
    def _with_what_is_unknown(cls, given: Any, info: ValidationInfo) -> Any:
        """The framework hands on only the names it knows; a misspelt one in an address must not pass unseen."""
        request = (info.context or {}).get("request")
        if not isinstance(given, dict) or request is None or request.method != "GET":
            return given
        return {name: request.GET[name] for name in request.GET if name not in cls.model_fields} | given


class Common(Asked):
    q: Query = Field("", description="检索式，与页面相同 / the query language of the pages")
    year_from: Year | None = Field(None, description="公开年起 / first year of publication")
    year_to: Year | None = Field(None, description="公开年止 / last year of publication")
    realm: Realm | None = Field(
        None,
        description="真实数据或样例，从不混合；不写则有真实数据取真实 / never mixed; real where there is any",
    )
    sort: Sort = Sort("relevance")
    by: By | None = Field(None, description="family：同族一行 / one line for each family")
    limit: Limit = 20
    cursor: Cursor = Field("", description="上一页的 next_cursor / next_cursor of the page before")


class Search(Common):
    """A search, with the choices of facets beside the query."""

    include: dict[Facet, Annotated[list[Text], Field(max_length=50)]] = Field(
        default={}, description="各分面选中的值 / chosen values of each facet"
    )
    exclude: dict[Facet, Annotated[list[Text], Field(max_length=50)]] = Field(
        default={}, description="各分面排除的值 / values of each facet left out"
    )
    facets: Annotated[list[AnyFacet], Field(max_length=20)] = Field(
        default=[], description="要计数的分面 / facets to count"
    )

    @property
    def wanted(self) -> Wanted:
        return wanted(self, plain(self.include), plain(self.exclude), self.facets)


class SearchLine(Common):
    """The same in an address: `include=status:granted`, as often as needed."""

    include: Annotated[list[Line], Field(max_length=50)] = Field(
        default=[], description="分面:值，可重复 / facet:value, repeatable"
    )
    exclude: Annotated[list[Line], Field(max_length=50)] = Field(
        default=[], description="分面:值，可重复 / facet:value, repeatable"
    )
    facets: Annotated[list[AnyFacet], Field(max_length=20)] = Field(
        default=[], description="要计数的分面，可重复 / facets to count, repeatable"
    )

    @property
    def wanted(self) -> Wanted:
        return wanted(self, _grouped(self.include), _grouped(self.exclude), self.facets)


@dataclass(frozen=True)
class Wanted:
    query: str
    filters: Filters
    sort: str
    limit: int
    cursor: str
    facets: tuple[str, ...]
    families: bool = False


def day(text: str, name: str) -> date:
    """Raises BadInput for what has the form of a day but is none, such as 2019-02-30."""
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise BadInput(f"“{text}”不是一个存在的日期。请核对年、月、日。", path=name) from None


def realm_or_default(realm: Realm | None) -> str:
    """Real where any real data are loaded, else the sample."""
    if realm is not None:
        return str(realm.value)
    return "sample" if {one.realm for one in engine.loaded().coverage} == {"sample"} else "real"


def plain(choices: Mapping[Any, list[str]]) -> dict[str, tuple[str, ...]]:
    return {str(name.value): tuple(values) for name, values in choices.items() if values}


def wanted(
    asked: Common,
    include: dict[str, tuple[str, ...]],
    exclude: dict[str, tuple[str, ...]],
    facets: Sequence[AnyFacet] = (),
) -> Wanted:
    filters = Filters(
        include=include, exclude=exclude, year_from=asked.year_from, year_to=asked.year_to,
        realm=realm_or_default(asked.realm),
    )  # fmt: skip
    counted = tuple(dict.fromkeys(str(one.value) for one in facets))
    return Wanted(asked.q, filters, str(asked.sort.value), asked.limit, asked.cursor, counted, bool(asked.by))


def _grouped(lines: list[str]) -> dict[str, tuple[str, ...]]:
    groups: dict[str, tuple[str, ...]] = {}
    for line in lines:
        facet, _, value = line.partition(":")
        groups[facet] = (*groups.get(facet, ()), value)
    return groups
