"""A folder of nodes and ties, read as one source."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import parties, read, written
from ipcity.testing import shared_path


def folder(tmp_path):
    written(tmp_path, "node/patent.csv", "title,uuid\n漁竿,u1\n海帶,u2\n")
    written(tmp_path, "node/inventor.csv", "name\n某甲\n")
    written(
        tmp_path,
        "relationship/applicant_patent.csv",
        "uuid,applicant\nu1,甲股份有限公司\nu1,乙大學\nu9,丙公司\n",
    )
    written(tmp_path, "relationship/ipc_patent.csv", "ipc,uuid\nA01K,u1\nA23L,u2\n")
    return tmp_path


def test_ties_are_joined_and_loose_ones_named(tmp_path):
    records, reasons = read("taiwan_graph", folder(tmp_path) / "node/patent.csv")
    assert [one.title for one in records] == [{"zh-hant": "漁竿"}, {"zh-hant": "海帶"}]
    assert (
        parties(records[0], "applicant") == ["甲股份有限公司", "乙大學"]
        and records[1].classes[0].symbol == "A23L"
    )
    assert len(reasons) == 1 and "不在专利清单中" in reasons[0]


@pytest.mark.parametrize(
    "name", ["relationship/applicant_patent.csv", "relationship/ipc_patent.csv", "node/inventor.csv"]
)
def test_the_other_files_say_where_they_are_read(tmp_path, name):
    with pytest.raises(Exception, match=r"不单独装载|没有可装载"):
        read("taiwan_graph", folder(tmp_path) / name)


@pytest.mark.shared
def test_the_real_folder():
    path = shared_path("data/cn_patents/taiwan_traditional/node/patent.csv")
    records, reasons = read("taiwan_graph", path)
    assert len(records) + len(reasons) == len(path.read_bytes().splitlines()) - 1 == 8665
    assert len(reasons) == 1 and "14259" in reasons[0]
    ties = path.parent.parent / "relationship/applicant_patent.csv"
    lines = ties.read_text(encoding="utf-8-sig").splitlines()[1:]
    assert sum(len(one.holders) for one in records) == len(set(lines)) - 4  # of the one that is set aside
