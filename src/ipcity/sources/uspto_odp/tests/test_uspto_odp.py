"""Answers of the portal: file wrappers and trade marks."""

from __future__ import annotations

import pytest

from ipcity.base.errors import BadInput
from ipcity.sources.tests.seeds import loaded
from ipcity.sources.uspto_odp.reader import SOURCE


def test_a_file_wrapper(tmp_path):
    lake, _ = loaded(tmp_path, "uspto_odp/patents.json")
    record = lake.record("patent-us-99300001")
    assert (record.status, record.status_as_of) == ("granted", "2023-04-19")
    assert record.dates == {"filed": "2021-01-05", "published": "2021-07-08", "granted": "2023-05-09"}
    assert record.priority == ["CN2020109999026"] and record.classes[0].symbol == "H01M10/052"
    assert record.events[0].code == "PTAC" and record.holders[0].area == "US"


def test_a_mark(tmp_path):
    lake, _ = loaded(tmp_path, "uspto_odp/marks.json")
    mark = lake.record("trademark-us-a-99400001")
    assert (mark.status, mark.title) == ("refused", {"en": "SAMPLEROD"})
    assert [(one.scheme, one.symbol) for one in mark.classes] == [("nice", "28"), ("us_class", "22")]
    assert [(one.role, one.name) for one in mark.parties] == [
        ("applicant", "Invented Rods, LLC"),
        ("examiner", "CAREFUL, CARL"),
    ]


@pytest.mark.parametrize(
    "text",
    ['{"trademarks": [', '{"trademarks": ' + "[" * 5000, '{"trademarks": ' + '{"a":' * 900 + "1" + "}" * 901],
)
def test_what_is_no_json_is_a_sentence(tmp_path, text):
    path = tmp_path / "answer.json"
    path.write_text(text)
    assert SOURCE.recognises(path, path.read_bytes())
    with pytest.raises(BadInput):
        list(SOURCE.read(path))
