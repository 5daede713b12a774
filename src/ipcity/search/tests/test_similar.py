from __future__ import annotations

import math

import msgspec
import numpy as np
import pytest

from ipcity.base.errors import BadInput, NotReady
from ipcity.records import Citation
from ipcity.search import (
    build_nearby,
    by_family,
    compare,
    learning,
    open_nearby,
    similar_to_record,
    similar_to_text,
)
from ipcity.search.learning import train
from ipcity.search.tests.conftest import built_in, make
from ipcity.search.vectors import READ, Encoder, gram_table

ROBOT = "一种水下清洗机器人，包括推进器和清洗刷，用于清洗船体表面的海生物"
RECORDS = [
    make("130000001", "水下清洗机器人", ROBOT, symbol="B63B59/08"),
    make("130000002", "船体清洗机器人", "清洗刷安装在推进器之间，清洗船体表面", symbol="B63B59/06"),
    make("130000003", "碳纤维渔竿", "渔竿由碳纤维预浸料卷制而成", symbol="A01K87/00"),
    make("130000004", "渔竿的卷制方法", "预浸料卷制成渔竿坯体并固化", symbol="A01K87/00"),
    make("130000005", "海参养殖池", "养殖池底部设置附着基", symbol="A01K61/30"),
]
RECORDS[3] = msgspec.structs.replace(RECORDS[3], citations=[Citation(number="CN130000003A")])


@pytest.fixture(scope="module")
def house(tmp_path_factory):
    folder = tmp_path_factory.mktemp("similar")
    build = built_in(folder)
    index = build(RECORDS)
    assert build_nearby(build.lake, folder / "similar") == len(RECORDS)
    return index, build.lake.at(), open_nearby(folder / "similar")


def test_a_paragraph_finds_its_prior_art_and_says_why(house):
    first = similar_to_text(*house, "用推进器在船体上移动并清洗船体表面的设备")[0]
    assert first.record_id.endswith(("130000001", "130000002"))
    assert {"船体", "清洗"} <= set(first.reasons.words) and first.reasons.nearness > 0


def test_a_record_is_not_similar_to_itself(house):
    found = similar_to_record(*house, RECORDS[2])
    assert found[0].record_id == RECORDS[3].record_id
    assert found[0].reasons.cites and found[0].reasons.classes == ["A01K87"]
    assert RECORDS[2].record_id not in {one.record_id for one in found}


def test_words_alone_serve_before_vectors_are_built(house, tmp_path):
    index, view, _ = house
    assert similar_to_text(index, view, None, ROBOT)[0].record_id == RECORDS[0].record_id
    with pytest.raises(NotReady, match="similar build"):
        open_nearby(tmp_path)
    (tmp_path / "old").mkdir()
    (tmp_path / "old" / "about.json").write_text('{"form": 1, "lake_version": 1}')
    (tmp_path / "CURRENT").write_text("old")
    with pytest.raises(NotReady, match="similar build"):  # vectors of an earlier kind
        open_nearby(tmp_path)
    assert similar_to_text(*house, "") == [] and similar_to_text(*house, "zzz qqq") == []


def test_a_text_is_as_near_to_itself_as_eight_bits_can_say(house):
    for record in RECORDS[:4]:  # the fifth shares no pair with another, so it has no direction here
        likeness = dict(house[2].nearest(f"{record.name} {record.abstract['zh']}", len(RECORDS)))
        assert (
            likeness[record.record_id] > 0.98 and likeness[record.record_id] >= max(likeness.values()) - 0.02
        )


def test_characters_and_pairs_are_counted_within_each_text():
    """Against counting by hand: 甲 2, 乙 2, 甲乙 2, 乙甲 1; nothing; 丙; 甲, 乙, blank, 丁 and three pairs."""
    table = gram_table(["甲乙甲乙", "", "丙", "甲乙\n丁"])
    twice = 1 + math.log(2)
    for row, counted in enumerate(([1, twice, twice, twice], [], [1], [1] * 7)):
        assert sorted(table[row].data) == pytest.approx(counted)
    assert table[0].multiply(table[3]).nnz == 3  # 甲, 乙, 甲乙
    assert np.isfinite(train(["甲乙", "丙丁"]).encode(["甲乙", ""])).all()


def test_scripts_and_widths_are_one():
    """機器人 is 机器人, ＡＢ is ab; a text over the end of the part that is read counts as far as it is read."""
    table = gram_table(["機器人ＡＢ", "机器人ab", "机" * (READ + 9), "机" * READ])
    assert (table[0] != table[1]).nnz == 0 and (table[2] != table[3]).nnz == 0


def test_many_blocks_are_encoded_as_one_by_one():
    encoder = train([f"{record.name} {record.abstract['zh']}" for record in RECORDS])
    texts = [f"{'水下机器人清洗渔竿卷制'[n % 9 :]}{n % 7}" for n in range(5000)]
    together = encoder.encode(texts)
    for at in (0, 2047, 2048, 4999):
        assert np.allclose(together[at], encoder.encode([texts[at]])[0], atol=1e-6)


def test_classes_teach_which_words_are_near():
    """Words that never stand in one text come near when one class bears both; without classes they do not."""
    texts = ["渔竿的卷制", "钓具的固化", "电池的极片", "电芯的封装", "海参的育苗", "贝类的养殖"] * 3
    classes = [{"A01K"}, {"A01K"}, {"H01M"}, {"H01M"}, {"A01G"}, {"A01G"}] * 3
    asked = ["渔竿", "钓具", "电池"]
    rod, tackle, cell = train(texts, classes, dimensions=3).encode(asked)
    plain_rod, plain_tackle, _ = train(texts, dimensions=3).encode(asked)
    assert rod @ tackle > max(rod @ cell, plain_rod @ plain_tackle)


def test_what_every_abstract_says_tells_nothing():
    """所述 stands in a tenth of all texts, but in all abstracts; 渔竿 in half of the titles, and is what a text is about."""
    things = [("渔竿", "卷制"), ("电池", "封装")]
    titles = [f"{things[n % 2][0]}{things[n % 2][1]}{n}" for n in range(54)]
    abstracts = [f"所述{things[n % 2][0]}，" + "其特征包括" * 20 + f"{n}" for n in range(6)]
    both, thing, said = train(titles + abstracts, dimensions=8).encode(["所述渔竿", "渔竿", "所述"])
    assert both @ thing > both @ said


def test_a_text_is_the_sum_of_its_characters_and_pairs():
    """甲 (1, 0) twice, 乙 (0, 2) once, everything else unknown: (1 + ln 2, 2), made one long."""
    places = [int(gram_table([sign]).indices[0]) for sign in "甲乙"]
    encoder = Encoder(np.array(places, np.uint32), np.array([[1, 0], [0, 2]], np.float32))
    known, unknown = encoder.encode(["甲乙甲丙", "丙丁"])
    long = math.hypot(1 + math.log(2), 2)
    assert known == pytest.approx([(1 + math.log(2)) / long, 2 / long]) and not unknown.any()


def test_the_regression_is_that_of_the_normal_equations():
    rows, aims = (np.random.default_rng(7).random(size, np.float32) for size in ((30, 6), (30, 4)))
    wanted = np.linalg.solve(rows.T @ rows + learning.RIDGE * np.eye(6), rows.T @ aims)
    assert learning.ridge(rows, rows.T @ aims, 12) == pytest.approx(wanted, abs=1e-4)


def test_compare_marks_what_differs():
    rows = {row.field: row for row in compare(RECORDS[2:4])}
    assert rows["title"].differs and rows["title"].only == [["碳纤维渔竿"], ["渔竿的卷制方法"]]
    assert not rows["classes"].differs and rows["citations"].cells == [[], ["CN130000003A"]]
    assert "inventors" not in rows
    for wrong in (RECORDS[:1], [RECORDS[0]] * 6):
        with pytest.raises(BadInput, match="2 至 5"):
            compare(wrong)


def test_one_line_for_a_family(tmp_path):
    records = [
        make(f"14000000{n}", "渔竿", on=f"2019-0{n}-01", family="f1" if n < 4 else None) for n in range(1, 7)
    ]
    index = built_in(tmp_path)(records)
    grouped = by_family(index, "渔竿", sort="newest")
    assert grouped.groups == 4 and grouped.result.total == 6
    assert [hit.members for hit in grouped.result.hits] == [1, 1, 1, 3]
    pages = [by_family(index, "渔竿", sort="newest", offset=at, limit=2).result.hits for at in (0, 2)]
    assert len({hit.record_id for page in pages for hit in page}) == 4


def test_the_most_cited_come_first(tmp_path):
    """Two records cite the first of three, in two writings; a reload of it keeps the count."""
    cited, other = make("160000001", "渔竿"), make("160000002", "渔竿")
    citing = [
        msgspec.structs.replace(make(f"16000000{n}", "渔竿"), citations=[Citation(number=written)])
        for n, written in ((3, "CN160000001A"), (4, "CN 160000001 A"))
    ]
    build = built_in(tmp_path)
    index = build([other, cited, *citing])
    assert index.search("渔竿", sort="cited").hits[0].record_id == cited.record_id
    assert index.search("被引>=2").total == 1 and index.search("被引>=1").total == 1
    again = build([msgspec.structs.replace(cited, status="granted")])
    assert again.search("被引=2").total == 1
