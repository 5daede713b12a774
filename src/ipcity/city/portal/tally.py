"""How many targets stand in which state."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from ipcity.city.plan.board import Board, TargetRow

URGENT_FIRST = ("bad", "warn", "ok", "none")
GOOD_FIRST = ("ok", "warn", "bad", "none")


@dataclass(frozen=True)
class Count:
    state: str
    count: int


@dataclass(frozen=True)
class UnitTally:
    """A unit and how many tasks of the plan name it, under its name of today."""

    code: str
    now: str
    now_en: str
    former: str
    former_en: str
    verified: bool
    tasks: tuple[str, ...]


def tally(rows: Sequence[TargetRow], order: Sequence[str] = URGENT_FIRST) -> list[Count]:
    return [Count(state, sum(row.state == state for row in rows)) for state in order]


def unit_tallies(board: Board) -> list[UnitTally]:
    """Units by the number of tasks that name them, most first; a group stands for itself, not for its members."""
    tasks: dict[str, list[str]] = {}
    known: dict[str, UnitTally] = {}
    for task in board.tasks:
        for unit in task.units:
            now = unit.current
            code = now.code if now else unit.full_name
            if task.label not in tasks.setdefault(code, []):
                tasks[code].append(task.label)
            if now is None:
                known.setdefault(code, UnitTally(code, unit.full_name, "", "", "", True, ()))
            elif code not in known or (now.former and not known[code].former):
                known[code] = UnitTally(
                    code, now.now, now.now_en, now.former, now.former_en, now.verified, ()
                )
    made = [replace(known[code], tasks=tuple(labels)) for code, labels in tasks.items()]
    return sorted(made, key=lambda one: -len(one.tasks))
