"""Words and names put right, short and former names of holders, words that name a kind."""

from __future__ import annotations

import pytest

from ipcity.search import did_you_mean, offers, search_or_nearest
from ipcity.search.misspelt import near_name
from ipcity.search.names import abbreviates
from ipcity.search.strings import any_of
from ipcity.search.tests.conftest import built_in, make

FEW = [
    make("200000001", "关节机器人", "带有臂", holder="宁德时代新能源科技股份有限公司"),
    make("200000002", "搬运机器人的臂", holder="康佳集团股份有限公司"),
    make("200000003", "照明灯具", holder="皇家飞利浦有限公司"),
    make("200000004", "电动客车", holder="比亚迪汽车工业有限公司"),
    make("200000005", "发动机喷管", holder="中国人民解放军国防科技大学"),
    make("200000006", "稀土分离", holder="中国科学院长春应用化学研究所"),
    make("200000007", "便携灯具", holder="甲乙照明有限公司", right_type="utility_model"),
]


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return built_in(tmp_path_factory.mktemp("few"))(FEW)


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("机气人臂", "机器人 臂"),  # sounds the same; nothing holds the two side by side
        ("宁得时代", "宁德时代"),
        ("申请人=康加集团", "申请人=康佳集团"),
        ("比亚油汽车", "比亚迪汽车"),  # one sign is wrong
        ("比亚油汽车 客车", "比亚迪汽车 客车"),
        ("机器人", None),  # nothing to put right
    ],
)
def test_what_was_meant(few, written, meant):
    assert did_you_mean(few, written) == meant


def test_a_former_name_leads_to_the_part_that_a_holder_still_has(few):
    assert near_name(few, "皇家飞利浦电子股份有限公司") == "皇家飞利浦"
    assert near_name(few, "皇家飞利浦") is None
    assert near_name(few, "毫不相干科技有限公司") is None
    found = search_or_nearest(few, "皇家飞利浦电子股份有限公司")
    assert (found.total, [hit.record_id[-1] for hit in found.hits]) == (0, ["3"])
    assert found.instead is not None
    assert (found.instead.made, found.instead.query) == ("name", "申请人=皇家飞利浦")


@pytest.mark.parametrize(
    ("query", "expected"), [("国防科大", {"5"}), ("中科院长春应化所", {"6"}), ("feilipu", {"3"})]
)
def test_short_names_of_institutes_and_pinyin(few, query, expected):
    assert {hit.record_id[-1] for hit in few.search(query).hits} == expected


def test_abbreviations_take_the_first_of_a_word_or_what_the_house_is():
    assert abbreviates("国防科大", "中国人民解放军国防科技大学")
    assert abbreviates("中科院长春应化所", "中国科学院长春应用化学研究所")
    assert not abbreviates("哈工大", "哈尔滨医科大学")
    assert not abbreviates("所", "中国科学院研究所")


def test_a_kind_named_without_its_field_narrows_to_it(few):
    found = few.search("灯具 实用新型")
    assert [hit.record_id[-1] for hit in found.hits] == ["7"]
    assert any("种类" in note for note in found.understood)


def test_latin_synonyms_are_whole_words(built):
    index = built([make("200000011", "chain of sails"), make("200000012", "an ai model")])
    assert {hit.record_id[-1] for hit in index.search("人工智能").hits} == {"2"}


def test_offers_of_nothing_are_none(few):
    assert offers(few, "") == []
    assert any_of([]) is not None
