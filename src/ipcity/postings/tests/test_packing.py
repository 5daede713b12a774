"""Lists packed as gaps are the lists, alone and many at once, whatever the gaps."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from ipcity.postings.lists import Lists, ListsWriter
from ipcity.postings.sets import numbers_of, set_of, set_where

_EDGES = st.sampled_from(
    [1, 2, 254, 255, 256, 509, 510, 511, 65_534, 65_535, 65_536, 131_070, 131_071, 2**31]
)
_GAPS = st.lists(st.one_of(_EDGES, st.integers(1, 300)), min_size=1, max_size=40)
_LISTS = st.lists(st.tuples(st.integers(0, 2**20), _GAPS), min_size=1, max_size=12)


def _ascending(first, gaps):
    every = [first, *(first + sum(gaps[: at + 1]) for at in range(len(gaps) - 1))]
    return [one for one in every if one < 2**32]


@settings(max_examples=200, deadline=None)
@given(_LISTS)
@example([(0, [1]), (5, [255, 255]), (7, [65_535, 1, 65_535]), (0, [1])])
def test_what_is_packed_comes_back(tmp_path_factory, drawn):
    wanted = [_ascending(*one) for one in drawn]
    folder = tmp_path_factory.mktemp("lists")
    out = ListsWriter(folder, "x")
    for part in (wanted[: len(wanted) // 2], wanted[len(wanted) // 2 :]):
        values = np.array([one for each in part for one in each], np.uint32)
        out.add(values, np.array([*map(len, part)], np.int64))
    out.close()
    lists = Lists(folder, "x")
    assert len(lists) == len(wanted)
    assert [lists.at(at).tolist() for at in range(len(wanted))] == wanted
    assert [lists.count(at) for at in range(len(wanted))] == [*map(len, wanted)]
    for low in range(len(wanted)):
        for high in range(low + 1, len(wanted) + 1):
            assert lists.between(low, high).tolist() == [one for each in wanted[low:high] for one in each]
            assert lists.counts(low, high).tolist() == [*map(len, wanted[low:high])]


@pytest.mark.parametrize("share", [0.001, 0.02, 0.06, 0.07, 0.5, 1.0])
def test_a_set_of_numbers_is_that_set(share):
    draw = np.random.default_rng(7)
    mask = draw.random(300_000) < share
    numbers = np.flatnonzero(mask).astype(np.uint32)
    assert set_of(numbers) == BitMap(numbers.tolist()) == set_where(mask)
    assert numbers_of(set_of(numbers)).tolist() == numbers.tolist()


def test_sets_of_nothing_and_of_far_numbers():
    assert set_of(np.empty(0, np.uint32)) == BitMap()
    far = [*range(70_000, 75_000), 2**31, 2**32 - 1]
    assert set_of(np.array(far, np.uint32)) == BitMap(far)
