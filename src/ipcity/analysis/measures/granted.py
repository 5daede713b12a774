"""Rights whose grant was announced in a period, both days included, held in an area.

What became of them later plays no part: a grant of the year stays one, also when the right has lapsed since.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from ipcity.analysis.measures.measured import Measured, placed
from ipcity.analysis.rights import GrantedRight

RULE, VERSION = "granted-by-first-holder", 1


def granted(rights: Iterable[GrantedRight], *, area: str, first: date, last: date) -> Measured:
    return placed(rights, area, lambda one: first <= one.granted_on <= last, rule=RULE, version=VERSION)
