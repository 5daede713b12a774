"""A right as lists and drawings need it: read from a record once, small enough to keep by the ten thousand."""

from __future__ import annotations

from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from ipcity.city.portal import portrait
from ipcity.city.portal.words import REALMS, RIGHT_TYPES, place_word, status_mark, status_word
from ipcity.city.portal.written import class_symbol
from ipcity.city.tables.columns import Column
from ipcity.records.decided import shown
from ipcity.records.record import Party, Record


@dataclass(frozen=True)
class Right:
    record_id: str
    realm: str
    right_type: str
    title: str
    number: str
    holders: tuple[Party, ...]
    status: str
    status_as_of: str
    filed: str
    granted: str
    main_class: str
    kind: str = "patent"
    begun: str = ""  # the day of filing; of what is not filed for, of publication or registration

    @property
    def address(self) -> str:
        return reverse("portal:record", args=[self.record_id])

    @property
    def has_state(self) -> bool:
        """A paper is no right: unless its source says something, there is no state to be known or unknown."""
        return self.kind != "literature" or self.status not in ("", "unknown")

    @property
    def place(self) -> str:
        first = self.holders[0] if self.holders else None
        return place_word(first.area, first.zone) if first else ""


_BEGINNINGS = ("filed", "published", "granted")


def right_of(record: Record) -> Right:
    record = shown(record)
    return Right(
        record_id=record.record_id, realm=record.realm, right_type=record.right_type, title=record.name,
        number=portrait.main_number(record), holders=tuple(record.holders), status=record.status,
        status_as_of=record.status_as_of, filed=record.dates.get("filed", ""), granted=record.dates.get("granted", ""),
        main_class=next((one.symbol for one in record.classes if one.main), ""),
        kind=record.kind, begun=next((record.dates[name] for name in _BEGINNINGS if record.dates.get(name)), ""),
    )  # fmt: skip


COLUMNS: tuple[Column[Right], ...] = (
    Column("record_id", _("编号"), lambda one: one.record_id, shown=False),
    Column("title", _("名称"), lambda one: one.title, link=lambda one: one.address, head=True),
    Column("number", _("号码"), lambda one: one.number, whole=True),
    Column(
        "kind", _("种类"), lambda one: str(RIGHT_TYPES.get(one.right_type, one.right_type)), choose=True, whole=True
    ),
    Column("holder", _("权利人或申请人"), lambda one: "；".join(party.name for party in one.holders)),
    Column("place", _("地点"), lambda one: one.place, choose=True),
    Column(
        "status", _("法律状态"), lambda one: status_word(one.status) if one.has_state else "", choose=True, whole=True,
        mark=lambda one: status_mark(one.status) if one.has_state else "",
    ),
    Column("status_as_of", _("状态截至"), lambda one: one.status_as_of, shown=False, whole=True),
    Column("filed", _("申请日"), lambda one: one.filed, whole=True),
    Column("granted", _("授权公告日"), lambda one: one.granted, whole=True),
    Column("class", _("主分类"), lambda one: class_symbol(one.main_class), whole=True, shown=False),
    Column("realm", _("数据性质"), lambda one: str(REALMS.get(one.realm, one.realm)), shown=False),
    Column("address", _("地址"), lambda one: one.address, shown=False),
)  # fmt: skip
