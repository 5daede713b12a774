"""The administrator's page, and what the others see: nothing."""

from __future__ import annotations

import pytest
from django.test import Client

from ipcity.city.directory.cast import enlist
from ipcity.city.jobs import actions
from ipcity.city.jobs.jobs import self_check
from ipcity.city.jobs.models import Job
from ipcity.city.trail.models import Entry

pytestmark = [pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("home")]


def signed_in(name: str, role: str) -> Client:
    user = enlist(name, role)
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def admin() -> Client:
    return signed_in("admin", "system-admin")


def test_the_list_filters_by_its_address(admin):
    for state in ("done", "failed"):
        Job.objects.create(
            name=f"t.{state}", title={"zh": f"任务{state}", "en": "x"}, digest=state, state=state
        )
    page = admin.get("/desk/jobs/?state=failed").content.decode()
    assert "任务failed" in page and "任务done" not in page
    assert "没有后台进程" in page and "ipcity jobs work" in page
    assert "没有这样的任务" in admin.get("/desk/jobs/?state=cancelled").content.decode()


def test_self_check_from_the_page_to_the_end(admin, work_off, monkeypatch):
    monkeypatch.setattr("time.sleep", lambda seconds: None)
    address = admin.post("/desk/jobs/check/").headers["Location"]
    assert 'hx-trigger="every 2s"' in admin.get(address).content.decode()
    work_off()
    part = admin.get(address, headers={"HX-Request": "true"}).content.decode()
    assert "已完成" in part and "20 / 20" in part and "<html" not in part and "hx-trigger" not in part


def test_cancel_and_retry_by_buttons(admin):
    job = actions.ask(self_check, asked_by="admin")
    assert "取消任务" in admin.get(f"/desk/jobs/{job.pk}/").content.decode()
    assert "已取消" in admin.post(f"/desk/jobs/{job.pk}/cancel/", follow=True).content.decode()
    assert "排队中" in admin.post(f"/desk/jobs/{job.pk}/retry/", follow=True).content.decode()
    acts = Entry.objects.filter(subject=f"job:{job.pk}").order_by("seq").values_list("act", flat=True)
    assert list(acts) == ["jobs.cancelled", "jobs.retried"]
    answer = admin.post(f"/desk/jobs/{job.pk}/retry/")
    assert answer.status_code == 400 and "只有失败或已取消" in answer.content.decode()


def test_others_learn_nothing_and_the_asker_sees_his_own():
    job = actions.ask(self_check, asked_by="officer")
    officer, firm, visitor = signed_in("officer", "officer"), signed_in("firm", "firm"), Client()
    assert officer.get(f"/desk/jobs/{job.pk}/").status_code == 200
    for client in (firm, visitor):
        there, nowhere = client.get(f"/desk/jobs/{job.pk}/"), client.get("/desk/jobs/999999/")
        assert there.status_code == nowhere.status_code
        for act in ("cancel", "retry"):
            assert client.post(f"/desk/jobs/{job.pk}/{act}/").status_code in (302, 404)
    assert Job.objects.get(pk=job.pk).state == "queued"
    for client in (officer, firm, visitor):
        assert client.get("/desk/jobs/").status_code in (302, 404)
        assert client.post("/desk/jobs/check/").status_code in (302, 404)
    assert Job.objects.count() == 1
