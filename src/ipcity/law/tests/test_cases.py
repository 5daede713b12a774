"""Every worked example of the book. The expected values were written by hand or come from the named source."""

from __future__ import annotations

import pytest

from ipcity.law.casebook import cases
from ipcity.law.check import case_problems, proofs, table
from ipcity.law.proving import prove
from ipcity.law.readers import READERS


@pytest.mark.parametrize("case", cases(), ids=lambda case: case["id"])
def test_the_book_says_what_the_case_expects(case):
    proof = prove(case)
    assert proof.right, f"{case.get('name', '')} expected {case['expect']}, the book says {proof.actual}"


def test_there_are_enough_cases_and_each_has_its_source():
    assert len(cases()) >= 300
    assert list(case_problems()) == []


def test_every_reader_has_a_case():
    assert {case["reader"] for case in cases()} == set(READERS)


def test_the_table_adds_up():
    found = proofs()
    last = list(table(found))[-1].split()
    assert [int(one) for one in last[-3:]] == [
        sum(one.mark == "VERIFIED" for one in found),
        sum(one.mark == "MEMORY" for one in found),
        len(found),
    ]
