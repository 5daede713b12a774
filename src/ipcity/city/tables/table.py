"""The data table: sort, filter, columns, density, page and export over a whole result. The address is the state.

A page declares columns and hands over all rows; sorting and filtering are done on all of them, never on the page
shown. It works without script: heads are links, the tools are a form.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from urllib.parse import urlencode

from ipcity.base.text import fold
from ipcity.city.tables.columns import SIZES, Column, Parts, State, T
from ipcity.city.tables.given import within
from ipcity.city.tables.pages import Pages, pages

CHOICES_SHOWN = 60


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
