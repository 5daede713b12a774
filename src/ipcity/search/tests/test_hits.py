"""Hit sets against the index's own answers, and the ids that their numbers stand for."""

from __future__ import annotations

import shutil

import pytest

from ipcity.base.errors import NotReady
from ipcity.base.recent import Recent
from ipcity.postings import sweep
from ipcity.search import Filters, open_index, update_index
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


def test_what_nobody_names_is_swept(built):
    index = built(FEW)
    lost = built.folder / "left-by-a-killed-writer"
    lost.mkdir()
    (built.folder / "0.dead").write_bytes(b"")
    assert sweep(built.folder) == 2 and not lost.exists()
    assert open_index(built.folder).search("").total == index.search("").total


@pytest.mark.parametrize("damage", ["another form", "a segment gone", "a file cut off"])
def test_an_index_that_cannot_be_read_is_built_anew(built, damage):
    total = built(FEW).search("").total
    segment = next(path for path in built.folder.iterdir() if path.is_dir())
    if damage == "another form":
        (built.folder / "CURRENT").write_text("8-0123456789ab")
    elif damage == "a segment gone":
        shutil.rmtree(segment)
    else:
        (segment / "pairs.slots.npy").write_bytes((segment / "pairs.slots.npy").read_bytes()[:100])
    with pytest.raises(NotReady):
        open_index(built.folder)
    update_index(built.lake, built.folder)
    assert open_index(built.folder).search("").total == total


def test_the_least_recent_answers_go_first():
    made: list[str] = []
    recent: Recent[str] = Recent(2)

    def ask(key: str) -> str:
        return recent.get(key, lambda: made.append(key) or key.upper())

    assert [ask(key) for key in "abacab"] == list("ABACAB")
    assert made == ["a", "b", "c", "b"]
