from __future__ import annotations

import msgspec
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipcity.base.errors import BadQuery, NotReady
from ipcity.base.text import fold
from ipcity.lake import open_lake
from ipcity.records import Number
from ipcity.search import Filters, open_index, update_index
from ipcity.search.tests.conftest import built_in, make

FEW = [
    make("100000001", "一种水陆两栖机器人", "机器人在水中行走", zone="gaoqu", area="371002"),
    make("100000002", "碳纤维渔竿", "威海产的渔竿", area="370200", holder="青岛乙公司", symbol="A01K87/00"),
    make("100000003", "扫件机构", holder="威海丙机器人股份有限公司", area="371082", on="2018-05-01"),
    make("100000004", "3D打印用ABS Plus材料", symbol="B33Y70/00", right_type="utility_model", area=None),
]


@pytest.fixture(scope="module")
def few(tmp_path_factory):
    return built_in(tmp_path_factory.mktemp("few"))(FEW)


def found(index, query, **options):
    return {hit.record_id[-1] for hit in index.search(query, **options).hits}


@pytest.mark.parametrize(
    ("query", "expected"),
    [
        ("机器人", "13"),
        ("威海 机器人", "13"),
        ('"机器人"', "1"),
        ('"器人在水"', "1"),
        ("高区", "1"),
        ("火炬 机器人", "1"),
        ("威海市高技区", "1"),
        ("山东威海", "13"),
        ("地点=威海", "13"),
        ("地点=山东", "123"),
        ("地点=荣成", "3"),
        ("分类=B29C", "13"),
        ("IPC=B29C53/60", "13"),
        ("ipc=A01K", "2"),
        ("申请人=青岛", "2"),
        ("渔竿 OR 扫件", "23"),
        ("机器人 NOT 水陆", "3"),
        ("NOT 机器人", "24"),
        ("(渔竿 OR 扫件) AND 威海", "23"),
        ("公开日=2018", "3"),
        ("公开日=2018..2018-12", "3"),
        ("公开日=2019..", "124"),
        ("种类=实用新型", "4"),
        ("CN100000002A", "2"),
        ("100000003", "3"),
        ("CN 100000002 A", "2"),
        ("公开号CN100000002A", "2"),
        ("号码=CN 100000002 A", "2"),
        ("渔竿 CN 100000002 A", "2"),
        ("临港区", ""),
        ("３Ｄ打印", "4"),
        ("abs plus", "4"),
        ('"ABS Plus材"', "4"),
        ('"渔"', "2"),
        ("不存在的词", ""),
        ("", "1234"),
    ],
)
def test_query(few, query, expected):
    assert found(few, query) == set(expected)


@pytest.mark.parametrize(
    ("query", "at", "says"),
    [
        ("(渔竿 OR )", 7, "OR 之后"),
        ("渔竿 AND", 6, "AND 之后"),
        ("渔竿 AND (", 7, "左括号"),
        ("公开日=", 4, "缺一个值"),
        ("地点= ", 4, "缺一个值"),
        ("地点=999999", 3, "不认得地点"),
        ("公开日=2019..2018", 4, "晚于"),
        ("竿" * 2001, 2000, "最多 2,000"),
        ('"渔竿', 0, "引号"),
        ("(渔竿", 0, "左括号"),
        ("分类=船", 3, "分类号"),
        ("地点=亚特兰蒂斯", 3, "地点"),
        ("公开日=2019-13", 4, "不是一个存在的日期"),
        ("状态=好", 3, "没有"),
    ],
)
def test_an_error_points_at_its_character(few, query, at, says):
    with pytest.raises(BadQuery, match=says) as wrong:
        few.search(query)
    assert wrong.value.at == at


@pytest.mark.parametrize(
    "query", ["糕点（罗汉蜜柚果子）", "3:1 传动", "C++", "a)b", "~!@#$%^&*", "比例=1:2", "NOTE", "渔竿)"]
)
def test_pasted_text_is_no_error(few, query):
    few.search(query)


def test_an_application_number_in_every_dress(built):
    """The check digit of 201830514079 is 9: worked out in the cases of the law."""
    number = Number(type="application", value="2018305140799", checked=True)
    index = built([msgspec.structs.replace(FEW[0], numbers=[number]), *FEW[1:]])
    for written in ("2018305140799", "201830514079.9", "ZL 2018 3 0514079.9", "ZL201830514079.9", "2018 3 0514079.9",
                    "专利号ZL201830514079.9", "zl 201830514079.9", "CN 201830514079.9", "201830514079", "ＺＬ２０１８３０５１４０７９．９"):  # fmt: skip
        assert found(index, written) == {"1"}, written
    wrong = index.search("201830514079.8")
    assert wrong.total == 0 and "校验位" in wrong.understood[0]


def test_real_and_invented_are_counted_apart(built):
    index = built([*FEW, make("100000009", "渔竿", realm="sample")])
    result = index.search("渔竿")
    assert {one.value: one.count for one in result.facets["realm"]} == {"real": 1, "sample": 1}
    assert index.search("渔竿", Filters(realm="real")).total == 1


def test_facets_are_counted_before_their_own_choice(built):
    index = built(FEW)
    chosen = index.search("", Filters(include={"right_type": ("invention",)}))
    assert chosen.total == 3
    assert {one.value: one.count for one in chosen.facets["right_type"]} == {
        "invention": 3,
        "utility_model": 1,
    }
    assert {one.value: one.count for one in chosen.facets["year"]} == {"2019": 2, "2018": 1}


def test_every_area_counts_as_many_as_its_choice_finds(built):
    index = built(FEW)
    counts = {one.value: one.count for one in index.search("").facets["area"]}
    assert counts == {"371000": 2, "371002": 1, "371082": 1, "370200": 1}
    for code, count in counts.items():
        assert index.search("", Filters(include={"area": (code,)})).total == count


def test_include_exclude_and_years(built):
    index = built(FEW)
    assert found(index, "", filters=Filters(include={"area": ("371000",)})) == set("13")
    assert found(index, "", filters=Filters(exclude={"area": ("371000",)})) == set("24")
    assert found(index, "", filters=Filters(year_from=2018, year_to=2018)) == {"3"}
    assert found(index, "", filters=Filters(exclude={"applicant": ("甲公司",)})) == set("23")


def test_pages_do_not_overlap_and_sorting(built):
    index = built([make(f"2000000{n:02}", f"渔竿{n}", on=f"2019-07-{n + 1:02}") for n in range(25)])
    pages = [found(index, "渔竿", offset=offset, limit=10, sort="newest") for offset in (0, 10, 20)]
    assert index.search("渔竿").total == 25
    newest = index.search("渔竿", sort="newest", limit=1).hits[0]
    assert newest.published == "2019-07-25" and len(pages) == 3


def test_marks_show_what_was_found(built):
    hit = built(FEW).search("两栖").hits[0]
    assert [hit.title[low:high] for low, high in hit.title_marks] == ["两栖"]


def test_an_update_replaces_and_a_redirect_disappears(built):
    built(FEW)
    index = built(
        [
            make("100000002", "改了名称的钓竿"),
            make("100000003", "扫件机构", redirect="patent-cn-pub-100000001"),
        ]
    )
    assert found(index, '"渔竿"') == set()
    assert found(index, "") == set("124")
    assert index.lake_version == 2 and index.search("改了名称").total == 1


def test_no_index_is_said(tmp_path):
    with pytest.raises(NotReady):
        open_index(tmp_path / "nothing")


def test_a_lost_index_is_built_again(built):
    index = built(FEW)
    (built.folder / "CURRENT").unlink()
    update_index(built.lake, built.folder)
    assert open_index(built.folder).search("").total == index.search("").total
    assert len([path for path in built.folder.iterdir() if path.is_dir()]) == 1


ALPHABET = st.text(alphabet="机器人水下渔竿 aB1（(", min_size=0, max_size=8)


@settings(max_examples=30, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.tuples(ALPHABET, ALPHABET), min_size=1, max_size=8),
    st.text(alphabet="机器人水下渔竿 aB1（(", min_size=1, max_size=4),
)
def test_a_quoted_string_is_found_exactly_where_it_stands(tmp_path_factory, texts, needle):
    """Brute force: the folded string in the folded title or abstract."""
    wanted = fold(needle)
    if not wanted:
        return
    folder = tmp_path_factory.mktemp("exact")
    records = [make(f"3000000{n:02}", title or "无", abstract) for n, (title, abstract) in enumerate(texts)]
    lake = open_lake(folder / "lake")
    with lake.write() as writer:
        writer.put(records)
    update_index(lake, folder / "index")
    expected = {
        record.record_id
        for record in records
        if wanted in fold(record.name) or wanted in fold(record.abstract.get("zh", ""))
    }
    got = {hit.record_id for hit in open_index(folder / "index").search(f'"{needle}"').hits}
    assert got == expected
