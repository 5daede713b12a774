"""The invented work of the sample city: it reaches the demo persons, leads to pages that they may open, and writes to nobody."""

from __future__ import annotations

from urllib.parse import urlsplit

import pytest
from django.contrib.auth.models import User
from django.urls import resolve
from django.utils import timezone

from ipcity.base.files import read_yaml
from ipcity.city.directory.actions import load_units
from ipcity.city.directory.demo import open_demo_accounts, planned_accounts
from ipcity.city.directory.matrix import OPEN, page
from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries.people import roles_of
from ipcity.city.inbox import queries
from ipcity.city.inbox.models import Delivery, Item, Notice
from ipcity.city.inbox.sample import BOOK, is_laid_out, lay_out

pytestmark = pytest.mark.django_db


@pytest.fixture
def city() -> None:
    if not Unit.objects.exists():
        load_units()
    open_demo_accounts()


def test_every_demo_person_finds_work_and_somebody_is_late(city) -> None:
    assert not is_laid_out()
    book = read_yaml(BOOK)
    assert lay_out() == len(book["items"]) and is_laid_out()
    today = timezone.localdate()
    late = set()
    for account in planned_accounts():
        person = User.objects.get(username=account.username)
        assert queries.open_count(person) > 0, account.username
        assert Notice.objects.filter(person=person).exists(), account.username
        if queries.due_counts(person, today)["overdue"]:
            late.add(account.username)
    assert {"mayor", "office", "district", "firm"} <= late
    assert len(late) < len(planned_accounts())


def test_due_days_are_office_days_and_notices_come_newest_first(city) -> None:
    lay_out()
    assert {day.weekday() for day in Item.objects.values_list("due_on", flat=True) if day} <= {0, 1, 2, 3, 4}
    told = [one.created_at for one in queries.notices(User.objects.get(username="mayor"))]
    assert told == sorted(told, reverse=True) and len(set(told)) == 3


def test_what_is_for_a_role_reaches_nobody_else(city) -> None:
    lay_out()
    mine = {one.title["zh"] for one in queries.items(User.objects.get(username="enforcer"), queries.Asked())}
    others = {one.title["zh"] for one in queries.items(User.objects.get(username="officer"), queries.Asked())}
    assert "外观设计侵权纠纷线索，请核查后答复举报人" in mine - others


def test_each_leads_to_a_page_that_its_reader_may_open(city) -> None:
    lay_out()
    for account in planned_accounts():
        person = User.objects.get(username=account.username)
        reached = [*queries.items(person, queries.Asked(state="")), *queries.notices(person)]
        for one in reached:
            name = resolve(urlsplit(one.address).path).view_name
            assert page(name).answer(roles_of(person), signed_in=True) == OPEN, (
                account.username,
                one.address,
            )


def test_it_is_told_in_two_languages_and_by_no_mail(city) -> None:
    lay_out()
    for one in [*Item.objects.all(), *Notice.objects.all()]:
        assert one.title["zh"] and one.title["en"].isascii(), one.title
    assert not Delivery.objects.exists()


def test_a_real_person_of_the_same_name_is_left_alone() -> None:
    if not Unit.objects.exists():
        load_units()
    User.objects.create_user("mayor")
    open_demo_accounts()
    lay_out()
    assert not Item.objects.filter(person__username="mayor").exists()
    assert not Notice.objects.filter(person__username="mayor").exists()
