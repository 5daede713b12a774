"""The pages of a register, and that they are there for its roles only."""

from __future__ import annotations

import io

import pytest
from django.test import Client

from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Unit
from ipcity.city.registers.models import Batch
from ipcity.city.registers.tests.builders import ROW, book

pytestmark = pytest.mark.django_db


def signed_in(name: str, role: str) -> Client:
    user = enlist(name, role)
    client = Client()
    client.force_login(user)
    return client


def upload(client: Client, data: bytes):
    file = io.BytesIO(data)
    file.name = "../../单位 <b>.xlsx"
    return client.post("/desk/registers/units/upload/", {"file": file})


@pytest.fixture
def office() -> Client:
    return signed_in("office", "office")


def test_upload_check_confirm_undo_by_buttons(office):
    address = upload(office, book([ROW])).headers["Location"]
    assert "检查通过" in office.get(address).content.decode() and not Unit.objects.exists()
    assert "已导入" in office.post(f"{address}confirm/", follow=True).content.decode()
    assert "市试验局" in office.get("/desk/registers/units/").content.decode()
    assert "已撤销" in office.post(f"{address}undo/", follow=True).content.decode()
    assert not Unit.objects.exists() and Batch.objects.get().filename == "单位 <b>.xlsx"


def test_a_bad_file_is_told_on_the_same_page(office):
    answer = upload(office, b"code,name")
    assert answer.status_code == 400 and "不是完整的 Excel" in answer.content.decode()
    assert office.post("/desk/registers/units/upload/").status_code == 400
    assert not Batch.objects.exists()


def test_faults_are_listed_and_the_marked_copy_can_be_taken(office):
    address = upload(office, book([["x y", *ROW[1:]]])).headers["Location"]
    page = office.get(address).content.decode()
    assert "A2" in page and "不是代码" in page and "确认导入" not in page
    marked = office.get(f"{address}marked.xlsx")
    assert b"".join(marked.streaming_content).startswith(b"PK")


def test_template_and_exports(office):
    for name in ("template.xlsx", "export.xlsx", "export.csv"):
        answer = office.get(f"/desk/registers/units/{name}")
        assert answer.status_code == 200 and "attachment" in answer.headers["Content-Disposition"], name
        assert b"".join(answer.streaming_content)


def test_readers_may_not_fill_and_strangers_learn_nothing(office):
    address = upload(office, book([ROW])).headers["Location"]
    officer, firm, visitor = signed_in("officer", "officer"), signed_in("firm", "firm"), Client()
    page = officer.get("/desk/registers/units/").content.decode()
    assert "现有内容" in page and "upload" not in page
    for client in (officer, firm, visitor):
        assert client.get(address).status_code in (302, 404)
        for verb in ("confirm", "discard", "undo"):
            assert client.post(f"{address}{verb}/").status_code in (302, 404)
        assert upload(client, book([ROW])).status_code in (302, 404)
        assert client.get("/desk/registers/units/template.xlsx").status_code in (302, 404)
    for client in (firm, visitor):
        for path in ("", "units/", "units/export.csv", "units/export.xlsx", "none/"):
            assert client.get(f"/desk/registers/{path}").status_code in (302, 404), path
    assert Batch.objects.get().state == "checked"
