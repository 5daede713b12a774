"""Four eyes: nothing happens until another person approves, exactly once, and never the proposer."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone

from ipcity.city.directory.actions import approve, propose, reject, withdraw_proposal
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.models import Person, Proposal, RoleGrant
from ipcity.city.directory.models.proposal import State
from ipcity.city.directory.queries import open_proposals, roles_of
from ipcity.city.directory.refusals import NotYours, Refused
from ipcity.city.trail.models import Entry

pytestmark = pytest.mark.django_db


def person(name: str, *codes: str) -> Person:
    return Person.objects.get(user=enlist(name, *codes))


@pytest.fixture
def cast() -> tuple[Person, Person, Person]:
    return person("sys", "system-admin"), person("sec", "security-admin"), person("liu")


def give(by: Person, whom: Person, role: str = "audit-admin") -> Proposal:
    return propose(act="role.give", payload={"role": role, "person": whom.pk}, reason="新任", by=by)


def test_a_role_is_given_only_after_the_second_person(cast) -> None:
    system, security, liu = cast
    one = give(system, liu)
    assert roles_of(liu) == frozenset() and open_proposals(security) == [one] and open_proposals(system) == []
    approve(proposal=one, by=security)
    assert roles_of(liu) == {"audit-admin"} and open_proposals(security) == []
    acts = list(Entry.objects.filter(chain="main").order_by("seq").values_list("act", "actor"))
    assert acts == [
        ("directory.proposal.made", system.key),
        ("directory.role.given", security.key),
        ("directory.proposal.approved", security.key),
    ]


def test_nobody_approves_their_own(cast) -> None:
    system, security, liu = cast
    one = give(system, liu)
    with pytest.raises(NotYours):  # the role itself has no such power
        approve(proposal=one, by=system)
    Proposal.objects.filter(pk=one.pk).update(proposed_by=security)
    one.refresh_from_db()
    with pytest.raises(Refused, match="自己"):
        approve(proposal=one, by=security)
    with pytest.raises(IntegrityError), transaction.atomic():  # nor does the table take it
        Proposal.objects.filter(pk=one.pk).update(state="approved", decided_by=security)


def test_nobody_approves_a_role_for_themselves(cast) -> None:
    system, security, _ = cast
    one = give(system, security, "analyst")
    with pytest.raises(Refused, match="给自己"):
        approve(proposal=one, by=security)


def test_of_two_who_decide_one_wins(cast) -> None:
    system, security, liu = cast
    one = give(system, liu)
    stale = Proposal.objects.get(pk=one.pk)
    approve(proposal=one, by=security)
    for act in (approve, reject):
        with pytest.raises(Refused, match="已经办完"):
            act(proposal=stale, by=person(f"other-{act.__name__}", "security-admin"), answer="晚了")
    assert RoleGrant.objects.filter(person=liu).count() == 1


def test_an_approval_whose_act_fails_decides_nothing(cast) -> None:
    system, security, liu = cast
    one = give(system, liu)
    RoleGrant.objects.create(role="system-admin", person=liu)
    with pytest.raises(Refused, match="三员"):
        approve(proposal=one, by=security)
    one.refresh_from_db()
    assert one.state == State.WAITING and not Entry.objects.filter(act="directory.proposal.approved").exists()


def test_expired_rejected_and_withdrawn_ones_do_nothing(cast) -> None:
    system, security, liu = cast
    late = give(system, liu)
    Proposal.objects.filter(pk=late.pk).update(expires_at=timezone.now() - timedelta(seconds=1))
    with pytest.raises(Refused, match="过期"):
        approve(proposal=late, by=security)
    assert open_proposals(security) == []
    withdrawn = give(system, liu, "analyst")
    with pytest.raises(NotYours):
        withdraw_proposal(proposal=withdrawn, by=security)
    withdraw_proposal(proposal=withdrawn, by=system)
    rejected = give(system, liu, "analyst")
    with pytest.raises(Refused, match="理由"):
        reject(proposal=rejected, by=security, answer=" ")
    reject(proposal=rejected, by=security, answer="不合适")
    for one in (withdrawn, rejected):
        with pytest.raises(Refused):
            approve(proposal=one, by=security)
    assert roles_of(liu) == frozenset()


def test_the_same_thing_is_proposed_once(cast) -> None:
    system, _, liu = cast
    give(system, liu)
    with pytest.raises(Refused, match="已有一项"):
        give(system, liu)
    give(system, liu, "analyst")


def test_a_role_is_withdrawn_and_an_account_ended_by_two(cast) -> None:
    system, security, liu = cast
    approve(proposal=give(system, liu), by=security)
    held = RoleGrant.objects.get(person=liu)
    approve(
        proposal=propose(act="role.withdraw", payload={"grant": held.pk}, reason="调离", by=system),
        by=security,
    )
    assert roles_of(liu) == frozenset()
    end = propose(act="account.end", payload={"person": liu.pk}, reason="离职", by=system)
    assert User.objects.get(pk=liu.user_id).is_active
    approve(proposal=end, by=security)
    assert not User.objects.get(pk=liu.user_id).is_active


def test_who_has_no_power_proposes_and_approves_nothing(cast) -> None:
    system, security, liu = cast
    with pytest.raises(NotYours):
        give(liu, liu)
    with pytest.raises(NotYours):
        give(security, liu)
    with pytest.raises(NotYours):
        approve(proposal=give(system, liu), by=liu)
    with pytest.raises(Refused, match="理由"):
        propose(act="role.give", payload={"role": "analyst", "person": liu.pk}, reason="", by=system)
