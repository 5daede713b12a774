"""Chinese documents in XML and in marked text."""

from __future__ import annotations

from ipcity.sources.cnipa_exchange.reader import SOURCE
from ipcity.sources.tests.seeds import SEEDS, loaded


def test_a_document_in_xml(tmp_path):
    lake, report = loaded(tmp_path, "cnipa_exchange/document.xml")
    assert report.accepted == 1
    rod = lake.record("patent-cn-2019109999019")
    assert rod.title == {"zh": "一种样例渔竿"} and rod.status == "published"
    assert (rod.holders[0].name, rod.holders[0].area) == ("甲渔具有限公司", "371002")
    assert [(one.role, one.name) for one in rod.parties[1:]] == [
        ("inventor", "李甲"), ("agency", "样例专利事务所"), ("agent", "王乙"),
    ]  # fmt: skip
    assert rod.claims == ["1.一种渔竿，包括竿体。"]


def test_marked_text(tmp_path):
    lake, report = loaded(tmp_path, "cnipa_exchange/marked.utf8")
    assert report.accepted == 2
    reel = lake.record("patent-cn-pub-119999902")
    assert reel.claims == ["1.一种渔轮，包括轮体。", "2.根据权利要求1所述的渔轮，其特征在于有把手。"]
    assert reel.classes[0].symbol == "A01K87/02" and reel.dates["published"] == "2019-08-09"


def test_marked_text_that_breaks_off(tmp_path):
    path = tmp_path / "cut.utf8"
    path.write_text(
        (SEEDS / "cnipa_exchange" / "marked.utf8").read_text(encoding="utf-8")[:-20], encoding="utf-8"
    )
    assert ["没有结尾" in (row.problem or "") for row in SOURCE.read(path)] == [False, True]
