"""Pairs of document numbers, and lists of words that are none."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import read, written
from ipcity.testing import shared_path


def test_a_pair_is_a_citation(tmp_path):
    text = "CN106368451A\tCN204782097U\nCN102998533A, CN201043985Y\n不是号码\tCN1\n"
    records, reasons = read("citation_pairs", written(tmp_path, "p.txt", text))
    assert [(one.numbers[0].value, one.citations[0].number) for one in records] == [
        ("CN106368451A", "CN204782097U"), ("CN102998533A", "CN201043985Y"),
    ]  # fmt: skip
    assert len(reasons) == 1 and "不是两个专利文献号" in reasons[0]


def test_a_list_of_words_is_refused(tmp_path):
    with pytest.raises(Exception, match="词表"):
        read("citation_pairs", written(tmp_path, "w.txt", "\n".join("的了和与或而但若则乃") + "\n"))


@pytest.mark.shared
def test_the_real_pairs():
    path = shared_path("data/cn_patents/citation_pairs/cn_cn_citation_find.txt")
    lines = [line.split() for line in path.read_text().splitlines()]
    records, reasons = read("citation_pairs", path)
    assert len(records) == len(lines) == 66_593 and not reasons
    assert {(one.numbers[0].value, one.citations[0].number) for one in records} == {
        tuple(line) for line in lines
    }
    with pytest.raises(Exception, match="词表"):
        read("citation_pairs", shared_path("data/cn_patents/citation_pairs/stopwords.txt"))
