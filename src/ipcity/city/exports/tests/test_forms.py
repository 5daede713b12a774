"""Every form holds every record and says what it is; read back by programs that are not ours."""

from __future__ import annotations

import csv
import io
import json

import pyarrow.parquet as pq
import pytest
from python_calamine import CalamineWorkbook

from ipcity.city.exports.about import About
from ipcity.city.exports.columns import COLUMNS
from ipcity.city.exports.writers import WRITERS, form_of
from ipcity.records import ClassMark, Document, Event, Party, Record

ABOUT = About(
    query="标题=纱线 AND 威海", filters="status=granted", realm={"zh": "样例（虚构）", "en": "sample"}, lake_version=7,
    made_at="2026-11-22T19:00:00+08:00", rows=2, language="zh", coverage=({"zh": "样例城市全部", "en": "all"},),
    terms={"sample_city": {"zh": "可自由使用", "en": "free"}},
)  # fmt: skip


def record(number: int, title: str) -> Record:
    return Record(
        record_id=f"patent-cn-{number}", kind="patent", right_type="invention", office="cn", realm="sample",
        title={"zh": title}, abstract={"zh": "一种纱线。\n第二行。"}, dates={"filed": "2018-05-01", "published": "2019-07-12"},
        parties=[Party(role="owner", name="=2+5公司", name_norm="x", area="371002"),
                 Party(role="inventor", name="刘阳", name_norm="刘阳", natural=True)],
        classes=[ClassMark(scheme="ipc", symbol="D02G3/04", main=True)],
        documents=[Document(number=f"CN{number}B", kind_code="B", on="2019-07-12", stage="granted")],
        events=[Event(code="grant", on="2019-07-12")], status="granted", status_as_of="2019-09-30",
    )  # fmt: skip


@pytest.fixture
def made(tmp_path):
    def make(form: str):
        path = tmp_path / f"x.{form}"
        writer = WRITERS[form](path, ABOUT)
        for one in (record(1, "纱线“甲”, {a}_b"), record(2, "@纱线乙")):
            writer.write(one)
        writer.close()
        return path

    return make


def test_csv_says_what_it_is_and_holds_no_formula(made) -> None:
    text = made("csv").read_bytes()
    assert text.startswith(b"\xef\xbb\xbf# ")
    lines = text.decode("utf-8-sig").splitlines()
    told = [line for line in lines if line.startswith("# ")]
    assert "# 检索式: 标题=纱线 AND 威海" in told and "# 数据版本: v7" in told
    rows = list(csv.DictReader(io.StringIO("\n".join(lines[len(told) :]))))
    assert [row["编号"] for row in rows] == ["patent-cn-1", "patent-cn-2"]
    assert rows[0]["权利人或申请人"] == "'=2+5公司" and rows[1]["名称"] == "'@纱线乙"
    assert rows[0]["地点"].endswith("环翠区") and rows[0]["号码"] == "CN1B"


def test_xlsx_has_a_sheet_about_itself(made) -> None:
    book = CalamineWorkbook.from_path(str(made("xlsx")))
    assert book.sheet_names == ["说明", "数据"]
    rows = book.get_sheet_by_name("数据").to_python()
    assert rows[0] == [one.head["zh"] for one in COLUMNS] and len(rows) == 3
    assert ["检索式", "标题=纱线 AND 威海"] in book.get_sheet_by_name("说明").to_python()
    assert rows[1][5] == "=2+5公司"  # a text, not the number 7


def test_json_lines_hold_whole_records_with_st27(made) -> None:
    first, *rows = [json.loads(line) for line in made("jsonl").read_text(encoding="utf-8").splitlines()]
    assert (
        first["ipcity_export"]["lake_version"] == 7
        and first["ipcity_export"]["terms"]["sample_city"]["en"] == "free"
    )
    assert [row["record_id"] for row in rows] == ["patent-cn-1", "patent-cn-2"]
    assert "st27" in rows[0]["events"][0]


def test_parquet_carries_its_origin_in_the_metadata(made) -> None:
    table = pq.read_table(made("parquet"))
    assert table.num_rows == 2 and table["title"][1].as_py() == "@纱线乙"
    assert json.loads(table.schema.metadata[b"ipcity_export"])["query"] == ABOUT.query
    assert json.loads(table["record"][0].as_py())["dates"]["filed"] == "2018-05-01"


def test_ris_has_one_entry_each(made) -> None:
    text = made("ris").read_bytes().decode()
    assert text.count("TY  - PAT\r\n") == text.count("ER  - \r\n") == 2
    assert "AU  - 刘阳\r\n" in text and "DA  - 2018/05/01/\r\n" in text and "PY  - 2019\r\n" in text
    assert "AB  - 一种纱线。 第二行。\r\n" in text


def test_bibtex_escapes_and_balances(made) -> None:
    text = made("bib").read_text(encoding="utf-8")
    assert "@patent{patent-cn-1," in text and r"\{a\}\_b" in text
    plain = text.replace(r"\{", "").replace(r"\}", "").replace("{}", "")
    assert plain.count("{") == plain.count("}")


def test_a_form_is_told_by_the_ending(tmp_path) -> None:
    assert form_of(tmp_path / "a.BibTeX") == "bib" and form_of(tmp_path / "a.xlsx") == "xlsx"
    with pytest.raises(Exception, match="不能导出成"):
        form_of(tmp_path / "a.docx")
