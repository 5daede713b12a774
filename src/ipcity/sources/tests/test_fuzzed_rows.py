"""Readers of row-like files never crash: whatever the bytes, they give rows, rows with a problem, or BadInput."""

from __future__ import annotations

import io
import tempfile
from contextlib import suppress
from functools import cache
from importlib import import_module
from pathlib import Path

import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ipcity.base.errors import BadInput
from ipcity.ingest import RawRow
from ipcity.ingest.normalise import Unfit, normalise

BOOK = [["名称", "申请号", "申请人", "申请日"], ["渔竿", "2018305140799", "甲有限公司", "2018-09-13"]]
LISTED = (
    "公开（公告）号:发明名称:申请日:nrdAnHidden:地址\nCN399252224S:月饼: 2018.09.13:CN201830514079:山东省\n"
)
OBJECT = '{ApplicationNumber: "CN1", PublicationNumber: "CN399252224S", AssigneestringList: ["甲"], Title: \'月饼\'}'
DUMP = (
    "CREATE TABLE `p` (\n `title` t,\n `famingren` t,\n `quanren` t,\n `shenqingri` t\n);\n"
    "INSERT INTO `p` VALUES ('渔竿','张甲;;李乙','甲''公司\\\\','2019-01-02'),(NULL,'a','b','c');"
)
PAGE = (
    '<html><title>CN1 - Google Patents</title><span itemprop="title">渔竿</span>'
    '<dd itemprop="publicationNumber">CN199999443A</dd></html>'
)
LIKE_REAL = {
    "sipo_search": LISTED,
    "citation_pairs": "CN106368451A\tCN204782097U\nCN106368451A\tCN1\n",
    "patent_numbers": "CN1387401\nCN101326292A\n",
    "cnki_references": "[1]张甲,李乙. 渔竿[P]. 山东：CN199999443A,2019-07-12.\n\n[2]张甲. 论渔竿[J]. 学报,2019(1):1-2.\n",
    "abstracts_json": '{"id": "1", "title": "渔竿", "assignee": "甲公司", "abstract": "本发明", "label_id": 1}\n',
    "cnki_dump": DUMP,
    "qichacha": f"export default [{OBJECT}, {OBJECT}];",
    "patsnap_api": 'const a = [{"patent_number": "CN1A", "apno": "CN1", "pbdt": 20190712, "title": [{"lang": "CN", "text": "x"}]}]',
    "google_patents": PAGE,
    "taiwan_graph": "title,uuid\n漁竿,1\n",
    "various_sheets": "名称,申请号,申请人\n渔竿,2018305140799,甲公司\n",
    "trs_sheet": "申请号\t名称\t公开（公告）号\t主权项\n1\t渔竿\tCN1A\t一种\n",
    "research_sheet": "名称,公开年份,摘要\n渔竿,2013,本发明\n",
}
FEW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def source(name):
    return import_module(f"ipcity.sources.{name}.reader").SOURCE


@cache
def book() -> bytes:
    """Once: a workbook holds the moment of its making."""
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet()
        for at, row in enumerate(BOOK):
            sheet.write_row(at, 0, row)
    return out.getvalue()


def survives(name: str, content: bytes, suffix: str = ".txt") -> list[RawRow]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / f"file{suffix}"
        path.write_bytes(content)
        one, rows = source(name), []
        one.recognises(path, content[: 64 * 1024])
        try:
            for row in one.read(path):
                assert isinstance(row, RawRow) and row.place
                row.digest(name)
                rows.append(row)
                if row.problem is None:
                    with suppress(Unfit):
                        normalise(row.values, one.passport)
        except BadInput as wrong:
            assert wrong.message.endswith(("。", "）"))
        return rows


@pytest.mark.parametrize("name", LIKE_REAL)
def test_the_like_of_a_real_file_is_recognised_and_read(name, tmp_path):
    content = LIKE_REAL[name].encode()
    path = tmp_path / "file.txt"
    path.write_bytes(content)
    assert source(name).recognises(path, content)
    assert any(row.problem is None for row in survives(name, content))


@pytest.mark.parametrize("name", LIKE_REAL)
@FEW
@given(data=st.data())
def test_cut_and_torn_files_end_in_rows_or_a_sentence(name, data):
    content = bytearray(LIKE_REAL[name].encode(data.draw(st.sampled_from(["utf-8", "gb18030", "utf-8-sig"]))))
    for _ in range(data.draw(st.integers(0, 4))):
        at = data.draw(st.integers(0, len(content) - 1))
        content[at : at + data.draw(st.integers(0, 3))] = data.draw(
            st.sampled_from(
                [b"", b"\0", b'"', b"'", b"\xff", b"\n", b"((", b"\\", b":", b",", b"[", b"{", b"<", b"\xe4"]
            )
        )
        content = content or bytearray(b" ")
    survives(name, bytes(content[: data.draw(st.integers(0, len(content)))]))


@pytest.mark.parametrize("name", LIKE_REAL)
@FEW
@given(content=st.binary(max_size=300))
def test_any_bytes(name, content):
    survives(name, content)


@FEW
@given(data=st.data())
def test_a_torn_workbook(data):
    content = bytearray(book())
    for _ in range(data.draw(st.integers(1, 5))):
        content[data.draw(st.integers(0, len(content) - 1))] = data.draw(st.integers(0, 255))
    survives("various_sheets", bytes(content[: data.draw(st.integers(1, len(content)))]), ".xlsx")


@FEW
@given(tail=st.binary(max_size=2000))
def test_an_old_workbook_of_nonsense(tail):
    survives("trs_sheet", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + tail, ".xls")


@pytest.mark.parametrize("name", LIKE_REAL)
def test_a_row_of_a_million_columns(name):
    wide = "x," * 1_000_000
    rows = survives(name, LIKE_REAL[name].encode() + wide.encode() + b"\n")
    assert all(len(str(row.values)) < 3_000_000 for row in rows)


@pytest.mark.parametrize("name", ["qichacha", "abstracts_json", "cnki_dump"])
def test_deep_nesting(name):
    survives(name, b"export default [" + b"[" * 100_000)
    survives(name, b"{" + b'"a":{' * 100_000)
    survives(name, b"INSERT INTO p VALUES " + b"(" * 100_000)
