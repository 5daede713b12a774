"""Extended families: shared priorities, whatever their dress; against a closure by brute force."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ipcity.records import Number, Record, extended_families
from ipcity.records.families import priority_key


def right(name, *, number="", priority=(), family=None, office="ep", realm="real"):
    numbers = [Number(type="application", value=number)] if number else []
    return Record(
        record_id=name, kind="patent", right_type="invention", office=office, realm=realm,
        numbers=numbers, priority=list(priority), family=family,
    )  # fmt: skip


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("CN202010999902.6", "CN202010999902"), ("CN2020109999026", "CN202010999902"), ("CN202010999902A", "CN202010999902"),
        ("US201213547826", "US13547826"), ("US 13/547,826", "US13547826"), ("US202163251090P", "US63251090"),
        ("EP20100167109", "EP10167109"), ("EP10167109A", "EP10167109"), ("NL1010536A", "NL1010536"), ("JP11-322368", "JP11322368"),
    ],
)  # fmt: skip
def test_one_priority_in_several_dresses(written, key):
    assert priority_key(written) == key


def test_a_family_reaches_over_shared_priorities_and_own_applications():
    rights = [
        right("a", number="202010999902", office="cn"),
        right("b", priority=["CN2020109999026"], family="docdb:1"),
        right("c", family="docdb:1", priority=["US13547826"]),
        right("d", priority=["US201213547826"]),
        right("e", priority=["US13547827"]),
        right("f", priority=["US13547826"], realm="sample"),
    ]
    assert extended_families(rights) == {"a": "a", "b": "a", "c": "a", "d": "a", "e": "e", "f": "f"}


@given(st.lists(st.frozensets(st.integers(1, 9), max_size=3), max_size=12))
def test_against_brute_force(priorities):
    rights = [
        right(f"r{at:02}", priority=[f"XX{one}" for one in sorted(set_)])
        for at, set_ in enumerate(priorities)
    ]
    found = extended_families(rights)
    groups = [({at}, set(set_)) for at, set_ in enumerate(priorities)]
    changed = True
    while changed:
        changed = False
        for one in groups:
            for other in groups:
                if one is not other and one[1] & other[1]:
                    groups.remove(other)
                    one[0].update(other[0])
                    one[1].update(other[1])
                    changed = True
                    break
            if changed:
                break
    assert found == {f"r{at:02}": f"r{min(members):02}" for members, _ in groups for at in members}
