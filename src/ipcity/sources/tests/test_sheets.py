"""Spreadsheets of publishers and of any origin: headers found, swapped ones refused, sheets that nobody knows named."""

from __future__ import annotations

import io
import zipfile

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from ipcity.base.errors import BadInput
from ipcity.sources import all_sources
from ipcity.sources.sheets import cell_text
from ipcity.sources.tests.reading import parties, read, source, written
from ipcity.testing import shared_path

HEAD = ["专利名称", "申请号", "公开（公告）号", "公开（公告）日", "申请人", "申请日", "备注"]
ROW = ["渔竿", "2019100000019", "CN109999443A", "2019-07-12", "甲有限公司；乙大学", "2019.01.02", "好"]


def workbook(folder, sheets, name="a.xlsx"):
    with xlsxwriter.Workbook(folder / name) as book:
        for title, rows in sheets.items():
            sheet = book.add_worksheet(title)
            for at, row in enumerate(rows):
                sheet.write_row(at, 0, row)
    return folder / name


def test_header_below_a_title_in_any_dress_and_order(tmp_path):
    head = [
        " 公开(公告)号 ",
        "ＩＰＣ分类号",
        "申 请 人",
        "名称*",
        "",
        "公开（公告）日",
        "申请号",
        "被引证次数",
    ]
    row = ["CN109999443A", "A01K87/00", "甲有限公司|乙大学", "渔竿", "", 43658, 2019100000019, 3]
    (record,), reasons = read("various_sheets", workbook(tmp_path, {"x": [["某平台导出"], [], head, row]}))
    assert not reasons and record.title["zh"] == "渔竿" and record.extra["cited_by"] == "3"
    assert record.number("application").value == "2019100000019" and record.dates["published"] == "2019-07-12"
    assert (
        parties(record, "applicant") == ["甲有限公司", "乙大学"] and record.classes[0].symbol == "A01K87/00"
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
@pytest.mark.parametrize("delimiter", [",", "\t", ";"])
def test_delimited_text_of_any_encoding(tmp_path, encoding, delimiter):
    text = "\n".join(delimiter.join(cells) for cells in (HEAD, ROW))
    (record,), _ = read("various_sheets", written(tmp_path, "a.csv", text, encoding=encoding))
    assert record.number("application").value == "2019100000019" and record.extra == {"备注": "好"}


def test_swapped_headers_are_refused(tmp_path):
    swapped = ["专利名称", "申请人", "公开（公告）号", "公开（公告）日", "申请号", "申请日", "备注"]
    with pytest.raises(BadInput, match="对调"):
        read("various_sheets", workbook(tmp_path, {"x": [swapped, ROW, ROW]}))


def test_damaged_numbers_stay_unknown_and_ragged_rows_are_named(tmp_path):
    damaged = ["渔竿", "2.02E+12", *ROW[2:]]
    records, reasons = read("various_sheets", workbook(tmp_path, {"x": [HEAD, damaged, [*ROW, "多", "余"]]}))
    assert (
        records[0].number("application") is None
        and records[0].extra["application_number_damaged"] == "2.02E+12"
    )
    assert len(reasons) == 1 and "对不上列" in reasons[0]


def test_every_sheet_has_its_own_header_and_unknown_ones_are_named(tmp_path):
    other = [["专利名称", "公告号", "专利权人"], ["茶壶", "CN301097793S", "丙公司"]]
    path = workbook(
        tmp_path, {"一": [HEAD, ROW], "二": other, "统计": [["月份", "件数"], ["一月", 3]], "空": []}
    )
    records, reasons = read("various_sheets", path)
    assert (
        [one.name for one in records] == ["渔竿", "茶壶"]
        and len(reasons) == 1
        and "“统计”有 2 行" in reasons[0]
    )


def test_lists_of_other_rights_are_not_taken_for_patents(tmp_path):
    head = ["商标名称", "名称", "申请号", "申请人"]
    path = workbook(tmp_path, {"x": [head, ["甲", "甲", "12345678", "甲公司"]]})
    assert not source("various_sheets").recognises(path, path.read_bytes()[:65536])


def test_escapes_and_numbers_of_workbooks():
    assert cell_text("第一行_x000D_\n第二行\u00a0") == "第一行\n第二行"
    assert (cell_text(2019100000019.0), cell_text(1.5), cell_text(None)) == ("2019100000019", "1.5", "")


def test_bombs_and_broken_workbooks_end_in_a_sentence(tmp_path):
    good = workbook(tmp_path, {"x": [HEAD, ROW]}).read_bytes()
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(good)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for part in old.infolist():
            content = old.read(part)
            new.writestr(
                part.filename,
                content.replace(b'r="A2"', b'r="XFD1048576"') if "sheet1" in part.filename else content,
            )
    for name, data in {
        "corner.xlsx": out.getvalue(),
        "cut.xlsx": good[: len(good) // 2],
        "not.xls": b"\xd0\xcf\x11\xe0" + b"x" * 999,
    }.items():
        (tmp_path / name).write_bytes(data)
        assert not any(one.recognises(tmp_path / name, data[:65536]) for one in all_sources())
        with pytest.raises(BadInput, match="。"):
            list(source("various_sheets").read(tmp_path / name))


REAL = {
    "trs_sheet": [("xls_trs_export_45_columns/test.xls", 0)],
    "cnki_sheet": [("xlsx_materials/MaterialChemistry_18_19.xlsx", 0)],
    "patsnap_sheet": [("xlsx_patsnap_layout/专利格式.xlsx", 0)],
    "research_sheet": [("xlsx_ipc_claims/30.xlsx", 0), ("xlsx_title_abstract/专利.xlsx", 0), ("xlsx_title_abstract/训练集2.xlsx", 11)],
}  # fmt: skip


@pytest.mark.shared
@pytest.mark.parametrize(
    ("name", "file", "aside"), [(name, *one) for name, files in REAL.items() for one in files]
)
def test_the_real_workbooks(name, file, aside):
    path = shared_path(f"data/cn_patents/{file}")
    book = CalamineWorkbook.from_path(path)
    sheets = [book.get_sheet_by_name(sheet).to_python() for sheet in book.sheet_names]
    records, reasons = read(name, path)
    assert len(records) + len(reasons) == sum(max(0, len(rows) - 1) for rows in sheets)
    assert len(reasons) == aside and all("名称为空" in reason for reason in reasons)
    assert (
        next(one for one in all_sources() if one.recognises(path, path.read_bytes()[:65536])).passport.name
        == name
    )
    assert "Signature" not in str([one.as_dict() for one in records])
