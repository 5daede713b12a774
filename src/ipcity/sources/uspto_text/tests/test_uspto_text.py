"""The printed form of the examiners' search system."""

from __future__ import annotations

from ipcity.sources.tests.seeds import loaded


def test_a_document(tmp_path):
    lake, report = loaded(tmp_path, "uspto_text")
    assert report.accepted == 1
    record = lake.record("patent-us-99500001")
    assert record.title["en"] == "Sample shield" and record.abstract["en"] == "A shield of tin."
    assert [one.number for one in record.documents] == ["US99000004B2", "US20139999904A1"]
    assert [(one.role, one.name) for one in record.parties] == [
        ("owner", "INVENTED SHIELD INC."), ("inventor", "Angler, Ann"), ("examiner", "Careful, Carl"),
    ]  # fmt: skip
    assert [(one.number, one.category) for one in record.citations] == [
        ("US20030169838A1", "cited by examiner"), ("CN1402605", "cited by applicant"),
    ]  # fmt: skip
    assert record.claims == ["1. A shield.", "2. The shield of claim 1."] and record.priority == [
        "KR10-2011-0999901"
    ]
