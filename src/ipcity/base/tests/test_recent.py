"""Kept answers: many at once, and no more than fit."""

from __future__ import annotations

from ipcity.base.recent import Recent


def test_many_at_once_are_made_once_each_in_their_order():
    asked: list[list[str]] = []

    def lengths(words):
        asked.append(words)
        return map(len, words)

    kept: Recent[int] = Recent(3)
    assert kept.get_many(["a", "bb", "a"], lengths) == {"a": 1, "bb": 2}
    assert kept.get_many(["bb", "ccc"], lengths) == {"bb": 2, "ccc": 3}
    assert kept.get_many([], lengths) == {} and asked == [["a", "bb"], ["ccc"]]
    kept.get_many(["dddd"], lengths)  # `a` was asked for longest ago
    assert kept.get_many(["bb", "a"], lengths) == {"bb": 2, "a": 1} and asked[-1] == ["a"]
