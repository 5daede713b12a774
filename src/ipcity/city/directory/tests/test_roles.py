"""Who holds what on which day: by oneself, by a post, by a substitute, lent; and the three administrators apart."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from ipcity.city.directory.actions import appoint, delegate, grant, load_units, revoke_delegation, withdraw
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Appointment, Person, Post, RoleGrant, Unit
from ipcity.city.directory.models.grant import ADMINISTRATORS
from ipcity.city.directory.queries import acting_units, held_by, may, people_of_unit, person_of, roles_of
from ipcity.city.directory.refusals import NotYours, Refused
from ipcity.city.directory.roles import roles
from ipcity.city.trail.models import Entry

pytestmark = pytest.mark.django_db
BEFORE, AFTER = date(2018, 6, 1), date(2019, 6, 1)
TODAY, DAY = timezone.localdate(), timedelta(days=1)


@pytest.fixture(autouse=True)
def units() -> None:
    load_units()


@pytest.fixture
def admin() -> Person:
    return Person.objects.get(user=enlist("sys", "system-admin"))


def person(name: str, *codes: str, unit: str = "") -> Person:
    return Person.objects.get(user=enlist(name, *codes, unit=unit))


def test_a_role_of_a_post_comes_and_goes_with_the_appointment(admin) -> None:
    post = Post.objects.create(unit=Unit.objects.get(code="sti"), title="科长")
    RoleGrant.objects.create(role="officer", post=post)
    liu = person("liu")
    appoint(person=liu, post=post, by=admin, since=BEFORE, until=AFTER)
    days = {BEFORE - DAY: set(), BEFORE: {"officer"}, AFTER: {"officer"}, AFTER + DAY: set()}
    assert {day: set(roles_of(liu.user, day)) for day in days} == days


def test_a_post_that_was_abolished_gives_nothing(admin) -> None:
    liu = person("liu", "officer", unit="sti")
    Post.objects.update(valid_to=BEFORE)
    assert roles_of(liu, BEFORE) == {"officer"} and roles_of(liu, AFTER) == frozenset()


def test_the_unit_acted_for_follows_the_successors(admin) -> None:
    liu = person("liu", "officer", unit="cnipa_city")
    assert [unit.code for unit in acting_units(liu, BEFORE)] == ["cnipa_city"]
    assert [unit.code for unit in acting_units(liu, AFTER)] == ["market"]
    market, old = Unit.objects.get(code="market"), Unit.objects.get(code="cnipa_city")
    assert [one.person for one in people_of_unit(market, AFTER)] == [liu]
    assert [one.person for one in people_of_unit(old, BEFORE)] == [liu]
    assert may(liu, "people.read", market, AFTER) and not may(
        liu, "people.read", Unit.objects.get(code="sti"), AFTER
    )


def test_a_substitute_has_the_roles_of_the_post_until_the_last_day(admin) -> None:
    chief, deputy = person("chief", "office", unit="sti"), person("deputy")
    post = Appointment.objects.get(person=chief).post
    with pytest.raises(Refused, match="止日"):
        appoint(person=deputy, post=post, by=admin, since=TODAY, is_substitute=True)
    appoint(person=deputy, post=post, by=admin, since=TODAY, until=TODAY + 5 * DAY, is_substitute=True)
    assert roles_of(deputy) == {"office"} and roles_of(deputy, TODAY + 6 * DAY) == frozenset()


def test_an_appointment_twice_at_one_time_is_refused(admin) -> None:
    liu = person("liu", "officer", unit="sti")
    post = Appointment.objects.get(person=liu).post
    with pytest.raises(Refused, match="已任"):
        appoint(person=liu, post=post, by=admin, since=TODAY)


def lend(
    giver: Person,
    taker: Person,
    *codes: str,
    since: date = TODAY,
    until: date = TODAY + DAY,
    reason: str = "出差",
):
    return delegate(giver=giver, taker=taker, codes=codes, since=since, until=until, reason=reason)


def test_what_is_lent_is_held_and_can_be_taken_back() -> None:
    liu, wang = person("liu", "officer", unit="sti"), person("wang", "analyst", unit="market")
    one = lend(liu, wang, "officer")
    assert roles_of(wang) == {"officer", "analyst"} and roles_of(liu) == {"officer"}
    assert {unit.code for unit in acting_units(wang)} == {"market", "sti"}
    assert [held.lent_by for held in held_by(wang) if held.role == "officer"] == [liu]
    assert roles_of(wang, TODAY + 2 * DAY) == {"analyst"}
    with pytest.raises(NotYours):
        revoke_delegation(delegation=one, by=person("eve"))
    revoke_delegation(delegation=one, by=wang)
    assert roles_of(wang) == {"analyst"}
    with pytest.raises(Refused, match="已经结束"):
        revoke_delegation(delegation=one, by=liu)
    assert list(Entry.objects.filter(act__startswith="directory.delegation").values_list("act", flat=True)) == [
        "directory.delegation.made", "directory.delegation.ended",
    ]  # fmt: skip


def test_what_was_lent_cannot_be_lent_on_and_ends_with_the_giver() -> None:
    liu, wang, zhao = (person(name, role, unit="sti") for name, role in
                       (("liu", "officer"), ("wang", "analyst"), ("zhao", "analyst")))  # fmt: skip
    lend(liu, wang, "officer")
    with pytest.raises(Refused, match="只能委托自己现有"):
        lend(wang, zhao, "officer")
    User.objects.filter(pk=liu.user_id).update(is_active=False)
    assert roles_of(wang) == {"analyst"}


@pytest.mark.parametrize(
    ("change", "word"),
    [
        ({"codes": ()}, "角色"), ({"codes": ("office",)}, "角色"), ({"codes": ("system-admin",)}, "角色"),
        ({"until": TODAY - DAY}, "止日"), ({"until": TODAY + 400 * DAY}, "最长"), ({"reason": " "}, "原因"),
        ({"since": TODAY - 9 * DAY, "until": TODAY - DAY}, "过去"),
    ],
)  # fmt: skip
def test_a_delegation_that_makes_no_sense_is_refused(change, word) -> None:
    liu, wang = person("liu", "officer", unit="sti"), person("wang")
    asked = {"codes": ("officer",), "since": TODAY, "until": TODAY + DAY, "reason": "出差"} | change
    with pytest.raises(Refused, match=word):
        delegate(giver=liu, taker=wang, **asked)


def test_no_lending_to_oneself_or_to_nobody() -> None:
    liu = person("liu", "officer", unit="sti")
    with pytest.raises(Refused, match="自己"):
        lend(liu, liu, "officer")
    with pytest.raises(Refused, match="账号"):
        lend(liu, Person.objects.create(name="无账号"), "officer")


def test_administrators_are_those_of_the_data() -> None:
    assert sorted(ADMINISTRATORS) == sorted(one.code for one in roles().values() if one.is_administrator)
    assert not any(roles()[code].delegable for code in ADMINISTRATORS)


def test_no_permission_of_one_administrator_is_anothers() -> None:
    powers = {"grant.propose", "grant.approve", "trail.read", "people.manage"}
    holders = {power: {one.code for one in roles().values() if power in one.may} for power in powers}
    assert all(len(found) == 1 for found in holders.values())
    assert holders["grant.propose"] != holders["grant.approve"]


@pytest.mark.parametrize("first", ADMINISTRATORS)
@pytest.mark.parametrize("second", ADMINISTRATORS)
def test_no_person_holds_two_administrators(first, second) -> None:
    liu = person("liu")
    held = grant(code=first, person=liu, by=None)
    with pytest.raises(Refused, match=r"三员|不必"):
        grant(code=second, person=liu, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():  # the table refuses, past every action
        RoleGrant.objects.create(role=second, person=liu)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.filter(pk=RoleGrant.objects.create(role="analyst", person=liu).pk).update(
            role=second
        )
    withdraw(grant=held, by=None)
    grant(code=second, person=liu, by=None)
    assert roles_of(liu) >= {second}


def test_an_administrator_is_a_person_and_not_a_post() -> None:
    post = Post.objects.create(unit=Unit.objects.get(code="sti"), title="管理岗")
    with pytest.raises(Refused, match="不给岗位"):
        grant(code="audit-admin", post=post, by=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        RoleGrant.objects.create(role="audit-admin", post=post)


def test_an_ended_account_holds_nothing() -> None:
    liu = person("liu", "officer", unit="sti")
    User.objects.filter(pk=liu.user_id).update(is_active=False)
    user = User.objects.get(pk=liu.user_id)
    assert person_of(user) is None and roles_of(user) == frozenset() and not may(user, "people.read")


def test_permissions_answer_through_django() -> None:
    liu = person("liu", "officer", unit="sti")
    assert liu.user.has_perm("directory.firm.invite") and not liu.user.has_perm("directory.trail.read")
    sti = Unit.objects.get(code="sti")
    assert liu.user.has_perm("directory.people.read", sti)
    assert not liu.user.has_perm("directory.people.read", Unit.objects.get(code="police"))


def test_only_the_system_administrator_keeps_posts() -> None:
    liu = person("liu", "officer", unit="sti")
    with pytest.raises(NotYours):
        appoint(person=liu, post=Post.objects.get(), by=liu)
