"""Templates go out and come back: for every kind the invented example makes the record it speaks of."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest
import xlsxwriter
from python_calamine import CalamineWorkbook

from ipcity.base.errors import BadInput
from ipcity.base.files import read_yaml
from ipcity.ingest.normalise import Unfit, normalise
from ipcity.lake import open_lake
from ipcity.records import kinds
from ipcity.sources import load_paths
from ipcity.sources.sheet_template import columns, columns_of, write_template
from ipcity.sources.sheet_template.reader import SOURCE

KINDS = [
    "patent",
    "trademark",
    "software",
    "work",
    "variety",
    "indication",
    "layout",
    "standard",
    "literature",
]


def filled(folder, kind, rows, *, headings=None):
    """A workbook as the template leaves it, with rows below."""
    path = folder / f"{kind}.xlsx"
    columns = columns_of(kind)
    with xlsxwriter.Workbook(path) as book:
        sheet = book.add_worksheet("数据")
        sheet.write_row(0, 0, headings or [one.heading + ("*" if one.required else "") for one in columns])
        sheet.write_row(1, 0, ["【说明】"])
        sheet.write_row(2, 0, ["【示例】示例"])
        for at, row in enumerate(rows, start=3):
            sheet.write_row(at, 0, [row.get(one.name, "") for one in columns])
    return path


def example(kind):
    return {one.name: one.example for one in columns_of(kind)}


def test_every_kind_has_a_template():
    assert list(kinds()) == KINDS and all(columns_of(kind)[0].required for kind in KINDS)


@pytest.mark.parametrize("kind", KINDS)
def test_a_template_explains_itself_and_holds_no_data(tmp_path, kind):
    path = tmp_path / "t.xlsx"
    write_template(kind, path)
    book = CalamineWorkbook.from_path(path)
    rows = book.get_sheet_by_index(0).to_python()
    assert (
        rows[0][0].endswith("*") and rows[1][0].startswith("【说明】") and rows[2][0].startswith("【示例】")
    )
    explained = {row[0] for row in book.get_sheet_by_index(1).to_python()}
    assert {one.heading for one in columns_of(kind)} <= explained
    assert SOURCE.recognises(path, path.read_bytes()[:65536])
    with pytest.raises(BadInput, match="还没有数据"):
        list(SOURCE.read(path))


@pytest.mark.parametrize("kind", KINDS)
def test_the_example_comes_back_as_its_record(tmp_path, kind):
    rows = list(SOURCE.read(filled(tmp_path, kind, [example(kind)])))
    record = normalise(rows[0].values, SOURCE.passport)
    assert (len(rows), record.kind, record.title["zh"]) == (1, kind, example(kind)["title"])
    assert record.parties and record.dates


def test_a_trade_mark_in_full(tmp_path):
    row = example("trademark") | {
        "right_type": "集体商标",
        "status": "Registered",
        "address": "山东省威海市环翠区某路1号",
    }
    record = normalise(next(SOURCE.read(filled(tmp_path, "trademark", [row]))).values, SOURCE.passport)
    assert (record.right_type, record.status) == ("collective", "registered")
    assert record.number("registration").value == "30000001"
    assert record.dates == {"filed": "2018-03-01", "granted": "2019-02-14"}
    assert record.holders[0].area == "371002" and record.classes[0].symbol == "28"


def test_chinese_headings_alone_and_csv(tmp_path):
    path = tmp_path / "软件.csv"
    with path.open("w", encoding="gb18030", newline="") as file:
        csv.writer(file).writerows(
            [
                ["登记号", "软件名称", "著作权人", "开发语言"],
                ["2019SR0000001", "示例系统", "甲有限公司；乙大学", "Python"],
            ]
        )
    row = next(SOURCE.read(path))
    record = normalise(row.values, SOURCE.passport)
    assert record.kind == "software" and [party.name for party in record.parties] == ["甲有限公司", "乙大学"]
    assert record.extra == {"开发语言": "Python"}


@pytest.mark.parametrize(
    ("kind", "change", "why"),
    [
        ("trademark", {"title": ""}, "名称为空"),
        ("trademark", {"date.filed": "去年"}, "读不懂"),
        ("variety", {"number.grant": "2.02E+12"}, "改写"),
        ("patent", {"number.application": "2019100000018"}, "号码|校验位|没有"),
        ("trademark", {"right_type": "图形"}, "种类"),
    ],
)  # fmt: skip
def test_a_bad_row_says_why(tmp_path, kind, change, why):
    row = (
        example(kind) | ({"number.publication": "", "published_on": ""} if kind == "patent" else {}) | change
    )
    with pytest.raises(Unfit, match=why):
        normalise(next(SOURCE.read(filled(tmp_path, kind, [row]))).values, SOURCE.passport)


def test_loading_a_filled_template_twice(tmp_path):
    path = filled(tmp_path, "work", [example("work"), {"title": "另一作品", "party.owner": "赵六"}])
    lake = open_lake(tmp_path / "lake")
    first, again = load_paths(lake, [path]), load_paths(lake, [path])
    assert (first.read, first.accepted, first.quarantined) == (2, 2, 0)
    assert (again.accepted, again.merged) == (0, 2)


def test_every_scheme_of_classes_is_asked_for_or_left_out_on_purpose():
    words = read_yaml(Path(columns.__file__).with_name("words.yaml"))
    assert {scheme for kind in kinds().values() for scheme in kind.schemes} <= {
        *words["schemes"],
        *words["left_out"],
    }
