"""Segments that count, and those that do not: folding, sweeping, killed writers."""

from __future__ import annotations

from pyroaring import BitMap

from ipcity.postings import Searcher, Store, Term, commit, fold, named, sweep
from ipcity.postings.tests.conftest import SCHEMA, document, write


def test_small_neighbours_are_folded_and_numbers_stay(tmp_path):
    paths = [
        write(tmp_path, [document(f"{n}-{at}", "sea") for at in range(size)])
        for n, size in enumerate((40, 3, 2))
    ]
    commit(tmp_path, paths, BitMap([1, 41]), {"version": 7}, [40, 3, 2])
    before = Searcher(Store(tmp_path, SCHEMA))
    ids = [before.id(at) for at in range(45)]
    assert fold(tmp_path, SCHEMA)
    after = Searcher(Store(tmp_path, SCHEMA))
    assert [size for _, size in named(tmp_path)["segments"]] == [40, 5] and named(tmp_path)["about"] == {
        "version": 7
    }
    assert [after.id(at) for at in range(45)] == ids
    assert after.matching(Term("title", "sea")) == BitMap(range(45)) - BitMap([1, 41])
    assert not fold(tmp_path, SCHEMA)


def test_what_is_not_named_is_swept_and_what_is_stays(tmp_path):
    path = write(tmp_path, [document("1", "sea")])
    commit(tmp_path, [path], BitMap([0]), {}, [1])
    commit(tmp_path, [path], BitMap(), {}, [1])
    write(tmp_path, [document("2", "never committed")])
    assert sweep(tmp_path) == 2  # the segment and the list of the dead that was
    assert Searcher(Store(tmp_path, SCHEMA)).id(0) == "1" and sweep(tmp_path) == 0


def test_a_segment_may_hold_nothing(tmp_path):
    paths = [write(tmp_path, []), write(tmp_path, [document("1", "sea")]), write(tmp_path, [])]
    commit(tmp_path, paths, BitMap(), {}, [0, 1, 0])
    for _ in range(2):
        here = Searcher(Store(tmp_path, SCHEMA))
        found = here.matching(Term("title", "sea"))
        assert found == BitMap([0]) and here.counted(found, {"colour": 3, "tag": 3}) == {
            "colour": [("red", 1)],
            "tag": [],
        }
        assert here.first(Term("title", "sea"), found, 3)[0][1] == 0 and here.ordered(
            found, "year", 3, True
        ) == [0]
        fold(tmp_path, SCHEMA)


def test_segments_still_open_are_not_opened_again(tmp_path):
    first = write(tmp_path, [document("1", "sea")])
    commit(tmp_path, [first], BitMap(), {}, [1])
    before = Store(tmp_path, SCHEMA)
    second = write(tmp_path, [document("2", "sea")])
    commit(tmp_path, [first, second], BitMap(), {}, [1, 1])
    after = Store(tmp_path, SCHEMA, before)
    assert after.segments[0] is before.segments[0] and after.begins == [0, 1]
