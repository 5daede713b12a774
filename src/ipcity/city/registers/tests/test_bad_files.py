"""Files that are no register: each is refused with its own sentence, quickly, and without being laid out."""

from __future__ import annotations

import io
import time
import zipfile

import pytest
import xlsxwriter

from ipcity.base.errors import BadInput
from ipcity.city.registers.registers import UNITS
from ipcity.city.registers.sheet import read_sheet
from ipcity.city.registers.table import read_table
from ipcity.city.registers.tests.builders import HEAD, ROW, book, sheet_xml, with_sheet, zipped

CELL = '<row r="{row}"><c r="{name}" t="inlineStr"><is><t>x</t></is></c></row>'


def parts_of(data: bytes) -> dict[str, bytes]:
    archive = zipfile.ZipFile(io.BytesIO(data))
    return {name: archive.read(name) for name in archive.namelist()}


GOOD = parts_of(book([ROW]))
BAD = {
    "nothing": (b"", "0 字节"),
    "text": ("代码,名称\n".encode("gbk"), "不是完整的 Excel 工作簿"),
    "old xls": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(100), "旧格式（.xls）或加了密码"),
    "cut off": (book([ROW])[:-200], "没有传完"),
    "another zip": (zipped({"word/document.xml": b"<x/>"}), "不是 Excel 工作簿"),
    "macros": (zipped(GOOD | {"xl/vbaProject.bin": b"\x00"}), "带有宏"),
    "entities": (
        with_sheet('<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet_xml("<sheetData>&a;</sheetData>")),
        "文档类型声明",
    ),
    "broken xml": (with_sheet(sheet_xml("<sheetData><row>")), "内容损坏"),
    "no such place": (
        with_sheet(sheet_xml(f"<sheetData>{CELL.format(row=1, name='A0')}</sheetData>")),
        "不合规",
    ),
    "many parts": (zipped(GOOD | {f"x/{number}": b"" for number in range(2100)}), "个部件，不像一张表"),
    "no sheet data": (with_sheet(sheet_xml("<sheetData/>")), "没有找到表头"),
    "header only": (book([]), "没有数据"),
    "other header": (book([["a", "b"]], head=["品名", "单价"]), "没有找到表头"),
    "missing column": (book([ROW[:2]], head=HEAD[:2]), "缺少必需的列：类别、行政区划代码、核实"),
    "column twice": (book([["a", "b", "c"]], head=["代码", "名称", "代码"]), "“代码”出现了两次（A、C 列）"),
}


@pytest.mark.parametrize("name", BAD)
def test_refused_with_its_own_sentence(name: str) -> None:
    data, sentence = BAD[name]
    with pytest.raises(BadInput) as refused:
        read_table(UNITS, read_sheet(data, "单位名录"))
    assert sentence in refused.value.message and refused.value.message.endswith(("。", "。）"))


@pytest.mark.parametrize("corner", ["XFD1048576", "XFD1", "A1048576"])
def test_a_cell_in_the_last_corner_is_no_seventeen_thousand_million_cells(corner: str) -> None:
    row = corner.lstrip("ABCDEFGHIJKLMNOPQRSTUVWXYZ")
    data = with_sheet(sheet_xml(f"<sheetData>{CELL.format(row=row, name=corner)}</sheetData>"))
    began = time.monotonic()
    with pytest.raises(BadInput, match="最多 100,000 行、200 列"):
        read_sheet(data, "单位名录")
    assert time.monotonic() - began < 1


def test_formats_alone_do_not_make_a_sheet_large() -> None:
    empty = '<row r="1048576"><c r="XFD1048576" s="1"/></row>'
    sheet = read_sheet(
        with_sheet(sheet_xml(f"<sheetData>{CELL.format(row=1, name='A1')}{empty}</sheetData>")), ""
    )
    assert sheet.survey.rows == 1 and len(sheet.cells) == 1


def test_a_bomb_is_not_unpacked_to_its_end() -> None:
    bomb = zipped(GOOD | {"xl/sharedStrings.xml": bytes(400 * 2**20)})
    assert len(bomb) < 2**20
    began = time.monotonic()
    with pytest.raises(BadInput, match="压缩炸弹"):
        read_sheet(bomb, "单位名录")
    assert time.monotonic() - began < 2


def test_a_part_that_lies_about_its_size_is_not_believed() -> None:
    """The directory of the zip says 10 bytes; the stream holds 50 MB."""
    bomb = bytearray(zipped({**GOOD, "xl/sharedStrings.xml": bytes(50 * 2**20)}))
    size = (50 * 2**20).to_bytes(4, "little")
    while (at := bomb.find(size)) >= 0:
        bomb[at : at + 4] = (10).to_bytes(4, "little")
    with pytest.raises(BadInput, match="不是完整的 Excel"):
        read_sheet(bytes(bomb), "单位名录")


def test_one_long_text_used_in_every_cell_is_counted_each_time() -> None:
    shared = f"<sst><si><t>{'长' * 30_000}</t></si></sst>".encode()
    cells = "".join(f'<row r="{n}"><c r="A{n}" t="s"><v>0</v></c></row>' for n in range(1, 2001))
    parts = parts_of(with_sheet(sheet_xml(f"<sheetData>{cells}</sheetData>")))
    with pytest.raises(BadInput, match="文字总量过大"):
        read_sheet(zipped(parts | {"xl/sharedStrings.xml": shared}), "单位名录")


def test_a_file_that_is_too_large_is_not_opened() -> None:
    with pytest.raises(BadInput, match="最多 20 MB"):
        read_sheet(bytes(20 * 2**20 + 1), "")


def faults(data: bytes) -> dict[str, str]:
    table = read_table(UNITS, read_sheet(data, "单位名录"))
    return {f"{fault.letters}{fault.row}": fault.sentence for fault in table.faults}


def test_formulas_and_merged_cells_are_faults_at_their_place() -> None:
    out = io.BytesIO()
    with xlsxwriter.Workbook(out) as made:
        sheet = made.add_worksheet("单位名录")
        for number, row in enumerate([HEAD, ROW, ["second", *ROW[1:]], ["third", *ROW[1:]]]):
            sheet.write_row(number, 0, row)
        sheet.write_formula(1, 1, '="市"&"局"', None, "市局")
        sheet.merge_range(2, 2, 3, 2, "市直部门")
    found = faults(out.getvalue())
    assert set(found) == {"B2", "C4"}
    assert "是公式" in found["B2"] and "合并单元格" in found["C4"]


def test_days_as_numbers_are_explained_with_the_day_they_may_mean() -> None:
    found = faults(book([[*ROW[:4], 43738, *ROW[5:]]]))
    assert "2019-09-30" in found["E2"] and "日期序号" in found["E2"]


def test_swapped_columns_are_named() -> None:
    """Contents of area code and kind exchanged under a right header."""
    rows = [[f"u{n}", f"局{n}", "371000", "市直部门", "", "", "", "未核实"] for n in range(4)]
    table = read_table(UNITS, read_sheet(book(rows), "单位名录"))
    assert any("“类别”和“行政区划代码”的内容好像对调了（C 列与 D 列）" in note for note in table.notes)


def test_columns_in_another_order_are_read_by_their_titles_and_told() -> None:
    head, row = [HEAD[1], HEAD[0], *HEAD[2:]], [ROW[1], ROW[0], *ROW[2:]]
    table = read_table(UNITS, read_sheet(book([row], head=head), "单位名录"))
    assert table.rows[0]["code"] == "trial" and table.rows[0]["name"] == "市试验局" and not table.faults
    assert any("次序与模板不同" in note for note in table.notes)
