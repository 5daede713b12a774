"""The form of a correction: a value in the shape of its rule, a day, a source, a mark and a reason."""

from __future__ import annotations

import re
from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from ipcity.city.lawbook.actions import Wanted
from ipcity.city.lawbook.asking import Form
from ipcity.city.lawbook.words import tables
from ipcity.law.book import page, sources, value_on
from ipcity.law.corrections import Plain

MARKS = ("MEMORY", "VERIFIED")
NEW = "new"
_ID = re.compile(r"[a-z0-9][a-z0-9-]{1,60}$")
_BRACKET = re.compile(r"(\d+)\s*(?:[-—－~～到至]\s*(\d+))?\s*[:：,，\s]\s*(\S+)$")


def correcting_form(given: Mapping[str, str], path: str, *, is_asked: bool) -> Form:
    form = Form(is_asked)
    form.take_day(given, "begins", needed=True)
    form.take_word(given, "mark", MARKS, "MEMORY")
    form.take_word(given, "reference", [*sources(), NEW])
    form.take_word(given, "authority", tables()["authorities"], "secondary")
    for name in ("source_id", "source_title", "article"):
        form.words[name] = given.get(name, "")[:200].strip()
    form.words["reason"] = given.get("reason", "")[:300].strip()
    form.words["ceased"] = "1" if given.get("ceased") else ""
    form.words["value"] = given["value"][:2000] if is_asked and "value" in given else as_text(_now(path))
    if is_asked:
        _check(form, path)
    return form


def wanted(form: Form, path: str) -> Wanted:
    """Of a form that is ready."""
    new = form.words["reference"] == NEW
    source = {"title": form.words["source_title"], "authority": form.words["authority"]} if new else None
    return Wanted(
        rule=path,
        begins=form.known("begins"),
        value=None if form.words["ceased"] else read_value(form.words["value"], path),
        mark=form.words["mark"],
        reference=form.words["source_id"] if new else form.words["reference"],
        article=form.words["article"],
        source=source,
    )


def _check(form: Form, path: str) -> None:
    if not form.words["reason"]:
        form.errors["reason"] = gettext("请写理由：为什么要更正，复核的人和以后的读者都要看。")
    if not form.words["reference"]:
        form.errors["reference"] = gettext("请选出处，或者选“新的出处”并写出标题。")
    if form.words["reference"] == NEW:
        if not _ID.match(form.words["source_id"]) or form.words["source_id"] in sources():
            form.errors["source_id"] = gettext(
                "代号用小写字母、数字和短横，不能与已有的出处相同，如 notice-2026-12。"
            )
        if not form.words["source_title"]:
            form.errors["source_title"] = gettext("请写出处的全名和文号。")
    if form.words["mark"] == "VERIFIED" and form.words["reference"] == "memory":
        form.errors["mark"] = gettext("没有出处的一般知识不能标为已核实。请给出出处，或标为未核实。")
    try:
        read_value(form.words["value"], path) if not form.words["ceased"] else None
    except ValueError as wrong:
        form.errors["value"] = str(wrong)


def _now(path: str) -> Any:
    """The value that holds today, else the last one that was a value."""
    values = page(path)["values"]
    entry = value_on(values, timezone.localdate()) or values[max(values)]
    found = [one["value"] for _, one in sorted(values.items()) if one["value"] is not None]
    return entry["value"] if entry["value"] is not None else found[-1]


def as_text(value: Any) -> str:
    """As it is written in the form: brackets one a line."""
    if not isinstance(value, list):
        return str(value)
    return "\n".join(f"{one['from']}-{one['to']}: {one['value']}" for one in value)


def read_value(text: str, path: str) -> Plain:
    """In the shape of the rule's other values. Raises ValueError with a sentence."""
    shape = _now(path)
    if isinstance(shape, list):
        return _brackets(text)
    if isinstance(shape, str):
        if not text.strip():
            raise ValueError(gettext("请写数值。"))
        return text.strip()
    return _number(text)


def _brackets(text: str) -> list[dict[str, Any]]:
    made: list[dict[str, Any]] = []
    for line in filter(None, (one.strip() for one in text.splitlines())):
        found = _BRACKET.match(line)
        if not found:
            raise ValueError(gettext("“%s”读不出一档。每行写一档，如 1-3: 900。") % line)
        first, last = int(found[1]), int(found[2] or found[1])
        if last < first or (made and first != made[-1]["to"] + 1):
            raise ValueError(gettext("“%s”没有接上前一档。各档要首尾相接，不重不漏。") % line)
        made.append({"from": first, "to": last, "value": _number(found[3])})
    if not made:
        raise ValueError(gettext("请写数值，每行一档，如 1-3: 900。"))
    return made


def _number(text: str) -> int | float:
    try:
        number = Decimal(text.strip().replace(",", "").replace("，", ""))
    except InvalidOperation:
        number = Decimal("NaN")
    if not number.is_finite() or number < 0 or number > 10**12:
        raise ValueError(gettext("“%s”不是可用的数。请写不带单位的数，如 900 或 67.5。") % text.strip())
    return int(number) if number == number.to_integral_value() else float(number)
