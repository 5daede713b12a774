"""产业=… finds exactly the records that `industries_of` names; an ambiguous place finds all of its bearers."""

from __future__ import annotations

import random

from ipcity.records import ClassMark
from ipcity.records.industries import definitions, industries_of
from ipcity.records.industries.definition import split_class
from ipcity.search.tests.conftest import make


def found(index, query):
    return {hit.record_id for hit in index.search(query, limit=500).hits}


def several(count):
    """Records made of the words and classes of the definitions, at random, and of others."""
    pick = random.Random(7)
    rules = [rule for one in definitions().values() for rule in (*one.rules, one.without)]
    words = [*sorted({word for rule in rules for word in rule.words}), "茶杯", "一种装置", "海", "洋"]
    classes = sorted({split_class(one) for rule in rules for one in rule.classes})
    below = {"ipc": lambda symbol: symbol + {1: "99B1/02", 3: "B3/04", 4: "5/10"}.get(len(symbol), "")}
    for at in range(count):
        scheme, symbol = pick.choice(classes)
        symbol = below.get(scheme, str)(symbol) if "/" not in symbol else symbol
        marks = [ClassMark(scheme=scheme, symbol=symbol), ClassMark(scheme="ipc", symbol="A47G19/22")]
        record = make(
            f"{at:09}", "".join(pick.sample(words, 2)), pick.choice(["", "摘要" + pick.choice(words)])
        )
        record.classes = marks[: pick.randint(0, 2)] or marks[1:]
        yield record


def test_the_search_and_the_definition_agree_on_every_record(built):
    records = list(several(300))
    index = built(records)
    for key, one in definitions().items():
        expected = {record.record_id for record in records if key in industries_of(record)}
        assert expected, key
        assert (
            found(index, f"产业={key}")
            == found(index, f"产业={one.name['zh']}")
            == found(index, one.query)
            == expected
        ), key


def test_a_name_that_several_places_bear_finds_them_all_and_says_so(built):
    index = built(
        [
            make("1", "甲", area="110105"),
            make("2", "乙", area="220104"),
            make("3", "丙", area="110108"),
            make("4", "丁", area="371003"),
        ]
    )
    assert found(index, "地点=朝阳区") == {"patent-cn-pub-1", "patent-cn-pub-2"}
    assert found(index, "北京市朝阳区") == {"patent-cn-pub-1"}
    assert found(index, "地点=文登市") == found(index, "地点=371081") == {"patent-cn-pub-4"}
    said = " ".join(index.search("地点=朝阳区").understood)
    assert "北京市朝阳区" in said and "吉林省长春市朝阳区" in said and "任一处" in said
