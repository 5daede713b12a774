"""Annuities: what a granted patent owes, year by year, with the last day, the amount, the late fee and the reason.

`annuities(request)` explains one right; `quick.schedules` gives the same days and amounts for millions.
"""

from __future__ import annotations

from ipcity.law.annuities.late import Surcharge
from ipcity.law.annuities.request import Request, read_request
from ipcity.law.annuities.row import Row, Schedule
from ipcity.law.annuities.schedule import annuities

__all__ = ["Request", "Row", "Schedule", "Surcharge", "annuities", "read_request"]
