"""A register as a data table: its declared columns, with words for choices; long ones are hidden until asked for."""

from __future__ import annotations

from collections.abc import Callable

from django.utils.translation import gettext

from ipcity.city.directory.spoken import said
from ipcity.city.registers.declaration import Column, Kind, Plain, Register, Row
from ipcity.city.tables.columns import Column as Shown

AT_FIRST = 8  # columns that stand on a page before its reader chooses
_WHOLE = frozenset({Kind.CODE, Kind.DAY, Kind.WHOLE, Kind.DECIMAL})
_FIGURES = frozenset({Kind.WHOLE, Kind.DECIMAL})
_CHOSEN = frozenset({Kind.CHOICE, Kind.YES_NO})


def columns_of(register: Register) -> tuple[Shown[Row], ...]:
    """The name of a row is its head: the first plain text, else the first column."""
    texts = [one.name for one in register.columns if one.kind == Kind.TEXT and one.required]
    head = texts[0] if texts else register.columns[0].name
    native = [one.name for one in register.columns if not one.name.endswith("_en")][:AT_FIRST]
    return tuple(_column(one, head=one.name == head, shown=one.name in native) for one in register.columns)


def _column(one: Column, *, head: bool, shown: bool) -> Shown[Row]:
    return Shown(
        one.name, said(one.title), _text(one), sort=_figure(one.name) if one.kind in _FIGURES else None, head=head,
        shown=shown, choose=one.kind in _CHOSEN, whole=one.kind in _WHOLE or one.kind in _CHOSEN,
        figure=one.kind in _FIGURES,
    )  # fmt: skip


def _text(column: Column) -> Callable[[Row], str]:
    return lambda row: _shown(column, row[column.name])


def _shown(column: Column, value: Plain) -> str:
    """A choice by its word, yes and no by theirs; the rest as it is."""
    if isinstance(value, bool):
        return gettext("是") if value else gettext("否")
    if column.kind == Kind.CHOICE and column.choices and value in column.choices:
        return said(column.choices[str(value)])
    return "" if value is None else str(value)


def _figure(name: str) -> Callable[[Row], float | None]:
    return lambda row: None if row[name] in (None, "") else float(str(row[name]))
