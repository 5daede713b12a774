"""What a store answers, against looking at every document; in one segment, in several, and joined."""

from __future__ import annotations

import math

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from pyroaring import BitMap

from ipcity.postings import (
    Anything,
    Bool,
    Fixed,
    Nothing,
    OneOf,
    Prefix,
    Run,
    Searcher,
    Span,
    Stood,
    Store,
    Term,
    commit,
    join,
    named,
    new_name,
)  # fmt: skip
from ipcity.postings.tests.conftest import SCHEMA, document, write

_SIGNS = "abc \U00020000"
_TEXT = st.text(st.sampled_from(_SIGNS), max_size=30)
_DOCUMENT = st.builds(
    document, st.uuids().map(str), _TEXT, _TEXT, st.sampled_from(["red", "blue", "rose"]),
    st.sets(st.sampled_from(["x", "xy", "z"])), st.integers(0, 5),
    st.lists(st.tuples(st.integers(1, 9), st.sampled_from(["alive", "gone"])), max_size=3).map(sorted),
)  # fmt: skip
_DOCUMENTS = st.lists(_DOCUMENT, min_size=1, max_size=12)


def _pairs(text):
    chars = [*text, chr(2)]
    return [chars[at] + chars[at + 1] for at in range(len(text))]


def _stood(one, day):
    begun = [state for at, state in one["states"] if at <= day]
    return begun[-1] if begun else None


QUESTIONS = [
    (Anything(), lambda one: True),
    (Nothing(), lambda one: False),
    (Term("title", "a"), lambda one: "a" in one["title"].split()),
    (Prefix("body", "a"), lambda one: any(word.startswith("a") for word in one["body"].split())),
    (Term("body_pairs", "ab"), lambda one: "ab" in one["body"]),
    (Prefix("title_pairs", "c"), lambda one: "c" in one["title"]),
    (Run("body_pairs", ((0, "ab"), (1, "bc"), (2, "ca"))), lambda one: "abca" in one["body"]),
    (Run("title_pairs", ((0, "ab"), (2, "c")), (1,)), lambda one: "abc" in one["title"]),
    (Run("title", ((0, "a"), (1, "b"))), lambda one: ("a", "b") in zip(one["title"].split(), one["title"].split()[1:], strict=False)),
    (Term("colour", "red"), lambda one: one["colour"] == "red"),
    (Prefix("colour", "r"), lambda one: one["colour"].startswith("r")),
    (OneOf("tag", ("x", "z", "none")), lambda one: {"x", "z"} & {*one["tag"]}),
    (Span("year", 2, 4), lambda one: 2 <= one["year"] <= 4),
    (Stood(("alive",), 5), lambda one: _stood(one, 5) == "alive"),
    (
        Bool(must=(Prefix("tag", "x"), Fixed(Span("year", 1, 5), 0.0)), never=(Term("colour", "blue"),)),
        lambda one: {"x", "xy"} & {*one["tag"]} and one["year"] and one["colour"] != "blue",
    ),
    (Bool(should=(Term("tag", "z"), Term("title", "b"))), lambda one: "z" in one["tag"] or "b" in one["title"].split()),
    (Bool(never=(Term("tag", "z"),)), lambda one: "z" not in one["tag"]),
]  # fmt: skip


def _check(searcher, documents, dead):
    for query, fits in QUESTIONS:
        wanted = {at for at, one in enumerate(documents) if at not in dead and fits(one)}
        found = searcher.matching(query)
        assert {*found} == wanted, query
        first = searcher.first(query, found, 5)
        assert len(first) == min(5, len(wanted)) and {at for _, at in first} <= wanted
        for field, most in (("colour", 9), ("tag", 9)):
            values = [value for at in wanted for value in _of(documents[at], field)]
            counted = searcher.counted(found, {field: most})[field]
            assert dict(counted) == {value: values.count(value) for value in values}
        by_year = searcher.ordered(found, "year", 4, True)
        assert by_year == sorted(wanted, key=lambda at: (-documents[at]["year"], at))[:4]
    for at, one in enumerate(documents):
        assert (searcher.id(at), searcher.card(at).decode()) == (one["id"], one["title"])
    assert searcher.store.numbers_of([one["id"] for one in documents]) == BitMap(range(len(documents))) - dead


def _of(one, field):
    return [one[field]] if field == "colour" else one[field]


@settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(_DOCUMENTS, min_size=1, max_size=4), st.data())
def test_answers_are_those_of_looking_at_each(tmp_path_factory, segments, data):
    folder = tmp_path_factory.mktemp("store")
    documents = [one for each in segments for one in each]
    dead = BitMap(data.draw(st.sets(st.integers(0, len(documents) - 1))))
    paths = [write(folder, each) for each in segments]
    commit(folder, paths, dead, {}, [*map(len, segments)])
    _check(Searcher(Store(folder, SCHEMA)), documents, dead)
    joined = new_name(folder)
    join([write(folder, each, alone=False) for each in segments], joined, SCHEMA)
    commit(folder, [joined], dead, {}, [len(documents)])
    _check(Searcher(Store(folder, SCHEMA)), documents, dead)
    assert _pairs("ab") == ["ab", "b\x02"]


def test_terms_say_how_many_documents_hold_them(searcher):
    here = searcher(
        [document("1", "sea sea robot", tags=["a1", "a2"])], [document("2", "sea", "robot", tags=["a2", "b"])]
    )
    assert here.words("title", "") == [("robot", 1), ("sea", 2)] and here.held("body", "robot") == 1
    assert here.keywords("tag", "a") == [("a1", 1), ("a2", 2)]
    assert here.value_of([0, 1], "tag") == ["a1", "a2"]


def test_words_rank_as_bm25_says(searcher):
    """The formula of Robertson and Zaragoza with k1 = 1.2, b = 0.75, worked out here by hand."""
    texts = ["sea sea robot", "sea robot arm of steel", "robot"]
    here = searcher([document(str(at), text) for at, text in enumerate(texts)])
    query = Term("title", "sea")
    found = {at: score for score, at in here.first(query, here.matching(query), 9)}
    average, held = sum(len(text.split()) for text in texts) / 3, 2
    rarity = math.log(1 + (3 - held + 0.5) / (held + 0.5))
    for at, times, length in ((0, 2, 3), (1, 1, 5)):
        score = rarity * times * 2.2 / (times + 1.2 * (0.25 + 0.75 * length / average))
        assert found[at] == pytest.approx(score, rel=1e-5)


def test_heavier_clauses_come_first_and_worths_add_up(searcher):
    here = searcher([document(str(at), "", tags=tags) for at, tags in enumerate(["z", "x", "xz", "", "xyz"])])
    query = Bool(
        must=(Anything(),),
        should=(Fixed(Term("tag", "x"), 4.0), Fixed(Term("tag", "y"), 2.0), Fixed(Term("tag", "z"), 1.0)),
    )
    assert here.first(query, here.matching(query), 9) == [(7.0, 4), (5.0, 2), (4.0, 1), (1.0, 0), (0.0, 3)]
    assert here.first(query, here.matching(query), 2) == [(7.0, 4), (5.0, 2)]


def test_a_part_that_does_not_match_ranks_nothing(searcher):
    here = searcher([document("0", "", tags=["x"], year=1), document("1", "", tags=["x"], year=2)])
    never = Bool(must=(Fixed(Term("tag", "x"), 5.0), Fixed(Span("year", 2, 2), 1.0)))
    query = Bool(should=(Fixed(Anything(), 1.0), never))
    assert here.first(query, here.matching(query), 9) == [(7.0, 1), (1.0, 0)]


def test_a_reader_goes_on_with_what_it_opened(searcher):
    before = searcher([document("1", "sea")])
    said = named(searcher.folder)
    path = write(searcher.folder, [document("2", "sea")])
    commit(searcher.folder, [path], BitMap(), {"version": 2}, [1])
    assert not before.store.is_current() and said["about"] == {"version": 1}
    assert before.id(0) == "1" and Searcher(Store(searcher.folder, SCHEMA)).id(0) == "2"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(st.sampled_from("abcdef"), min_size=1, max_size=14), min_size=2, max_size=4),
    st.integers(1, 4),
)
def test_the_most_frequent_values_of_several_segments_are_those_of_all(tmp_path_factory, segments, most):
    folder = tmp_path_factory.mktemp("store")
    made = [
        [document(f"{n}-{at}", "", colour=colour) for at, colour in enumerate(one)]
        for n, one in enumerate(segments)
    ]
    commit(folder, [write(folder, one) for one in made], BitMap(), {}, [*map(len, made)])
    here = Searcher(Store(folder, SCHEMA))
    every = [colour for one in segments for colour in one]
    wanted = sorted(((colour, every.count(colour)) for colour in {*every}), key=lambda one: (-one[1], one[0]))
    assert here.counted(here.matching(Anything()), {"colour": most})["colour"] == wanted[:most]


def test_a_string_does_not_go_on_in_the_next_text(searcher):
    """The title fills its blocks to the last place; of `abcd` the fewest lists are `ab` and `cd`."""
    here = searcher([document("0", "zzzzzzab", "cd"), document("1", "abcd" + "bc" * 9, "")])
    run = ((0, "ab"), (1, "bc"), (2, "cd"))
    assert here.matching(Run("title_pairs", run)) == BitMap([1])
