"""Law: what the law says, as dated data with small pure readers.

Every answer brings its rule and how far the rule is verified; the day that matters is an argument, never today.
"""

from __future__ import annotations

from ipcity.law.book import complete_to, page
from ipcity.law.documents import Stage, stage_of
from ipcity.law.numbers import ApplicationNumber, Unreadable, check_digit, is_damaged, read_application_number
from ipcity.law.status import StateAnswer, expiry_day, in_force, state_on

__all__ = [
    "ApplicationNumber",
    "Stage",
    "StateAnswer",
    "Unreadable",
    "check_digit",
    "complete_to",
    "expiry_day",
    "in_force",
    "is_damaged",
    "page",
    "read_application_number",
    "stage_of",
    "state_on",
]
