"""Abstracts without numbers: one object a line, or one array."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import parties, read, written
from ipcity.testing import shared_path

ONE = '{"id": "a1", "title": "一种渔竿", "assignee": "甲渔具有限公司", "abstract": "本实用新型公开了一种渔竿。", "label_id": 3}'


def test_known_by_title_and_holder(tmp_path):
    records, reasons = read("abstracts_json", written(tmp_path, "a.json", f"{ONE}\n{ONE[:40]}\n"))
    assert len(reasons) == 1 and "截断" in reasons[0]
    assert (records[0].right_type, records[0].numbers[0].type) == ("utility_model", "unnumbered")
    assert records[0].extra == {"data_set_id": "a1"} and parties(records[0], "applicant") == [
        "甲渔具有限公司"
    ]


def test_an_array(tmp_path):
    records, reasons = read("abstracts_json", written(tmp_path, "a.json", f"[{ONE},\n {ONE}, 7]"))
    assert len(records) == 2 and len(reasons) == 1


@pytest.mark.shared
@pytest.mark.parametrize("name", ["train.json", "expand_train_1.part1.json"])
def test_the_real_files(name):
    path = shared_path(f"data/cn_patents/abstracts_jsonl/{name}")
    records, reasons = read("abstracts_json", path)
    assert len(records) == path.read_bytes().count(b'"label_id"') and not reasons
