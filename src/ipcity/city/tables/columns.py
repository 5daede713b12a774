"""What a page declares of a table, and what an address asks of it. The address is the state."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from django.http import QueryDict
from django.utils.functional import Promise
from django.utils.translation import gettext

from ipcity.base.text import fold
from ipcity.city.tables.given import chosen, page_number, refused, several, text

SIZES = (20, 50, 100, 200)
DEFAULT_SIZE = 50
LONGEST_FIND = 200
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
