"""The stream of XML: several documents in a file, encodings, and what must not be read."""

from __future__ import annotations

import tracemalloc

import pytest

from ipcity.base.errors import BadInput
from ipcity.sources.xml_ import elements, first_element

BOMB = "<!DOCTYPE a [<!ENTITY x 'ha'>" + "".join(
    f"<!ENTITY x{n} '{'&x' + str(n - 1) + ';' if n else '&x;'}{'&x;' * 9}'>" for n in range(9)
) + "]><a><r>&x8;</r></a>"  # fmt: skip
OUTSIDE = "<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a><r>&x;</r></a>"
PARAMETER = "<!DOCTYPE a [<!ENTITY % p SYSTEM 'http://127.0.0.1:1/x.dtd'> %p;]><a><r>ok</r></a>"


def read(tmp_path, content, wanted=("r",)):
    path = tmp_path / "file.xml"
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return list(elements(path, frozenset(wanted)))


def test_documents_one_after_another_with_their_lines(tmp_path):
    one = '<?xml version="1.0"?>\n<a>\n<r>1</r></a>\n'
    found = read(tmp_path, one + "\n" + one.replace("1</r>", "2</r>"))
    assert [(item.line, item.element.text) for item in found] == [(3, "1"), (7, "2")]


def test_a_declaration_in_cdata_is_text(tmp_path):
    found = read(tmp_path, '<?xml version="1.0"?><a><r><![CDATA[<?xml version="1.0"?>]]></r></a>')
    assert [item.element.text for item in found] == ['<?xml version="1.0"?>']


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030", "utf-16", "iso-8859-1", "utf-8-sig"])
def test_encodings(tmp_path, encoding):
    word = "Lübeck" if encoding == "iso-8859-1" else "渔竿"
    name = {"utf-8-sig": "UTF-8", "gb18030": "GB2312"}.get(encoding, encoding)
    found = read(tmp_path, f'<?xml version="1.0" encoding="{name}"?><a><r>{word}</r></a>'.encode(encoding))
    assert [item.element.text for item in found] == [word]


def test_an_encoding_nobody_knows(tmp_path):
    with pytest.raises(BadInput, match="不认识"):
        read(tmp_path, '<?xml version="1.0" encoding="klingon"?><a/>')


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (BOMB, "炸弹"),
        (OUTSIDE, "文件之外"),
        ("<a>" * 300 + "<r/>" + "</a>" * 300, "嵌套"),
        ("<a><r>1</r><r>2", "损坏"),
        ("<a><r>1</b></a>", "损坏"),
        ("no xml at all", "损坏"),
    ],
)
def test_what_must_not_be_read_is_said(tmp_path, text, said):
    problems = [item.problem for item in read(tmp_path, text) if item.problem]
    assert len(problems) == 1 and said in problems[0]


def test_nothing_outside_is_fetched(tmp_path):
    assert [item.element.text for item in read(tmp_path, PARAMETER) if item.element is not None] == ["ok"]


def test_a_huge_record_is_refused_and_a_huge_file_is_not_held(tmp_path):
    record = b"<r>" + b"x" * 2**16 + b"</r>"
    path = tmp_path / "large.xml"
    path.write_bytes(b"<a>" + record * 256 + b"</a>")
    tracemalloc.start()
    assert sum(1 for _ in elements(path, {"r"})) == 256
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 2**22, "16 MiB of records in less than 4 MiB"
    path.write_bytes(b"<a><r>" + b"x" * (65 * 2**20))
    assert "超过 64 MiB" in next(elements(path, {"r"})).problem


def test_the_outermost_element():
    assert first_element(b'<?xml version="1.0"?><!-- x --><p:root xmlns:p="u"><a>') == "root"
    assert first_element(b"{}") is None and first_element(b"\x00\xff<") is None
