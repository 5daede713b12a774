"""What a page is told about one indicator: the number, or why there is none.

A reading never carries a value together with unmet coverage: partial data shown as a whole is worse than none.
Texts are `{zh, en}`.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Literal

Text = dict[str, str]
State = Literal["computed", "not-computable", "no-indicator"]


@dataclass(frozen=True, kw_only=True)
class TypedInput:
    """A figure that no record can give (population): typed in, with its source, and marked so (填报)."""

    label: Text
    value: Decimal
    unit: Text
    on: str
    source: str
    url: str = ""
    entered_by: str = ""
    checked_by: str = ""


@dataclass(frozen=True, kw_only=True)
class OfficialFigure:
    """What an office published, beside ours, with the difference explained."""

    on: str
    value: Decimal
    numerator: Decimal | None
    unit: Text
    source: str
    url: str
    explanation: Text


@dataclass(frozen=True, kw_only=True)
class Point:
    """A value of the same indicator on an earlier day; `snapshot_id` opens it."""

    on: date
    value: Decimal
    snapshot_id: int


@dataclass(frozen=True, kw_only=True)
class Reading:
    state: State
    code: str
    name: Text
    unit: Text
    rule_id: str = ""
    rule_version: int = 0
    rule: Text = field(default_factory=dict)
    legal_source: str = ""
    area: str = ""
    period_from: date | None = None  # of a flow; None for a stock
    on: date | None = None  # the day of a stock, the last day of a flow
    period_complete: bool = True
    value: Decimal | None = None
    numerator: int | None = None
    numerator_label: Text = field(default_factory=dict)
    denominator: Decimal | None = None
    denominator_label: Text = field(default_factory=dict)
    lake_version: int | None = None
    snapshot_id: int | None = None
    coverage: Text = field(default_factory=dict)
    reason: Text = field(default_factory=dict)  # why not computable, naming what is loaded
    quality: Text = field(default_factory=dict)  # what was left out and how many
    typed: tuple[TypedInput, ...] = ()
    official: tuple[OfficialFigure, ...] = ()
    series: tuple[Point, ...] = ()
