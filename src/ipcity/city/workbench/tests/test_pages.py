"""The officer's pages, and that nobody sees another's."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.test import Client
from django.utils import timezone

from ipcity.city.directory.actions import load_units
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Unit
from ipcity.city.inbox import actions as inbox
from ipcity.city.inbox.kinds import Kind
from ipcity.city.inbox.models import Notice
from ipcity.city.jobs import actions as jobs
from ipcity.city.jobs.jobs import self_check
from ipcity.city.plan.actions import import_plan
from ipcity.city.plan.tests.builders import PLAN
from ipcity.city.trail.actions import record

pytestmark = pytest.mark.django_db
REPLY = Kind("reply", {"zh": "答复", "en": "Reply"})
PAGES = (
    "",
    "notices/",
    "notices/preferences/",
    "tasks/",
    "activity/",
    "search/",
    "search/?q=督办",
    "?due=soon&q=督办&state=done&unit=me&kind=reply",
)


@pytest.fixture
def people():
    load_units()
    return {
        "officer": enlist("officer", "officer", unit="cnipa_city"),
        "other": enlist("other", "officer", unit="finance"),
        "firm": enlist("firm", "firm"),
    }


def client(user) -> Client:
    made = Client()
    made.force_login(user)
    return made


def page(user, path: str) -> str:
    answer = client(user).get(f"/desk/{path}")
    assert answer.status_code == 200, path
    return answer.content.decode()


@pytest.fixture
def work(people):
    """One thing of each kind for the officer alone."""
    soon = timezone.localdate() + timedelta(days=2)
    title = {"zh": "答复第 3 号督办", "en": "Answer dispatch 3"}
    inbox.put(
        REPLY,
        subject="dispatch:3",
        title=title,
        address="/plan/",
        unit=Unit.objects.get(code="cnipa_city"),
        due_on=soon,
    )
    jobs.ask(self_check, asked_by="officer", steps=1)
    record("jobs.retried", subject="dispatch:3", actor=f"user:{people['firm'].pk}")
    return people


def test_my_inbox_shows_what_waits_with_its_day(work):
    found = page(work["officer"], "")
    assert "答复第 3 号督办" in found and "剩 2 天" in found and "答复（1）" in found


def test_the_address_is_the_state(work):
    me = work["officer"]
    for query in (
        "?due=soon",
        "?kind=reply",
        "?q=督办",
        "?unit=" + client(me).get("/desk/").context["units"][0].code,
    ):
        assert "答复第 3 号督办" in page(me, query), query
    for query in ("?due=overdue", "?kind=none", "?q=质押", "?unit=me", "?state=done"):
        assert "答复第 3 号督办" not in page(me, query), query
    inbox.settle(REPLY, subject="dispatch:3", by=me)
    assert "答复第 3 号督办" in page(me, "?state=done") and "没有等您办的事" in page(me, "")


def test_a_notice_opens_reads_itself_and_leads_to_its_subject(work):
    me = work["officer"]
    found = page(me, "notices/")
    one = Notice.objects.get(person=me)
    assert "1 条未读" in found and client(me).get(f"/desk/notices/{one.pk}/").headers["Location"] == "/plan/"
    assert "0 条未读" in page(me, "notices/") and "没有未读的通知" in page(me, "notices/?unread=1")
    assert client(work["other"]).get(f"/desk/notices/{one.pk}/").status_code == 404


def test_preferences_are_kept(work):
    me = work["officer"]
    client(me).post("/desk/notices/preferences/", {"way": ["sms", "wecom"]})
    assert inbox.preference_of(me).ways == ["sms", "wecom"]
    assert client(me).post("/desk/notices/preferences/", {"way": ["pigeon"]}).status_code == 400


def test_tasks_of_my_unit_or_why_there_are_none(work):
    import_plan(PLAN, realm="sample", slug="sample", as_of=date(2019, 9, 30))
    assert "任职" in page(work["firm"], "tasks/")
    Unit.objects.create(code="idle", kind="department", area="371000", name="市闲局", mark="MEMORY")
    idle = enlist("idle", "officer", unit="idle")
    assert "规划没有把任务交给您的单位" in page(idle, "tasks/")
    scientist = enlist("scientist", "officer", unit="sti")
    assert "/plan/sample/tasks/2/" in page(scientist, "tasks/") and "/plan/sample/tasks/2/" in page(
        scientist, "search/?q=审查员"
    )


def test_search_over_my_own_work(work):
    found = page(work["officer"], "search/?q=督办")
    assert found.count("答复第 3 号督办") == 2, "the item and its notice"
    assert "后台任务自检" in page(work["officer"], "search/?q=自检")
    assert "没有找到" in page(work["officer"], "search/?q=质押融资")


def test_activity_shows_what_others_did_to_my_things(work):
    assert "重新执行了后台任务" in page(work["officer"], "activity/")
    assert "重新执行了后台任务" not in page(work["officer"], "activity/?who=me")
    assert "重新执行了后台任务" in page(work["firm"], "activity/?who=me")


@pytest.mark.parametrize("name", ["other", "firm"])
def test_nobody_sees_anothers_work(work, name):
    for path in PAGES:
        assert "第 3 号督办" not in page(work[name], path), path
    assert "重新执行" not in page(work["other"], "activity/")
    assert "后台任务自检" not in page(work[name], "search/?q=自检")


def test_visitors_are_led_to_sign_in_or_learn_nothing(work):
    for path in PAGES:
        assert Client().get(f"/desk/{path}").status_code in (302, 404), path


def test_lists_ask_the_database_a_steady_number_of_times(work, django_assert_max_num_queries):
    me = work["officer"]
    for number in range(60):
        inbox.put(
            REPLY,
            subject=f"dispatch:{number + 10}",
            title={"zh": "事", "en": "x"},
            address="/plan/",
            person=me,
        )
    with django_assert_max_num_queries(75):
        page(me, "")
