"""The register of indicators: one YAML file each. Definitions are data that a statistician can read and check."""

from __future__ import annotations

from datetime import date
from functools import cache
from pathlib import Path
from typing import Literal

import msgspec

from ipcity.base.errors import Damaged, NotFound
from ipcity.base.files import read_yaml

FOLDER = Path(__file__).with_name("registry")
Text = dict[str, str]


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How it is counted. A changed rule is a new version, and new snapshots."""

    version: int
    text: Text


class LegalSource(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`mark` VERIFIED or MEMORY: how far the source was checked."""

    text: Text
    mark: str


class Denominator(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`series` names a series of typed figures."""

    series: str
    label: Text


class Content(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What must be loaded completely: over the period, or so many years back from the day."""

    content: str
    years_back: int | None = None


class AnnouncedLate(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How long after they take effect the last events are still coming in."""

    months: int
    text: Text


class Definition(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    code: str
    id: str
    name: Text
    kind: Literal["stock_ratio", "flow"]
    measure: Literal["in_force", "granted"]
    right_type: str
    unit: Text
    decimals: int
    valid_from: date
    valid_from_mark: str
    rule: Rule
    legal_source: LegalSource
    numerator: Text
    needs: list[Content]
    denominator: Denominator | None = None
    announced_late: AnnouncedLate | None = None

    @property
    def is_flow(self) -> bool:
        return self.kind == "flow"


@cache
def _all() -> dict[str, Definition]:
    found: dict[str, Definition] = {}
    for path in sorted(FOLDER.glob("*.yaml")):
        try:
            one = msgspec.convert(read_yaml(path), Definition)
        except msgspec.ValidationError as wrong:
            raise Damaged(f"指标定义不合格式：{wrong}。请改正该文件。", path=str(path)) from None
        if one.code != path.stem:
            raise Damaged(f"指标定义的代码“{one.code}”与文件名不一致。请改正该文件。", path=str(path))
        found[one.code] = one
    return found


def definitions() -> list[Definition]:
    """In the order of their ids."""
    return sorted(_all().values(), key=lambda one: one.id)


def definition(code: str) -> Definition:
    found = _all().get(code)
    if found is None:
        known = "、".join(one.code for one in definitions())
        raise NotFound(f"没有代码为“{code}”的指标。现有指标：{known}。", path=code)
    return found
