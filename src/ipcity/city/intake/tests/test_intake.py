"""Sources and templates as pages; an upload is checked cell by cell, imported, and found in the lake."""

from __future__ import annotations

import io

import pytest
import xlsxwriter
from django.test import Client

from ipcity.base.settings import settings
from ipcity.city.directory.cast import enlist
from ipcity.city.intake.jobs import load_records
from ipcity.city.jobs.models import Job
from ipcity.city.registers.models import Batch
from ipcity.lake import open_lake
from ipcity.records import kinds
from ipcity.sources import all_sources
from ipcity.sources.sheet_template import columns_of

pytestmark = pytest.mark.django_db
ADDRESS = "/desk/registers/records-trademark/"


class Progress:
    def total(self, count): ...
    def advance(self, count): ...


@pytest.fixture
def office(monkeypatch, tmp_path) -> Client:
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    client = Client()
    client.force_login(enlist("office", "office"))
    return client


def upload(client, **cells):
    """The template's own headings with one row: the invented example, changed."""
    columns, out = columns_of("trademark"), io.BytesIO()
    row = {one.name: one.example for one in columns} | {
        name.replace("__", "."): text for name, text in cells.items()
    }
    with xlsxwriter.Workbook(out) as book:
        sheet = book.add_worksheet("商标")
        sheet.write_row(0, 0, [one.heading + ("*" if one.required else "") for one in columns])
        sheet.write_row(1, 0, ["【说明】必填"])
        sheet.write_row(2, 0, [row[one.name] for one in columns])
    file = io.BytesIO(out.getvalue())
    file.name = "商标.xlsx"
    return client.post(f"{ADDRESS}upload/", {"file": file})


def test_everybody_sees_sources_and_takes_templates():
    page = Client().get("/sources/").content.decode()
    for source in all_sources():
        assert source.passport.name in page
    for kind in kinds():
        answer = Client().get(f"/sources/templates/{kind}.xlsx")
        assert answer.status_code == 200 and b"".join(answer.streaming_content).startswith(b"PK")
    assert Client().get("/sources/templates/none.xlsx").status_code == 404


def test_a_good_row_reaches_the_lake(office, django_capture_on_commit_callbacks):
    address = upload(office).headers["Location"]
    with django_capture_on_commit_callbacks(execute=True):
        assert "已导入" in office.post(f"{address}confirm/", follow=True).content.decode()
    job = Job.objects.get(name="intake.load")
    assert load_records.run(Progress(), **job.args)["accepted"] == 1
    record = open_lake(settings().lake_dir).at().record("trademark-cn-r-30000001")
    assert record.title["zh"] == "示例渔歌" and record.dates["granted"] == "2019-02-14"
    assert load_records.run(Progress(), **job.args)["merged"] == 1
    assert Batch.objects.get(pk=address.rstrip("/").rsplit("/")[-1]).created == 1
    again = upload(office).headers["Location"]
    assert Batch.objects.get(pk=again.rstrip("/").rsplit("/")[-1]).same == 1
    answer = office.post(f"{address}undo/", follow=True)
    assert "不能整批撤销" in answer.content.decode()


@pytest.mark.parametrize(
    ("cells", "cell", "said"),
    [
        ({"title": ""}, "A", "不能为空"),
        ({"number__registration": "3.00E+07"}, "D", "改写"),
        ({"date__filed": "去年三月"}, "G", "不是日期"),
        ({"date__granted": "2019-02-30"}, "I", "不是一个存在的日期"),
        ({"right_type": "图形"}, "C", "不在可选的值中"),
        ({"party__owner": "12345678901"}, "M", "像是号码"),
    ],
)
def test_a_bad_cell_is_marked_where_it_stands(office, cells, cell, said):
    address = upload(office, **cells).headers["Location"]
    page = office.get(address).content.decode()
    assert f"{cell}3" in page and said in page and "确认导入" not in page
    assert b"".join(office.get(f"{address}marked.xlsx").streaming_content).startswith(b"PK")


def test_strangers_may_not_upload():
    firm = Client()
    firm.force_login(enlist("firm", "firm"))
    for client in (Client(), firm):
        assert upload(client).status_code in (302, 404)
