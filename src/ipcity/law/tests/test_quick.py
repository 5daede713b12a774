"""The fast path gives what the explained path gives, right by right and row by row."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import numpy as np
import pytest

from ipcity.base.errors import BadInput
from ipcity.law.annuities import Request, annuities
from ipcity.law.annuities.lookup import UNKNOWN
from ipcity.law.annuities.quick import schedules
from ipcity.law.annuities.row import AT_REGISTRATION, STATES

KINDS = ("invention", "utility_model", "design")
ODD = (
    ("invention", date(2016, 2, 29), date(2019, 2, 28), 85),
    ("invention", date(2000, 2, 29), date(2004, 2, 29), 70),
    ("utility_model", date(2010, 7, 31), date(2010, 12, 15), 85),
    ("utility_model", date(2010, 8, 1), date(2010, 12, 15), 85),
    ("design", date(2021, 5, 31), date(2021, 12, 3), 0),
    ("design", date(2021, 6, 1), date(2021, 12, 3), 70),
    ("invention", date(1993, 1, 1), date(1996, 1, 1), 0),
    ("invention", date(2018, 5, 20), date(2018, 5, 20), 85),
)


def some_rights(count, seed):
    dice = np.random.default_rng(seed)
    for _ in range(count):
        kind = KINDS[int(dice.integers(3))]
        filed = date(1993, 1, 1) + timedelta(int(dice.integers(0, 11_500)))
        granted = filed + timedelta(int(dice.integers(0, 3000)))
        yield kind, filed, granted, int(dice.choice([0, 70, 85]))


def quick(rights, as_of):
    kinds, filed, granted, off = zip(*rights, strict=True)
    found = {}
    columns = (np.array(filed, "M8[D]"), np.array(granted, "M8[D]"), as_of, np.array(off))
    for block in schedules(kinds, *columns):
        for at, right in enumerate(block.right):
            found[int(right), block.year] = (
                block.anniversary[at].item(),
                block.pay_by[at].item(),
                block.late_to[at].item(),
                int(block.full[at]),
                int(block.payable[at]),
                STATES[block.state[at]],
            )
    return found


def cents(amount):
    return UNKNOWN if amount is None else int(amount * 100)


def explained(rights, as_of):
    found = {}
    for at, (kind, filed, granted, off) in enumerate(rights):
        for row in annuities(Request(kind, filed, granted, as_of, reduction=off or None)).rows:
            late_to = row.surcharges[-1].last if row.surcharges else (row.pay_by or row.anniversary)
            found[at, row.year] = (
                row.anniversary,
                row.pay_by or row.anniversary,
                late_to,
                cents(row.full),
                cents(row.payable),
                row.state,
            )
    return found


@pytest.mark.parametrize(
    "as_of",
    [
        date(1999, 5, 1),
        date(2016, 8, 31),
        date(2018, 8, 1),
        date(2022, 5, 4),
        date(2024, 6, 1),
        date(2030, 1, 1),
    ],
)
def test_both_paths_agree_on_every_annuity(as_of):
    rights = [*ODD, *some_rights(120, seed=as_of.toordinal())]
    rights = [one for one in rights if one[2] < one[1] + timedelta(3000)]
    fast, slow = quick(rights, as_of), explained(rights, as_of)
    assert fast.keys() == slow.keys()
    for key, row in slow.items():
        if row[3] == UNKNOWN:  # without a figure the explained row has no late months
            assert (fast[key][:2], fast[key][3:]) == (row[:2], row[3:]), (rights[key[0]], key)
        else:
            assert fast[key] == row, (rights[key[0]], key)


def test_the_grant_year_fee_is_of_no_day():
    (block, *_) = schedules(
        ["invention"], np.array(["2016-05-20"], "M8[D]"), np.array(["2019-08-01"], "M8[D]"), date(2024, 1, 1)
    )
    assert (block.year, STATES[block.state[0]], Decimal(int(block.full[0])) / 100) == (
        4,
        AT_REGISTRATION,
        1200,
    )


@pytest.mark.parametrize(
    ("filed", "granted"),
    [("2016-05-20", "2016-05-19"), ("1992-12-31", "1994-01-01"), ("2010-05-20", "2031-01-01")],
)
def test_what_cannot_be_answered_is_refused(filed, granted):
    with pytest.raises(BadInput):
        list(
            schedules(
                ["invention"], np.array([filed], "M8[D]"), np.array([granted], "M8[D]"), date(2024, 1, 1)
            )
        )
