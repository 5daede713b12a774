"""The EU register of indications."""

from __future__ import annotations

from ipcity.sources.tests.seeds import loaded


def test_entries(tmp_path):
    lake, report = loaded(tmp_path, "gi_register")
    assert (report.read, report.accepted, report.quarantined) == (2, 1, 1)
    record = lake.record("indication-eu-r-pdoit99901")
    assert (record.right_type, record.status, record.dates) == (
        "pdo",
        "registered",
        {"granted": "1991-06-14"},
    )
    assert "不是一个存在的日期" in lake.quarantined()[0].reason
