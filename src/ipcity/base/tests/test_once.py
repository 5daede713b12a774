"""The same question is asked once within a span, and anew outside of one."""

from __future__ import annotations

from itertools import count

import pytest

from ipcity.base.once import asked_once, once


def test_outside_a_span_every_question_is_asked_anew() -> None:
    asked = count()
    assert [once("q", lambda: next(asked)) for _ in range(3)] == [0, 1, 2]


def test_within_a_span_a_question_is_asked_once_and_others_for_themselves() -> None:
    asked = count()
    with asked_once():
        assert [once(("q", 1), lambda: next(asked)) for _ in range(3)] == [0, 0, 0]
        assert once(("q", 2), lambda: next(asked)) == 1


def test_nothing_outlives_its_span_and_a_failed_answer_is_no_answer() -> None:
    with asked_once():
        assert once("q", lambda: "old") == "old"
        with pytest.raises(ValueError, match="no"):
            once("r", lambda: int("no"))
        assert once("r", lambda: 1) == 1
    assert once("q", lambda: "new") == "new"
