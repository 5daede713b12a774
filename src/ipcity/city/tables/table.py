"""The data table: sort, filter, columns, density, page and export over a whole result. The address is the state.

A page declares columns and hands over all rows; sorting and filtering are done on all of them, never on the page
shown. It works without script: heads are links, the tools are a form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import Generic, TypeVar
from urllib.parse import urlencode

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext

from ipcity.base.text import fold
from ipcity.city.directory.given import chosen, page_number, refused, several, text, within
from ipcity.city.tables.pages import Pages, pages

SIZES = (20, 50, 100, 200)
DEFAULT_SIZE = 50
LONGEST_FIND = 200
CHOICES_SHOWN = 60
T = TypeVar("T")
Word = str | Promise
Parts = list[tuple[str, str]]


@dataclass(frozen=True)
class Column(Generic[T]):
    """`text` is what a cell says and how it is found; `sort` orders where the text would not (figures)."""

    name: str
    title: Word
    text: Callable[[T], str]
    sort: Callable[[T], object] | None = None
    link: Callable[[T], str] | None = None
    mark: Callable[[T], str] | None = None  # the shape of a status
    choose: bool = False  # may be narrowed to one of its values
    shown: bool = True  # unless the reader says otherwise
    head: bool = False  # names the row; cannot be hidden
    figure: bool = False
    whole: bool = False  # never broken over lines

    def order(self, row: T) -> tuple[bool, object]:
        """What is absent comes last, whichever way one sorts: see `_sorted`."""
        value = self.sort(row) if self.sort else fold(self.text(row))
        return value in ("", None), value


@dataclass(frozen=True)
class State:
    """What an address asks of a table. What cannot be read is refused."""

    sort: str = ""
    down: bool = False
    find: str = ""
    chosen: tuple[tuple[str, str], ...] = ()
    columns: tuple[str, ...] = ()  # empty: as declared
    dense: bool = False
    size: int = DEFAULT_SIZE
    page: int = 1

    @property
    def parts(self) -> Parts:
        said = [("sort", f"-{self.sort}" if self.down else self.sort), ("find", self.find)]
        said += [(f"is.{name}", value) for name, value in self.chosen]
        said += [("cols", name) for name in self.columns]
        said += [("dense", "1" if self.dense else ""), ("rows", _unless(self.size, DEFAULT_SIZE))]
        said += [("page", _unless(self.page, 1))]
        return [(name, value) for name, value in said if value]


def _unless(number: int, usual: int) -> str:
    return "" if number == usual else str(number)


def state_of(given: QueryDict, columns: Sequence[Column[T]]) -> State:
    known = {column.name: column for column in columns}
    sort = chosen(given, "sort", [*known, *(f"-{name}" for name in known)])
    wanted = several(given, "cols", known)
    narrowed = [name for name, column in known.items() if column.choose]
    for name in given:
        if name.startswith("is.") and name[3:] not in narrowed:
            raise refused(name, given.get(name, ""), gettext("这张表不能这样筛选。"))
    return State(
        sort=sort.removeprefix("-"),
        down=sort.startswith("-"),
        find=text(given, "find", LONGEST_FIND),
        chosen=tuple((name, value) for name in narrowed if (value := given.get(f"is.{name}", ""))),
        columns=tuple(name for name in known if name in wanted),
        dense=chosen(given, "dense", ("1",)) == "1",
        size=int(chosen(given, "rows", [str(size) for size in SIZES], str(DEFAULT_SIZE))),
        page=page_number(given),
    )


@dataclass(frozen=True)
class Cell:
    text: str
    title: str
    link: str = ""
    mark: str = ""
    kind: str = ""  # head, figure, whole or nothing


@dataclass(frozen=True)
class Head:
    name: str
    title: str
    address: str  # sorts by it; a second press turns round
    direction: str  # ascending, descending or empty
    figure: bool


@dataclass(frozen=True)
class Choice:
    name: str
    title: str
    value: str
    options: tuple[tuple[str, int], ...]


@dataclass(frozen=True)
class Table:
    name: str
    heads: tuple[Head, ...]
    rows: tuple[tuple[Cell, ...], ...]
    first: int  # of the rows shown, counted from 0
    total: int
    found: int
    state: State
    choices: tuple[Choice, ...]
    columns: tuple[tuple[str, str, bool, bool], ...]  # name, title, shown, fixed
    pages: Pages | None
    csv: str
    xlsx: str
    plain: str  # without filters
    dense: str  # the other density
    carried: tuple[tuple[str, str], ...]
    sizes: tuple[int, ...] = SIZES

    @property
    def narrowed(self) -> bool:
        return bool(self.state.find or self.state.chosen)


def selected(rows: Sequence[T], columns: Sequence[Column[T]], state: State) -> list[T]:
    """All rows that the address asks for, in its order: what an export writes."""
    return _sorted(_narrowed(rows, columns, state), columns, state)


def table(
    name: str,
    rows: Sequence[T],
    columns: Sequence[Column[T]],
    state: State,
    *,
    path: str,
    carried: Parts | None = None,
) -> Table:
    """The page of a table. `carried` are parameters of the page that are not the table's own."""
    found = selected(rows, columns, state)
    last = max(-(-len(found) // state.size), 1)
    within(state.page, last)
    shown = [column for column in columns if _is_shown(column, state)]
    first = (state.page - 1) * state.size

    def address(one: State, *more: tuple[str, str]) -> str:
        said = urlencode([*(carried or []), *one.parts, *more])
        return f"{path}?{said}#{name}" if said else f"{path}#{name}"

    start = replace(state, page=1)
    return Table(
        name=name,
        heads=tuple(_head(column, start, address) for column in shown),
        rows=tuple(tuple(_cell(column, row) for column in shown) for row in found[first : first + state.size]),
        first=first, total=len(rows), found=len(found), state=state,
        choices=tuple(_choice(column, rows, columns, state) for column in columns if column.choose),
        columns=tuple((c.name, str(c.title), _is_shown(c, state), c.head) for c in columns),
        pages=pages(state.page, last, lambda number: address(replace(state, page=number))),
        csv=address(start, ("format", "csv")).split("#")[0], xlsx=address(start, ("format", "xlsx")).split("#")[0],
        plain=address(replace(start, find="", chosen=())), dense=address(replace(state, dense=not state.dense)),
        carried=tuple(carried or ()),
    )  # fmt: skip


def _is_shown(column: Column[T], state: State) -> bool:
    return column.head or (column.name in state.columns if state.columns else column.shown)


def _narrowed(rows: Sequence[T], columns: Sequence[Column[T]], state: State) -> Sequence[T]:
    known = {column.name: column for column in columns}
    for name, value in state.chosen:
        rows = [row for row in rows if known[name].text(row) == value]
    if not state.find:
        return rows
    wanted = fold(state.find)
    return [row for row in rows if any(wanted in fold(column.text(row)) for column in columns)]


def _sorted(rows: Sequence[T], columns: Sequence[Column[T]], state: State) -> list[T]:
    column = next((one for one in columns if one.name == state.sort), None)
    if column is None:
        return list(rows)
    keyed = [(column.order(row), row) for row in rows]
    there = [pair for pair in keyed if not pair[0][0]]
    there.sort(key=lambda pair: pair[0][1], reverse=state.down)  # type: ignore[arg-type, return-value]  # one column, one type
    return [row for _, row in there] + [row for key, row in keyed if key[0]]


def _head(column: Column[T], start: State, address: Callable[[State], str]) -> Head:
    mine = start.sort == column.name
    down = not start.down if mine else False
    direction = ("descending" if start.down else "ascending") if mine else ""
    turned = replace(start, sort=column.name, down=down)
    return Head(column.name, str(column.title), address(turned), direction, column.figure)


def _cell(column: Column[T], row: T) -> Cell:
    kind = "head" if column.head else "figure" if column.figure else "whole" if column.whole else ""
    return Cell(
        column.text(row), str(column.title), column.link(row) if column.link else "",
        column.mark(row) if column.mark else "", kind,
    )  # fmt: skip


def _choice(column: Column[T], rows: Sequence[T], columns: Sequence[Column[T]], state: State) -> Choice:
    """Counted before the column's own choice, as everywhere."""
    chosen = dict(state.chosen).get(column.name, "")
    others = replace(state, chosen=tuple(pair for pair in state.chosen if pair[0] != column.name))
    counted = Counter(column.text(row) for row in _narrowed(rows, columns, others))
    options = [(value, count) for value, count in counted.most_common(CHOICES_SHOWN) if value]
    if chosen and chosen not in dict(options):
        options.append((chosen, counted[chosen]))
    return Choice(column.name, str(column.title), chosen, tuple(options))
