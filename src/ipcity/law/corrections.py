"""A correction is a new dated value with a reason, kept in the operator's own folder; nothing is ever edited or removed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import yaml

from ipcity.base.errors import BadInput
from ipcity.base.files import locked, write_whole
from ipcity.law.book import changed, own_folder, page, sources
from ipcity.law.pages import FORMS, Parameter, shaped
from ipcity.law.rules import references

Plain = int | float | str | list[dict[str, Any]] | None


@dataclass(frozen=True)
class Correction:
    """`value` begins on `begins`; `source` names a reference the book does not know yet: title, authority."""

    rule: str
    begins: date
    value: Plain
    reference: str
    reason: str
    by: str
    made_on: date
    mark: str = "MEMORY"
    article: str = ""
    source: dict[str, str] | None = None


def correct(correction: Correction) -> Path:
    """Check and keep one; later answers use it, and the history of the rule shows both. Returns the file written."""
    _check(correction)
    folder = own_folder() / "corrections"
    with locked(folder / ".lock", what="更正规则库", wait=True):
        number = len(list(folder.glob("*.yaml"))) + 1
        target = folder / f"{number:05}-{correction.made_on}.yaml"
        write_whole(
            target, yaml.safe_dump(_content(correction), allow_unicode=True, sort_keys=False).encode()
        )
    changed()
    return target


def add_page(name: str, content: Mapping[str, Any], *, reason: str, by: str, made_on: date) -> Path:
    """A new page of the operator's own: next year's calendar, a new deadline, a local policy.

    A page of the book may be replaced this way only where it has no dated values to correct; the bundled page stays
    readable beside it. A page that stands in the own folder is never overwritten.
    """
    if content.get("kind") not in ("calendar", "deadline", "policy"):
        raise BadInput("自有页面只能是 calendar、deadline 或 policy；数值规则请用更正。", path=name)
    if not re.fullmatch(r"[a-z0-9_]+(?:/[a-z0-9_]+)+", name):
        raise BadInput(f"页面名称“{name}”不合规定：只用小写字母、数字、下划线和斜线。", path=name)
    _signed(name, reason, by)
    whole = {**content, "correction": {"reason": reason, "by": by, "made_on": made_on.isoformat()}}
    try:
        shaped(whole, FORMS[whole["kind"]])
    except msgspec.ValidationError as broken:
        raise BadInput(f"页面内容不合格式：{broken}。请核对。", path=name) from None
    if missing := sorted(references(whole) - set(sources())):
        raise BadInput(
            f"出处“{'、'.join(missing)}”未收录。请使用已收录的出处，或用 memory 并说明。", path=name
        )
    target = own_folder() / "book" / f"{name}.yaml"
    if target.exists():
        raise BadInput("这一页已经存在，不能覆盖。请另起名称并写明起始日。", path=name)
    write_whole(target, yaml.safe_dump(whole, allow_unicode=True, sort_keys=False).encode())
    changed()
    return target


def _signed(name: str, reason: str, by: str) -> None:
    if not reason.strip() or not by.strip():
        raise BadInput("必须写明理由和经办人。请补上。", path=name)


def _content(one: Correction) -> dict[str, Any]:
    value = float(one.value) if isinstance(one.value, Decimal) else one.value
    content: dict[str, Any] = {
        "rule": one.rule,
        "from": one.begins,
        "value": value,
        "mark": one.mark,
        "reference": one.reference,
        "reason": one.reason,
        "by": one.by,
        "made_on": one.made_on,
    }
    if one.article:
        content["article"] = one.article
    if one.source:
        content["source"] = one.source
    return content


def _check(one: Correction) -> None:
    base = page(one.rule)
    if base.get("kind") != "parameter":
        raise BadInput("只有数值规则可以这样更正；期限规则请在自有文件夹中增加一页。", path=one.rule)
    _signed(one.rule, one.reason, one.by)
    if one.reference not in sources() and not (one.source and one.source.get("title")):
        raise BadInput(f"出处“{one.reference}”未收录。请给出出处的标题与性质。", path=one.rule)
    trial = {"value": one.value, "mark": one.mark, "reference": one.reference, "article": one.article}
    try:
        shaped({**base, "values": {one.begins: trial}}, Parameter)
    except msgspec.ValidationError as broken:
        raise BadInput(f"更正的内容不合规则的格式：{broken}。请核对数值与标记。", path=one.rule) from None
    was = {type(entry["value"]) is list for entry in base["values"].values() if entry["value"] is not None}
    if one.value is not None and was and (isinstance(one.value, list) not in was):
        raise BadInput("数值的形式与原规则不同（按档或单一数值）。请按原规则的形式填写。", path=one.rule)
