"""Hit sets against the index's own answers, and the ids that their numbers stand for."""

from __future__ import annotations

import numpy as np
import pytest

from ipcity.search import Filters, open_index
from ipcity.search.build import sweep_segments
from ipcity.search.ids import Extent, IdsWriter, read_ids, record_ids
from ipcity.search.recent import Recent
from ipcity.search.tests.test_search import FEW, make

QUERIES = [
    "", "渔竿", "一种 机器人", "渔竿 OR 机器人", "机器人 NOT 渔竿", "NOT 渔竿", "(机器人 OR 渔竿) NOT 一种", '"机"', "威海",
    "公开日=2019", "分类=A01K OR 分类=B25J", "申请人=公司 NOT 公开日=..2018", "甲 NOT 乙 NOT 丙",
]  # fmt: skip
CHOICES = [Filters(), Filters(exclude={"applicant": ("甲公司",)}, year_from=2019), Filters(realm="sample")]


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("filters", CHOICES)
def test_a_hit_set_is_what_the_index_finds(built, query, filters):
    index = built(FEW)
    result = index.search(query, filters, limit=100)
    assert len(index.hit_set(query, filters)) == result.total
    assert index.matching(query, filters).record_ids == sorted(hit.record_id for hit in result.hits)


def test_after_an_update_changed_records_have_new_numbers_and_gone_ones_none(built):
    built(FEW)
    index = built([make("100000002", "改了"), make("100000003", "x", redirect="patent-cn-pub-100000001")])
    assert index.matching("").record_ids == [f"patent-cn-pub-10000000{n}" for n in (1, 2, 4)]
    assert max(index.hit_set("")) == 4 and len(index.hit_set("")) == 3


def test_what_a_killed_writer_left_is_cut_off(tmp_path):
    with IdsWriter(tmp_path, Extent()) as ids:
        ids.add(["a", "bb"])
        kept = ids.extent()
        ids.add(["lost"])
    assert read_ids(tmp_path, kept).to_pylist() == ["a\n", "bb\n"]
    with IdsWriter(tmp_path, kept) as ids:
        assert ids.next == 2
        ids.add(["a0"])
        found = read_ids(tmp_path, ids.extent())
    assert record_ids(found, np.array([2, 1, 0], np.uint32)) == ["a", "a0", "bb"]


def test_segments_that_nobody_names_are_swept(built):
    index = built(FEW)
    lost = index.folder / f"{'0' * 31}1.term"
    lost.write_bytes(b"left by a killed writer")
    assert sweep_segments(index.folder) == 1 and not lost.exists()
    assert open_index(built.folder).search("").total == index.search("").total


def test_the_least_recent_answers_go_first():
    made: list[str] = []
    recent: Recent[str] = Recent(2)

    def ask(key: str) -> str:
        return recent.get(key, lambda: made.append(key) or key.upper())

    assert [ask(key) for key in "abacab"] == list("ABACAB")
    assert made == ["a", "b", "c", "b"]
