"""Dry run, import, undo: with the register of units, on the real database."""

from __future__ import annotations

import io
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth.models import User
from python_calamine import CalamineWorkbook

from ipcity.base.errors import BadInput
from ipcity.city.directory.actions import load_units
from ipcity.city.directory.models import Membership, Unit
from ipcity.city.registers import actions
from ipcity.city.registers.csv_out import csv_lines, guarded
from ipcity.city.registers.models import Batch, Change
from ipcity.city.registers.registers import UNITS
from ipcity.city.registers.spreadsheet import write_marked, write_rows, write_template
from ipcity.city.registers.tests.builders import HEAD, ROW, book
from ipcity.city.trail.models import Entry

pytestmark = pytest.mark.django_db


@pytest.fixture
def by() -> User:
    return User.objects.create(username="clerk")


def check(by: User, rows: list[list[Any]], **options: Any) -> Batch:
    return actions.check_upload(UNITS, data=book(rows, **options), filename="单位.xlsx", by=by)


def bring_in(by: User, rows: list[list[Any]], **options: Any) -> Batch:
    return actions.confirm(check(by, rows, **options), by=by)


def test_a_dry_run_counts_and_changes_nothing(by):
    load_units()
    before = list(UNITS.shelf.rows())
    same = next(row for row in before if row["code"] == "edu")
    rows = [
        ROW,
        ["edu", "市教育局", "市直部门", "371000", "", "", "", "已核实"],
        ["police", "市公安局", "市直部门", "371000", "", "2030-12-31", "", "已核实"],
    ]
    batch = check(by, rows)
    assert (batch.created, batch.same, batch.changed, batch.state) == (1, 1, 1, "checked")
    assert list(UNITS.shelf.rows()) == before and same in before


def test_columns_that_are_not_in_the_file_keep_their_value(by):
    load_units()
    bring_in(
        by, [["culture", "市文旅局", "市直部门", "371000", "", "2018-12-31", "culture_tourism", "未核实"]]
    )
    row = UNITS.shelf.known([("culture",)])[("culture",)]
    assert row["name"] == "市文旅局" and "版权" in str(row["successor_note"]) and row["name_en"]


def test_every_fault_names_its_cell_and_nothing_is_imported(by):
    rows = [
        ["Bad Code!", "", "司法", "37", "2019-02-30", "", "", "未核实"],
        ["a", "甲", "市直部门", "371000", "2019-01-02", "2019-01-01", "", "未核实"],
        ["b", "乙", "市直部门", "371000", "", "2019-01-01", "nobody", "未核实"],
        ["c", "丙", "市直部门", "371000", "", "2019-01-01", "d", "未核实"],
        ["d", "丁", "市直部门", "371000", "", "2019-01-01", "c", "未核实"],
        ["a", "甲二", "市直部门", "371000", "", "", "", "未核实"],
    ]
    batch = check(by, rows)
    places = {f"{fault['letters']}{fault['row']}" for fault in batch.faults}
    assert places == {"A2", "B2", "C2", "D2", "E2", "F3", "G4", "G5", "G6", "A7"}
    assert batch.state == "refused" and batch.wrong == 6 and not Unit.objects.exists()
    with pytest.raises(BadInput, match="有错，未导入"):
        actions.confirm(batch, by=by)


def test_a_file_may_name_a_successor_of_its_own(by):
    rows = [
        ["old", "旧局", "市直部门", "371000", "", "2018-12-31", "new", "未核实"],
        ["new", "新局", "区市", "371000", "2019-01-01", "", "", "未核实"],
    ]
    assert bring_in(by, rows).created == 2
    assert (
        Unit.objects.get(code="old").successor.name == "新局"
        and Unit.objects.get(code="new").kind == "district"
    )


def test_importing_twice_changes_nothing_more(by):
    batch = bring_in(by, [ROW])
    assert actions.import_batch(batch, by=by).created == 1
    again = bring_in(by, [ROW])
    assert (again.created, again.changed, again.same) == (0, 0, 1) and Change.objects.count() == 1


def test_undo_puts_back_what_was_there(by):
    load_units()
    before = list(UNITS.shelf.rows())
    batch = bring_in(by, [ROW, ["edu", "市教育体育局", "市直部门", "371000", "", "", "", "未核实"]])
    assert list(UNITS.shelf.rows()) != before
    assert actions.undo(batch, by=by).state == "undone"
    assert list(UNITS.shelf.rows()) == before
    with pytest.raises(BadInput, match="已撤销"):
        actions.undo(batch, by=by)


def test_undo_is_refused_while_something_later_stands_on_it(by):
    load_units()
    first = bring_in(by, [ROW])
    second = bring_in(by, [["trial", "市试点局", *ROW[2:]]])
    with pytest.raises(BadInput, match=f"请先撤销批次 {second.pk}"):
        actions.undo(first, by=by)
    actions.undo(second, by=by)
    Membership.objects.create(
        group=Unit.objects.filter(kind="group")[0], unit=Unit.objects.get(code="trial"), order=99
    )
    with pytest.raises(BadInput, match="1 处引用这个单位"):
        actions.undo(first, by=by)
    Membership.objects.filter(order=99).delete()
    Unit.objects.filter(code="trial").update(name="手工改名")
    with pytest.raises(BadInput, match="导入后又有改动"):
        actions.undo(first, by=by)
    Unit.objects.filter(code="trial").update(name="市试验局")
    assert actions.undo(first, by=by).state == "undone" and not Unit.objects.filter(code="trial").exists()


def test_an_import_that_no_longer_fits_leaves_nothing_behind(by):
    rows = [ROW, ["old", "旧局", "市直部门", "371000", "", "2018-12-31", "later", "未核实"]]
    Unit.objects.create(code="later", kind="department", area="371000", name="后来", mark="MEMORY")
    batch = check(by, rows)
    Unit.objects.all().delete()
    with pytest.raises(BadInput, match="没有导入任何一行"):
        actions.confirm(batch, by=by)
    assert not Unit.objects.exists() and Batch.objects.get(pk=batch.pk).state == "checked"


def test_every_act_is_in_the_trail_with_keys_only(by):
    actions.undo(bring_in(by, [ROW]), by=by)
    acts = Entry.objects.filter(act__startswith="registers.").order_by("seq")
    assert [entry.act for entry in acts] == ["registers.checked", "registers.imported", "registers.undone"]
    assert {entry.actor for entry in acts} == {f"user:{by.pk}"} and "试验" not in str(
        [e.details for e in acts]
    )


def test_an_export_comes_back_as_an_upload_without_a_change(by, tmp_path: Path):
    load_units()
    path = tmp_path / "out.xlsx"
    assert write_rows(UNITS, UNITS.shelf.rows(), path) == Unit.objects.count()
    batch = actions.check_upload(UNITS, data=path.read_bytes(), filename="out.xlsx", by=by)
    assert (batch.wrong, batch.created, batch.changed, batch.same) == (0, 0, 0, Unit.objects.count()), (
        batch.faults
    )


def test_the_template_is_read_as_empty_and_filled_as_one_row(by, tmp_path: Path):
    path = tmp_path / "template.xlsx"
    write_template(UNITS, path)
    book_ = CalamineWorkbook.from_path(path)
    assert book_.sheet_names == ["单位名录", "取值"]
    with pytest.raises(BadInput, match="没有数据"):
        actions.check_upload(UNITS, data=path.read_bytes(), filename="t.xlsx", by=by)
    head, help_, example = book_.get_sheet_by_name("单位名录").to_python()[:3]
    assert (
        "代码*" in head
        and str(help_[0]).startswith("【说明】必填")
        and str(example[0]).startswith("【示例】")
    )
    filled = [help_, example, ["trial", "市试验局", "", "", "市直部门", "371000", "", "", "", "", "未核实"]]
    assert check(by, filled, head=head).created == 1


def test_a_marked_copy_holds_the_values_and_the_sentences(tmp_path: Path):
    path = tmp_path / "marked.xlsx"
    faults = [{"row": 2, "letters": "B", "sentence": "不能为空。"}]
    write_marked([HEAD, ["x", ""], ["=1+1", "y"]], faults, "单位名录", path)
    assert CalamineWorkbook.from_path(path).get_sheet_by_index(0).to_python()[2][:2] == ["=1+1", "y"]
    archive = zipfile.ZipFile(io.BytesIO(path.read_bytes()))
    assert "不能为空" in archive.read("xl/comments1.xml").decode()
    assert "<f>" not in archive.read("xl/worksheets/sheet1.xml").decode()


@pytest.mark.parametrize("text", ["=cmd|' /C calc'!A0", "+1+cmd", "-2+3+cmd", "@SUM(A1)", "\t=1", "＝1"])
def test_csv_texts_do_not_become_formulas(text):
    assert str(guarded(text)).startswith("'")


def test_csv_leaves_numbers_and_names_alone():
    assert [guarded(value) for value in ("-12.5", "+3", "市科技局", None, 7)] == [
        "-12.5",
        "+3",
        "市科技局",
        "",
        "7",
    ]


def test_csv_is_given_line_by_line(by):
    load_units()
    lines = list(csv_lines(UNITS, UNITS.shelf.rows()))
    assert (
        lines[0] == "\ufeff" and lines[1].startswith("代码,名称") and len(lines) == Unit.objects.count() + 2
    )


def test_a_large_batch_goes_to_the_background_and_a_failure_stands_at_the_batch(by, monkeypatch):
    handed = []
    monkeypatch.setattr(actions.Queue, "later", staticmethod(lambda batch: handed.append(batch.pk) or 77))
    rows = [[f"u{n}", f"局{n}", *ROW[2:]] for n in range(actions.AT_ONCE + 1)]
    batch = bring_in(by, rows)
    assert (
        handed == [batch.pk] and (batch.state, batch.job_id) == ("waiting", 77) and not Unit.objects.exists()
    )
    actions.fail(batch, BadInput("数据正在更新。"))
    assert (batch.state, batch.error) == ("failed", "数据正在更新。")
    assert actions.confirm(batch, by=by).state == "waiting"
    counted = []
    assert actions.import_batch(batch, by=by, told=counted.append).created == 501 == len(counted)
