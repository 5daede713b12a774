"""Records as JavaScript; the legal history becomes events."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import parties, read, written
from ipcity.testing import shared_path

ONE = """{
    Agent: '["王丙"]', // 代理人
    PatentImage: "http://images.example/secret?X-Amz-Signature=1",
    IPCList: ["G06"], ApplicationNumber: "CN201910000001.9", ApplicationDate: "2019-01-02T00:00:00",
    PublicationNumber: "CN109999443A", PublicationDate: "2019-07-12T00:00:00", Title: "一种\\u6e14竿",
    Agency: ['某代理事务所 37000'], InventorStringList: ["张甲", "李乙",], AssigneestringList: ["甲有限公司"],
    PatentLegalHistory: [{Desc: "公开", LegalStatusDate: "2019-07-12"}, {Desc: "从未见过的事", LegalStatusDate: "2019-08-01"}],
}"""


def test_a_record(tmp_path):
    (record,), _ = read("qichacha", written(tmp_path, "q.js", f"export default [{ONE}];"))
    assert record.title == {"zh": "一种渔竿"} and parties(record, "agent") == ["王丙"]
    assert [(one.code, one.on) for one in record.events] == [
        ("PB01", "2019-07-12"),
        ("unknown", "2019-08-01"),
    ]
    assert "Signature" not in str(record.as_dict())


def test_a_cut_file_gives_what_was_whole(tmp_path):
    path = written(tmp_path, "q.js", f"export default [{ONE}, {ONE[:200]}")
    with pytest.raises(Exception, match="截断"):
        read("qichacha", path)


def test_code_is_no_data(tmp_path):
    with pytest.raises(Exception, match="不是数据"):
        read("qichacha", written(tmp_path, "q.js", f"export default [{ONE}, fetch('x')]"))


@pytest.mark.shared
def test_the_real_records():
    path = shared_path("data/cn_patents/qichacha_records/mock-zhuanlixinxi.js")
    records, reasons = read("qichacha", path)
    assert len(records) == path.read_text(encoding="utf-8").count("ApplicationNumber:") == 3 and not reasons
    assert [one.events[-1].code for one in records[1:]] == ["SE01", "GR01"]
