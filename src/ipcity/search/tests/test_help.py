"""What helps a person to find: synonyms, corrections, fewer words, completions. Expected values are worked out by hand."""

from __future__ import annotations

import pytest
import yaml

from ipcity.base.errors import Damaged
from ipcity.base.settings import settings
from ipcity.search import did_you_mean, offers, search_or_nearest, suggest
from ipcity.search.synonyms import own_file, synonyms_of
from ipcity.search.tests.conftest import built_in, make

RECORDS = [
    make("120000001", "一种水下机器人", holder="威海威高集团有限公司"),
    make("120000002", "配送机器人", holder="威海威高集团有限公司"),
    make("120000003", "碳纤维渔竿", holder="广州永威高科技有限公司", area="440100", symbol="A01K87/00"),
    make("120000004", "碳纤维船体", holder="大连船厂", area="210200"),
    make("120000005", "Lithium battery pack", holder="Acme Inc."),
    make("120000006", "Lithium battery charger", holder="Acme Inc."),
]


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return built_in(tmp_path_factory.mktemp("help"))(RECORDS)


def titles(result):
    return {hit.title for hit in result.hits}


def test_a_synonym_is_found_below_and_said(index):
    result = index.search("钓鱼竿")
    assert titles(result) == {"碳纤维渔竿"} and any("同义词" in note for note in result.understood)
    assert index.search('"钓鱼竿"').total == 0


def test_the_analyst_adds_synonyms(index, tmp_path, monkeypatch):
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    settings.cache_clear()
    try:
        own_file().parent.mkdir(parents=True)
        own_file().write_text(yaml.safe_dump({"groups": [["潜航器甲", "水下机器人"]]}, allow_unicode=True))
        assert "水下机器人" in synonyms_of("潜航器甲")
        assert titles(index.search("潜航器甲")) == {"一种水下机器人"}
        own_file().write_text("groups: 5")
        with pytest.raises(Damaged):
            synonyms_of("别的词")
    finally:
        monkeypatch.undo()
        settings.cache_clear()


@pytest.mark.parametrize(
    ("wrong", "meant"),
    [("机气人", "机器人"), ("碳仟维", "碳纤维"), ("lithum", "lithium"), ("渔竿", None), ("“渔竿”x", None)],
)
def test_did_you_mean(index, wrong, meant):
    assert did_you_mean(index, wrong) == meant


def test_nothing_found_shows_the_nearest_and_keeps_the_total(index):
    result = search_or_nearest(index, "水下 配送 机气人")
    assert result.total == 0 and result.hits and result.instead.total == len(titles(result))
    assert search_or_nearest(index, "机器人").instead is None


def test_fewer_words_are_offered(index):
    offered = {one.made: one.query for one in offers(index, "机器人 渔竿")}
    assert offered["fewer"] == "机器人"  # two records, the other word one
    assert offers(index, "(机器人 渔竿)") == []


@pytest.mark.parametrize(
    ("typed", "among"),
    [
        ("威高", ("holder", "威海威高集团有限公司")),
        ("weigao", ("holder", "威海威高集团有限公司")),
        ("wgjt", None),
        ("配送 机器", ("word", "配送 机器人")),
        ("地点=威", ("place", "地点=威海市")),
        ("weihai", ("place", "威海")),
        ("IPC=A01", ("class", "IPC=A01K87")),
        ("CN12000000", ("number", "CN120000001A")),
        ("申请", ("field", "申请人=")),
        ("lith", ("word", "lithium")),
        ('"机', None),
        ("", None),
    ],
)
def test_suggestions(index, typed, among):
    found = {(one.sort, one.query) for one in suggest(index, typed)}
    assert among in found if among else not found


def test_every_suggestion_finds_what_it_counts(index):
    for typed in ("威高", "机器", "IPC=A01K", "CN12000000"):
        for one in suggest(index, typed):
            if one.count:
                assert index.search(one.query).total >= one.count, one


def test_the_name_that_begins_so_comes_first(index):
    assert index.search("威高").hits[0].holders == ["威海威高集团有限公司"]
