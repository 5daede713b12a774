"""What the plan's pages are given. Plain values; a page neither counts nor looks anything up."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal

from ipcity.city.directory.queries import CurrentName
from ipcity.city.indicators.reading import Reading
from ipcity.city.plan.models import GroupMember, Plan
from ipcity.city.plan.standing import Standing, Text


@dataclass(frozen=True, kw_only=True)
class UnitRow:
    """A unit of a task: `written` as the plan has it, `full_name` with the inherited 市.

    `current` is None for a unit that the directory does not know; `members` of a group are its units.
    """

    written: str
    full_name: str
    code: str
    role: str
    role_text: Text
    current: CurrentName | None
    members: tuple[CurrentName, ...] = ()
    start: int = 0
    end: int = 0


@dataclass(frozen=True, kw_only=True)
class TaskRow:
    """`label` is 1 … 21 or G1 … G3; `text` the plan's words without the list of units."""

    kind: str
    num: int
    label: str
    title: str
    text: str
    clause: str
    units: tuple[UnitRow, ...]


@dataclass(frozen=True, kw_only=True)
class TargetRow:
    """A target beside its indicator. `standing` is None where there is no value to judge.

    `phrase` are the plan's own words at `start`..`end`; `beside` are readings that help to judge.
    """

    code: str
    name: str
    clause: str
    clause_title: str
    clause_order: int
    comparator: str
    value: Decimal
    unit: str
    unit_text: Text
    hedge: str
    aggregation: str
    aggregation_text: Text
    phrase: str
    start: int
    end: int
    department: CurrentName | None
    reading: Reading
    standing: Standing | None
    beside: tuple[Reading, ...] = ()
    components: tuple[dict[str, str | int], ...] = ()

    @property
    def state(self) -> str:
        """ok, warn, bad or none."""
        return self.standing.state if self.standing else "none"


@dataclass(frozen=True, kw_only=True)
class Section:
    """A clause with what hangs on it; `label` is its place, such as 二（一）4."""

    order: int
    number: str
    label: str
    level: int
    title: str
    text: str
    task: TaskRow | None = None
    targets: tuple[TargetRow, ...] = ()
    children: tuple[Section, ...] = ()

    def walk(self) -> Iterator[Section]:
        yield self
        for child in self.children:
            yield from child.walk()


@dataclass(frozen=True, kw_only=True)
class Board:
    """`counts` are targets by state: ok, warn, bad, none."""

    plan: Plan
    as_of: date
    sections: tuple[Section, ...]
    tasks: tuple[TaskRow, ...]
    guarantees: tuple[TaskRow, ...]
    targets: tuple[TargetRow, ...]
    counts: dict[str, int]
    members: tuple[GroupMember, ...]
    elapsed_months: int = 0
    whole_months: int = 0
    rule: str = "R-03"
    rule_text: Text = field(default_factory=dict)
