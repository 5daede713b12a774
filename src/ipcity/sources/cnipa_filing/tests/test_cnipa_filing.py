"""Parts of a filed application; the folder says whose."""

from __future__ import annotations

import shutil

from ipcity.sources.cnipa_filing.reader import SOURCE
from ipcity.sources.tests.seeds import SEEDS, loaded, refused


def test_claims_belong_to_the_number_of_the_folder(tmp_path):
    lake, report = loaded(tmp_path, "cnipa_filing")
    assert (report.read, report.accepted) == (1, 1) and "附图" in refused(report)["drawings.xml"]
    record = lake.record("patent-cn-2019109999019")
    assert record.claims == ["一种样例渔竿，其特征在于，包括竿体(1)。"] and record.title == {}


def test_parts_meet_the_published_document(tmp_path):
    lake, report = loaded(tmp_path, "cnipa_filing/2019109999019/100001-", "cnipa_exchange/document.xml")
    assert report.accepted == 2 and lake.count() == 1
    assert lake.record("patent-cn-2019109999019").name == "一种样例渔竿"


def test_without_the_folder_nobody_knows_whose_it_is(tmp_path):
    path = tmp_path / "claims.xml"
    shutil.copy(SEEDS / "cnipa_filing/2019109999019/100001-/claims.xml", path)
    assert "没有申请号" in next(SOURCE.read(path)).problem
    wrong = tmp_path / "2019109999012"  # a wrong check digit is no number
    wrong.mkdir()
    assert "没有申请号" in next(SOURCE.read(path.rename(wrong / "claims.xml"))).problem
