"""A list of bare numbers."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import read, written
from ipcity.testing import shared_path


def test_numbers_stand_without_letter_and_day(tmp_path):
    records, reasons = read(
        "patent_numbers", written(tmp_path, "n.txt", "CN1387401\nCN 109999443 A\nCN301097793\n" * 4 + "无\n")
    )
    assert len(records) == 12 and len(reasons) == 1 and not records[0].documents
    assert [one.right_type for one in records[:3]] == ["invention", "invention", "design"]


@pytest.mark.shared
def test_the_real_list():
    path = shared_path("data/cn_patents/cnki_references/chinese_patents_id.txt")
    records, reasons = read("patent_numbers", path)
    assert not reasons and [one.numbers[0].value for one in records] == path.read_text().split()
