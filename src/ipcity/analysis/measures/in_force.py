"""Rights in force at the end of a day, held in an area.

Counting rule: granted on or before the day, and no ending effective on or before it, by the events of this version
of the data, also those announced after the day. A lapse takes effect on the day its fee was due; a restored right
counts through; a right declared wholly invalid counts on no day. The first holder's address decides the area.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ipcity.analysis.measures.measured import Measured, placed
from ipcity.analysis.rights import GrantedRight
from ipcity.law import state_on

RULE, VERSION = "in-force-by-first-holder", 1


def in_force(rights: Iterable[GrantedRight], *, area: str, on: date) -> Measured:
    return placed(rights, area, lambda right: _lives(right, on), rule=RULE, version=VERSION)


def _lives(right: GrantedRight, on: date) -> bool:
    return right.granted_on <= on and state_on(right.right_type, right.dates, right.events, on).live
