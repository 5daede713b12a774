"""The register of units: departments, groups, districts and zones with their names, days and successors."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from typing import Any

from django.db.models import QuerySet

from ipcity.city.directory.choices import Kind as UnitKind
from ipcity.city.directory.choices import Mark
from ipcity.city.directory.models import Unit, UnitName
from ipcity.city.registers.declaration import Column, Fault, Key, Kind, Plain, Register, Row, register

JOINT = "、"
_AREA = re.compile(r"\d{6}$")
KINDS = {
    UnitKind.DEPARTMENT.value: {"zh": "市直部门", "en": "Municipal department"},
    UnitKind.CENTRAL.value: {"zh": "中央驻本市机构", "en": "Central body in the city"},
    UnitKind.GROUP.value: {"zh": "领导小组等", "en": "Leading group or the like"},
    UnitKind.DISTRICT.value: {"zh": "区市", "en": "District or county-level city"},
    UnitKind.ZONE.value: {"zh": "功能区", "en": "Functional area"},
}
MARKS = {
    Mark.VERIFIED.value: {"zh": "已核实", "en": "Verified"},
    Mark.MEMORY.value: {"zh": "未核实", "en": "Unverified"},
}


class Units:
    """A unit that merged stays in the list, with its last day and its successor."""

    def known(self, keys: Iterable[Key]) -> dict[Key, Row]:
        codes = [key[0] for key in keys]
        return {(unit.code,): _row(unit) for unit in _units().filter(code__in=codes)}

    def rows(self) -> Iterator[Row]:
        return (_row(unit) for unit in _units().order_by("pk"))

    def check(self, rows: Sequence[Row]) -> dict[int, list[Fault]]:
        successors: dict[str, str | None] = dict(Unit.objects.values_list("code", "successor__code"))
        successors |= {str(row["code"]): _words(row["successor"]) for row in rows if row["code"]}
        taken = _names_taken({str(row["code"]) for row in rows})
        found = {
            index: [*_days(row), *_successor(row, successors), *_name(row, taken)]
            for index, row in enumerate(rows)
        }
        return {index: faults for index, faults in found.items() if faults}

    def put(self, row: Row, *, actor: str) -> str:
        successor = _put_shell(str(row["successor"])) if row["successor"] else None
        fields: dict[str, Any] = {
            name: row[name] or "" for name in ("kind", "area", "name", "name_en", "mark", "successor_note")
        }
        fields |= {
            "valid_from": _as_day(row["valid_from"]),
            "valid_to": _as_day(row["valid_to"]),
            "successor": successor,
        }
        unit, _ = Unit.objects.update_or_create(code=row["code"], defaults=fields)
        names = list(dict.fromkeys([unit.name, *_split(row["aliases"])]))
        UnitName.objects.filter(unit=unit).exclude(name__in=names).delete()
        for name in names:
            days = {"valid_from": unit.valid_from, "valid_to": unit.valid_to}
            UnitName.objects.update_or_create(unit=unit, name=name, defaults=days)
        return f"unit:{unit.code}"

    def drop(self, row: Row, *, actor: str) -> str:
        Unit.objects.filter(code=row["code"]).delete()
        return f"unit:{row['code']}"

    def stands_on(self, row: Row) -> str:
        unit = Unit.objects.get(code=row["code"])
        for relation in Unit._meta.related_objects:
            if relation.related_model in (UnitName, Unit):
                continue
            count = relation.related_model._base_manager.filter(**{relation.field.name: unit}).count()
            if count:
                what = relation.related_model._meta.verbose_name
                return f"已有 {count} 处引用这个单位（{what}）。请先处理这些引用，或改填截止日期。"
        return ""


def _units() -> QuerySet[Unit]:
    return Unit.objects.select_related("successor").prefetch_related("names")


def _row(unit: Unit) -> Row:
    aliases = [one.name for one in sorted(unit.names.all(), key=lambda one: one.pk) if one.name != unit.name]
    return {
        "code": unit.code, "name": unit.name, "name_en": unit.name_en or None, "aliases": JOINT.join(aliases) or None,
        "kind": unit.kind, "area": unit.area, "valid_from": _text(unit.valid_from), "valid_to": _text(unit.valid_to),
        "successor": unit.successor.code if unit.successor else None,
        "successor_note": unit.successor_note or None, "mark": unit.mark,
    }  # fmt: skip


def _put_shell(code: str) -> Unit:
    """A successor that stands further down in the same file gets its own values when its row is reached."""
    shell = {"kind": UnitKind.DEPARTMENT, "name": code, "mark": Mark.MEMORY}
    return Unit.objects.get_or_create(code=code, defaults=shell)[0]


def _days(row: Row) -> Iterator[Fault]:
    first, last = row["valid_from"], row["valid_to"]
    if first and last and str(last) < str(first):
        yield Fault(column="valid_to", sentence=f"截止日期 {last} 早于起始日期 {first}。请核对这两个日期。")
    if row["successor"] and not last:
        yield Fault(column="valid_to", sentence="填了承接单位，就要填截止日期：职责从哪一天起由它承接。")
    if row["area"] and not _AREA.match(str(row["area"])):
        yield Fault(column="area", sentence=f"“{row['area']}”不是行政区划代码。请填六位数字，例如 371000。")


def _successor(row: Row, successors: dict[str, str | None]) -> Iterator[Fault]:
    code, seen = row["successor"], {str(row["code"])}
    if code and code not in successors:
        yield Fault(
            column="successor", sentence=f"名录和本文件里都没有代码为“{code}”的单位。请先加上它，或核对代码。"
        )
        return
    while code:
        if code in seen:
            yield Fault(column="successor", sentence="承接关系绕成了一圈。请核对承接单位的代码。")
            return
        seen.add(str(code))
        code = successors.get(str(code))


def _names_taken(besides: set[str]) -> dict[str, str]:
    rows = UnitName.objects.exclude(unit__code__in=besides).filter(unit__valid_to=None)
    return dict(rows.values_list("name", "unit__code"))


def _name(row: Row, taken: dict[str, str]) -> Iterator[Fault]:
    """One name on one day is one unit; a name of the past may be borne again."""
    for column in ("name", "aliases"):
        for name in _split(row[column]):
            if name in taken and not row["valid_to"]:
                yield Fault(
                    column=column,
                    sentence=f"“{name}”已是单位 {taken[name]} 的名称。同一天里一个名称只能属于一个单位。",
                )


def _split(names: object) -> list[str]:
    text = str(names or "").replace("，", JOINT).replace(",", JOINT).replace("；", JOINT)
    return [name for part in text.split(JOINT) if (name := "".join(part.split()))]


def _words(value: Plain) -> str | None:
    return str(value) if value else None


def _text(day: date | None) -> str | None:
    return day.isoformat() if day else None


def _as_day(text: object) -> date | None:
    return date.fromisoformat(str(text)) if text else None


UNITS = register(
    Register(
        code="units",
        title={"zh": "单位名录", "en": "Units"},
        about={"zh": "部门、区市、功能区的名称、存续日期和承接单位", "en": "Names, days and successors of departments, districts and zones"},
        key=("code",),
        shelf=Units(),
        writers=frozenset({"office", "system-admin"}),
        readers=frozenset({"mayor", "officer", "analyst", "district", "enforcement"}),
        columns=(
            Column(name="code", title={"zh": "代码", "en": "Code"}, kind=Kind.CODE, required=True, longest=60, example="market",
                   help={"zh": "一经使用不再改变；已有的代码表示修改该单位", "en": "never changes"}),
            Column(name="name", title={"zh": "名称", "en": "Name"}, required=True, longest=120, example="市市场监管局"),
            Column(name="name_en", title={"zh": "英文名称", "en": "Name in English"}, longest=160),
            Column(name="aliases", title={"zh": "又名", "en": "Other names"}, longest=1000, example="市市场监督管理局",
                   help={"zh": "文件里会出现的其他写法，用顿号分开", "en": "separated by 、"}),
            Column(name="kind", title={"zh": "类别", "en": "Kind"}, kind=Kind.CHOICE, choices=KINDS, required=True, example="市直部门"),
            Column(name="area", title={"zh": "行政区划代码", "en": "Area code"}, required=True, longest=12, example="371000"),
            Column(name="valid_from", title={"zh": "起始日期", "en": "From"}, kind=Kind.DAY, example="2019-01-01"),
            Column(name="valid_to", title={"zh": "截止日期", "en": "Until"}, kind=Kind.DAY,
                   help={"zh": "仍存续的留空", "en": "empty while it exists"}),
            Column(name="successor", title={"zh": "承接单位代码", "en": "Successor"}, kind=Kind.CODE, longest=60),
            Column(name="successor_note", title={"zh": "承接说明", "en": "Note on the succession"}, longest=300),
            Column(name="mark", title={"zh": "核实", "en": "Verified"}, kind=Kind.CHOICE, choices=MARKS, required=True, example="未核实"),
        ),
    )
)  # fmt: skip
