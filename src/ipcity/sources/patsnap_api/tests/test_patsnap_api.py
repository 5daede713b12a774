"""Records of PatSnap: languages, holders named twice, states as events, no signed addresses."""

from __future__ import annotations

import pytest

from ipcity.sources.tests.reading import parties, read, written
from ipcity.testing import shared_path

ONE = """{"patent_number": "CN109999443A", "apno": "CN201910000001.9", "pbdt": 20190712, "apdt": 20190102, "ipc": "A01K87/00,B29C53/60",
 "thumbnail": "https://images.example/1.png?X-Amz-Signature=1",
 "title": [{"lang": "ZH", "text": "机器译名"}, {"lang": "CN", "text": "渔竿"}, {"lang": "EN", "text": "Rod"}],
 "an": [{"lang": "EN", "text": "A CO"}, {"lang": "CN", "text": "甲公司"}, {"lang": "CN", "text": "乙公司"}],
 "legal": {"legal_status": [{"legal_code": 13, "legal_desc": [{"lang": "CN", "text": "驳回"}]}], "event_date": 20210304,
           "event_status": [{"event_desc": [{"lang": "CN", "text": "权利转移"}]}]}}"""


def test_a_record(tmp_path):
    foreign = ONE.replace("CN109999443A", "EP1170723B1").replace("CN201910000001.9", "EP2001114696")
    records, reasons = read(
        "patsnap_api", written(tmp_path, "p.js", f"const ips = [{ONE}, {foreign}, 7]\nexport default ips")
    )
    assert records[0].title == {"zh": "渔竿", "en": "Rod"} and parties(records[0], "applicant") == [
        "甲公司",
        "乙公司",
    ]
    assert [(one.code, one.on) for one in records[0].events] == [("RJ01", "2021-03-04")]
    assert records[0].extra["register_changes"] == "权利转移" and "Signature" not in str(records[0].as_dict())
    assert records[1].office == "ep" and records[1].events == [] and len(reasons) == 1


@pytest.mark.shared
def test_the_real_records():
    path = shared_path("data/cn_patents/patsnap_api_records/ipDetail.js")
    records, reasons = read("patsnap_api", path)
    assert len(records) == path.read_text(encoding="utf-8").count('"patent_id"') == 10 and not reasons
    assert sorted({one.office for one in records}) == ["cn", "ep", "fi", "tw"]
    assert "Signature" not in str([one.as_dict() for one in records])
