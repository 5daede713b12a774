from __future__ import annotations

import pytest

from ipcity.records import is_natural_person, normal_name, split_names


@pytest.mark.parametrize(
    "name", ["张应功", "格雷登·霍华德", "S.艾伦", "欧阳美华", "陈霞", "John Smith", "曾所"]
)
def test_persons(name):
    assert is_natural_person(name)


@pytest.mark.parametrize(
    "name",
    [
        "北京春香禾福食品有限公司",
        "清华大学",
        "3M创新有限公司",
        "株式会社DHC",
        "广州打捞局",
        "SAP欧洲公司",
        "Apple Inc.",
        "哈佛大学校长及研究员协会",
    ],
)
def test_organisations(name):
    assert not is_natural_person(name)


def test_the_gazettes_separators():
    assert split_names("刘阳;??关翔") == ["刘阳", "关翔"]
    assert split_names("吕少华; 李曦") == ["吕少华", "李曦"]
    assert split_names("格雷登·霍华德;") == ["格雷登·霍华德"]
    assert split_names("") == []


def test_folding_keeps_similar_names_apart():
    assert normal_name("战马（北京）饮料有限公司") == normal_name("战马(北京) 饮料有限公司")
    assert normal_name("威海华兴有限公司") != normal_name("威海华星有限公司")
