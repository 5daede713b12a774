"""A correction is a new dated value with a reason, kept in the operator's own folder; nothing is ever edited or removed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import msgspec
import yaml

from ipcity.base.errors import BadInput
from ipcity.base.files import locked, write_whole
from ipcity.law.book import forget, own_folder, page, sources
from ipcity.law.pages import Parameter, shaped

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
    forget()
    return target


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
    if not one.reason.strip() or not one.by.strip():
        raise BadInput("更正必须写明理由和经办人。请补上。", path=one.rule)
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
