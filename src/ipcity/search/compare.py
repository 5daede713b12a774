"""Up to five records side by side: a row for each field, with what differs marked."""

from __future__ import annotations

from collections.abc import Callable, Sequence

import msgspec

from ipcity.base.errors import BadInput
from ipcity.records import Record

MOST = 5


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """`cells` in the order of the records, each a list of values. `differs`: not all are the same. `only`: of each
    cell, the values that no other record has."""

    field: str
    label: dict[str, str]
    cells: list[list[str]]
    differs: bool
    only: list[list[str]]


def compare(records: Sequence[Record]) -> list[Row]:
    """Rows in which at least one record has a value. Raises BadInput for fewer than two records or more than five."""
    if not 2 <= len(records) <= MOST:
        raise BadInput(f"选了 {len(records)} 件记录。请选 2 至 {MOST} 件再对比。")
    rows = [_row(name, label, [read(record) for record in records]) for name, label, read in _FIELDS]
    return [row for row in rows if any(row.cells)]


def _row(name: str, label: dict[str, str], cells: list[list[str]]) -> Row:
    others = [{value for j, cell in enumerate(cells) if j != i for value in cell} for i in range(len(cells))]
    only = [[value for value in cell if value not in others[i]] for i, cell in enumerate(cells)]
    differs = len({tuple(sorted(cell)) for cell in cells}) > 1
    return Row(field=name, label=label, cells=cells, differs=differs, only=only)


def _parties(*roles: str) -> Callable[[Record], list[str]]:
    return lambda record: [party.name for party in record.parties if party.role in roles]


def _date(name: str) -> Callable[[Record], list[str]]:
    return lambda record: [record.dates[name]] if record.dates.get(name) else []


_FIELDS: tuple[tuple[str, dict[str, str], Callable[[Record], list[str]]], ...] = (
    ("title", {"zh": "名称", "en": "Title"}, lambda one: list(one.title.values())),
    ("kind", {"zh": "种类", "en": "Kind"}, lambda one: [one.right_type or one.kind]),
    ("office", {"zh": "机关", "en": "Office"}, lambda one: [one.office]),
    ("numbers", {"zh": "号码", "en": "Numbers"}, lambda one: [n.value for n in one.numbers if n.type != "unnumbered"]),
    ("status", {"zh": "法律状态", "en": "Status"}, lambda one: [one.status]),
    ("holders", {"zh": "权利人", "en": "Holders"}, lambda one: [party.name for party in one.holders]),
    ("inventors", {"zh": "发明人（作者）", "en": "Inventors, authors"},
     _parties("inventor", "designer", "author", "breeder", "drafter")),
    ("agency", {"zh": "代理机构", "en": "Agency"}, _parties("agency")),
    ("filed", {"zh": "申请日", "en": "Filed"}, _date("filed")),
    ("published", {"zh": "公布日", "en": "Published"}, _date("published")),
    ("granted", {"zh": "授权日", "en": "Granted"}, _date("granted")),
    ("expires", {"zh": "届满日", "en": "Expires"}, _date("expires")),
    ("classes", {"zh": "分类", "en": "Classes"}, lambda one: [mark.symbol for mark in one.classes]),
    ("priority", {"zh": "优先权", "en": "Priority"}, lambda one: list(one.priority)),
    ("family", {"zh": "同族", "en": "Family"}, lambda one: [one.family] if one.family else []),
    ("citations", {"zh": "引用", "en": "Citations"}, lambda one: [citation.number for citation in one.citations]),
    ("abstract", {"zh": "摘要", "en": "Abstract"}, lambda one: list(one.abstract.values())),
    ("claims", {"zh": "权利要求", "en": "Claims"}, lambda one: list(one.claims)),
)  # fmt: skip
