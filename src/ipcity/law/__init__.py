"""Law: what the law says, as dated data with small pure readers.

Every answer brings its rule, its version and how far it is verified; the day that matters is an argument, never today.
Schedules of annuities are in `annuities`, the list of rules in `rules`. What the operator adds or corrects lies in the data folder and is laid over the book; nothing is edited.
"""

from __future__ import annotations

from ipcity.law.answers import Amount, Due, Figure, Money, Said, Verdict
from ipcity.law.book import complete_to, page, refresh, version
from ipcity.law.corrections import Correction, add_page, correct
from ipcity.law.deadlines import by_notice, due, due_for, rules_for
from ipcity.law.delivery import delivered, due_after_notice
from ipcity.law.documents import Stage, stage_of
from ipcity.law.fields import field_of
from ipcity.law.identifiers import Identified, Reading, identify
from ipcity.law.numbers import ApplicationNumber, Unreadable, check_digit, is_damaged, read_application_number
from ipcity.law.parameters import amount, figure
from ipcity.law.policies import interest_subsidy, may_pay, require_may_pay, risk_compensation
from ipcity.law.rules import explain
from ipcity.law.status import StateAnswer, course, expiry_day, in_force, state_on
from ipcity.law.tables import TableNotInstalled, install, table
from ipcity.law.term import expiry
from ipcity.law.workdays import CalendarMissing, add_working_days, is_working_day, next_working_day

__all__ = [
    "Amount",
    "ApplicationNumber",
    "CalendarMissing",
    "Correction",
    "Due",
    "Figure",
    "Identified",
    "Money",
    "Reading",
    "Said",
    "Stage",
    "StateAnswer",
    "TableNotInstalled",
    "Unreadable",
    "Verdict",
    "add_page",
    "add_working_days",
    "amount",
    "by_notice",
    "check_digit",
    "complete_to",
    "correct",
    "course",
    "delivered",
    "due",
    "due_after_notice",
    "due_for",
    "expiry",
    "expiry_day",
    "explain",
    "field_of",
    "figure",
    "identify",
    "in_force",
    "install",
    "interest_subsidy",
    "is_damaged",
    "is_working_day",
    "may_pay",
    "next_working_day",
    "page",
    "read_application_number",
    "refresh",
    "require_may_pay",
    "risk_compensation",
    "rules_for",
    "stage_of",
    "state_on",
    "table",
    "version",
]
