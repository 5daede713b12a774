"""The query language over a handful of rights of several kinds, written here; what is expected is worked out by hand."""

from __future__ import annotations

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ipcity.base.errors import BadQuery
from ipcity.records import Citation, ClassMark, Event, Number, Party
from ipcity.search import Filters
from ipcity.search.names import abbreviates
from ipcity.search.syntax import parse
from ipcity.search.tests.conftest import built_in, make


def party(role, name, area=None):
    return Party(role=role, name=name, name_norm=name.lower(), area=area)


def changed(record, **fields):
    return msgspec.structs.replace(record, **fields)


RECORDS = [
    changed(
        make("110000001", "一种水下清洗机器人", "水下作业的机械臂，装在机器人上"),
        parties=[party("owner", "威海光威复合材料股份有限公司", "371000"), party("inventor", "欧阳修远")],
        classes=[ClassMark(scheme="ipc", symbol="B63B35/00", main=True), ClassMark(scheme="cpc", symbol="B63B2035/007")],
        dates={"filed": "2015-03-02", "published": "2015-08-01", "granted": "2017-05-10"},
        # the annuity due on 2019-03-02 was not paid; announced a year later, then restored
        events=[Event(code="CF01", on="2020-03-20", effective="2019-03-02")],
        status="lapsed", right_type="invention", family="fam-1",
    ),
    changed(
        make("110000002", "自動釣竿架", "一種可折疊的釣竿架"),
        office="tw", parties=[party("applicant", "宏達電子有限公司", "TW")],
        numbers=[Number(type="publication", value="TW200845700A")], classes=[ClassMark(scheme="locarno", symbol="22-05", main=True)],
    ),
    changed(
        make("110000003", "海之星"),
        kind="trademark", right_type="ordinary", status="registered", status_as_of="2021-01-01", documents=[],
        numbers=[Number(type="registration", value="8773001")], classes=[ClassMark(scheme="nice", symbol="9", main=True)],
        parties=[party("owner", "青岛海之星商贸有限公司", "370200")], dates={"filed": "2010-05-05", "granted": "2012-01-07"},
    ),
    changed(
        make("110000004", "Robotic welding arm", "A robot arm that welds ship hulls"),
        office="us", title={"en": "Robotic welding arm"}, numbers=[Number(type="publication", value="US8926509B2")], documents=[],
        parties=[party("applicant", "Acme Robots Inc.", "US"), party("inventor", "Smith, John")],
        citations=[Citation(number="CN110000001A")], dates={"granted": "2015-01-06"}, family="fam-1",
    ),
    changed(
        make("110000005", "船舶修造通用规范"),
        kind="standard", right_type="national", status="in_force", documents=[], classes=[ClassMark(scheme="gbt4754", symbol="C3731")],
        numbers=[Number(type="standard", value="GB/T 29490-2013")], parties=[party("author", "重庆长安船舶研究院")],
    ),
]  # fmt: skip


@pytest.fixture(scope="module")
def index(tmp_path_factory):
    return built_in(tmp_path_factory.mktemp("language"))(RECORDS)


def which(index, query, **options):
    numbers = {record.record_id: str(at) for at, record in enumerate(RECORDS, start=1)}
    return "".join(sorted(numbers[hit.record_id] for hit in index.search(query, **options).hits))


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        # operators, Chinese and signs
        ("机器人 或 钓竿", "12"),
        ("机器人 与 水下", "1"),
        ("水下 非 钓竿", "1"),
        ("机器人 -水下", ""),
        ("-IPC=B63B", "2345"),
        ("（机器人 OR 釣竿） AND 水下", "1"),
        ("标题=(机器人 OR 规范)", "15"),
        # truncation
        ("robot*", "4"),
        ("weld*", "4"),
        ("机器*", "1"),
        ("US8926*", "4"),
        ("申请人=青岛*", "3"),
        # neighbours: 水下清洗机器人 has two characters between; 水下作业的机械臂，装在机器人 more
        ("水下 NEAR/2 机器人", "1"),
        ("水下 NEAR/1 机器人", ""),
        ("机器人 NEAR/2 水下", "1"),
        ("robot NEAR/2 ship", ""),
        ("robot NEAR/3 ship", "4"),
        # classes
        ("IPC=B63B", "1"),
        ("IPC=B63B 35/00", "1"),
        ("IPC=B63B35/28", ""),
        ("CPC=B63B2035", "1"),
        ("IPC=B63B2035", ""),
        ("洛迦诺=22-5", "2"),
        ("尼斯=9", "3"),
        ("尼斯=22", ""),
        ("行业=C37", "5"),
        ("国民经济行业=C3731", "5"),
        ("分类=B63B*", "1"),
        ("B63B35/00", "1"),
        # scripts
        ("钓竿", "2"),
        ("釣竿", "2"),
        ("自动钓竿架", "2"),
        ("機器人", "1"),
        ("申請人=宏达电子", "2"),
        ('"钓竿"', ""),
        ('"釣竿"', "2"),
        # numbers in foreign dress
        ("US 8,926,509 B2", "4"),
        ("us08926509", "4"),
        ("8926509", "4"),
        ("TW200845700A", "2"),
        ("TW 200845700", "2"),
        ("第8773001号", "3"),
        ("注册号=8773001", "3"),
        ("GB/T 29490-2013", "5"),
        ("GB/T29490", "5"),
        ("ＧＢ／Ｔ　２９４９０－２０１３", "5"),
        ("標準號=GB/T 29490-2013", "5"),
        ("引用=CN110000001A", "4"),
        # kinds, offices, states
        ("种类=商标", "3"),
        ("kind=standard", "5"),
        ("種類=專利", "124"),
        ("国别=美国", "4"),
        ("office=tw", "2"),
        ("状态=有效", "35"),
        ("状态=现行", "5"),
        ("状态=终止", "1"),
        # the lapse takes effect on the due day, not on the day it was announced
        ("状态@2019-03-01=有效 种类=发明 国别=中国", "1"),
        ("状态@2019-03-02=有效 种类=发明 国别=中国", ""),
        ("状态@2019-03-02=终止", "1"),
        ("状态@2017-05-09=有效", "34"),
        ("状态@2016=公布", "1"),
        ("状态@2011-01-01=有效", ""),
        ("status@2012-01-07=live", "3"),
        # people and short names
        ("发明人=欧阳修远", "1"),
        ("发明人=欧阳", ""),
        ("发明人=欧阳*", "1"),
        ("申请人=欧阳修远", ""),
        ("inventor=Smith", "4"),
        ("光威复材", "1"),
        ("weihai guangwei", "1"),
        ("chongqing changan", "5"),
        ("gwfhcl", "1"),
        # counts and days
        ("年=2015..2016", "4"),
        ("授权日>=2017", "1"),
        ("授权日<2015-01-06", "3"),
        ("公开日=2012至2015", "34"),
    ],
)
def test_language(index, query, expected):
    assert which(index, query, limit=50) == expected


@pytest.mark.parametrize(
    ("query", "at", "says"),
    [
        ("种类@2019=发明", 0, "只能跟在"),
        ("标题>3", 0, "等号"),
        ("机器人 NEAR/5", 10, "NEAR 之后"),
        ("NEAR/5 机器人", 0, "NEAR 之前"),
        ("机器人 NEAR/99 水下", 4, "最多相隔"),
        ("状态@昨天=有效", 6, "不是日期"),
        ("被引=多", 3, "不是整数"),
        ("产业=不存在的", 3, "没有"),
        ("(" * 60 + "a" + ")" * 60, 40, "太深"),
        ("申请人=(甲 OR )", 10, "OR 之后"),
    ],
)
def test_errors_say_what_was_expected(index, query, at, says):
    with pytest.raises(BadQuery, match=says) as wrong:
        index.search(query)
    assert wrong.value.at == at


def test_a_restored_right_never_lapsed(tmp_path):
    """Announced after the lapse, the restoration undoes it for every day."""
    restored = changed(RECORDS[0], events=[*RECORDS[0].events, Event(code="RR01", on="2020-09-01")])
    index = built_in(tmp_path)([restored])
    assert index.search("状态@2019-06-01=有效").total == 1


def test_aliases_are_given_from_outside(index):
    index.aliases["hongda"] = ["宏達電子"]
    assert which(index, "申请人=Hongda") == "2"
    assert any("其他名称" in note for note in index.search("申请人=Hongda").understood)
    del index.aliases["hongda"]


def test_new_facets_count_what_their_choice_finds(index):
    facets = index.search("").facets
    for facet in ("kind", "office", "class", "status"):
        assert facets[facet]
        for one in facets[facet]:
            assert index.search("", Filters(include={facet: (one.value,)})).total == one.count


@settings(max_examples=400, deadline=None)
@given(
    st.text(max_size=60)
    | st.text(alphabet='()"“” ANDORNOT=*@:<>.-/0129标题状态公开日与或非机人NEAR', max_size=60)
)
def test_any_text_is_read_or_refused_with_a_place(text):
    try:
        parse(text)
    except BadQuery as wrong:
        assert 0 <= wrong.at <= len(text) and "个字符" in wrong.message


def test_accents_fold_like_scripts(tmp_path):
    index = built_in(tmp_path)([make("150000001", "Plátano de Canarias")])
    assert index.search("platano").total == 1 and index.search('"platano"').total == 0


@pytest.mark.parametrize(
    ("short", "name", "fits"),
    [
        ("哈工大", "哈尔滨工业大学(威海)", True),
        ("中科院", "中国科学院沈阳自动化研究所", True),
        ("哈工大", "哈尔滨电机厂", False),
    ],
)
def test_abbreviations(short, name, fits):
    assert abbreviates(short, name) is fits
