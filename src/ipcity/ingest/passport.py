"""A source's passport (`source.yaml`): publisher, terms of use, rank, what its columns are called, what it covers."""

from __future__ import annotations

from pathlib import Path

import msgspec

from ipcity.base.errors import Damaged
from ipcity.base.files import read_yaml

Text = dict[str, str]


class Terms(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`export` is false where the terms are unknown: internal use only, left out of public export."""

    name: Text
    export: bool


class Layout(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`columns`: header as written → field of a flat row; null for columns that say nothing. `needs`: headers by which
    the layout is known (all of them, if neither these nor `fields` are said). `fields`: what the columns must give, under
    whatever header. `unless`: words that stand in no header of this layout. `empty`: cells that say nothing."""

    id: str
    columns: dict[str, str | None]
    needs: list[str] = []
    fields: list[str] = []
    unless: list[str] = []
    empty: list[str] = []


class Speaks(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """Coverage that a load of this source declares. `days`: `seen`, or fixed `from` and `to`."""

    content: str
    right_types: list[str]
    area: str
    complete: bool
    label: Text
    kind: str | None = None  # of the passport if not said
    stage: str | None = None  # only documents of this stage prove it
    from_: str | None = msgspec.field(default=None, name="from")
    to: str | None = None


class Passport(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`kind` and `office` are those of rows that do not say; office `*`: the numbers say (US8926509B2). `undated`: documents may stand without their day.
    `unnumbered`: rows may have no number and are known by title and holder. `fragments`: rows only add facts to
    records (citations, numbers) and may have no title."""

    name: str
    title: Text
    publisher: Text
    terms: Terms
    realm: str
    rank: int
    office: str
    kind: str
    coverage: list[Speaks]
    layouts: list[Layout] = []
    undated: bool = False
    unnumbered: bool = False
    fragments: bool = False


def read_passport(path: Path) -> Passport:
    try:
        return msgspec.convert(read_yaml(path), Passport)
    except msgspec.ValidationError as wrong:
        raise Damaged(f"来源说明书不合格式：{wrong}", path=str(path)) from None
