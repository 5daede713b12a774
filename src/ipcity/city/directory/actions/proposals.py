"""Four eyes: one person proposes, another approves, and only then the act happens, in the same transaction.

What each act needs and does is in `EFFECTS`. The proposer needs `grant.propose`, the approver `grant.approve`; no role
has both, and the table refuses approving one's own proposal whatever the roles are.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from django.contrib.auth.models import User
from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from ipcity.city.directory.actions.grants import grant, withdraw
from ipcity.city.directory.actions.trace import trace
from ipcity.city.directory.models import Person, Post, Proposal, RoleGrant
from ipcity.city.directory.models.proposal import State
from ipcity.city.directory.refusals import NotYours, Refused, demand
from ipcity.city.directory.roles import role

Word = str | Promise

DAYS = 14  # a proposal that nobody decides in this time is over
PROPOSE, APPROVE = "grant.propose", "grant.approve"


def _give(payload: dict[str, Any], by: Person) -> None:
    person = Person.objects.get(pk=payload["person"]) if payload.get("person") else None
    post = Post.objects.get(pk=payload["post"]) if payload.get("post") else None
    grant(code=payload["role"], person=person, post=post, by=by)


def _withdraw(payload: dict[str, Any], by: Person) -> None:
    withdraw(grant=RoleGrant.objects.get(pk=payload["grant"]), by=by)


def _end_account(payload: dict[str, Any], by: Person) -> None:
    """The account signs nobody in from now on, and sessions already begun are over."""
    person = Person.objects.get(pk=payload["person"])
    if User.objects.filter(person=person, is_active=True).update(is_active=False) != 1:
        raise Refused("这个账号已经停用。")
    trace("account.ended", person.key, by)


@dataclass(frozen=True)
class Effect:
    """`subject` names what the proposal is about: two on the same thing cannot wait at once. `title`: the act in a
    word, for the pages."""

    subject: Callable[[dict[str, Any]], str]
    run: Callable[[dict[str, Any], Person], None]
    title: Word


EFFECTS: dict[str, Effect] = {
    "role.give": Effect(lambda p: f"{p['role']}:{'person' if p.get('person') else 'post'}:{p.get('person') or p.get('post')}", _give, _("授予角色")),
    "role.withdraw": Effect(lambda p: f"grant:{p['grant']}", _withdraw, _("收回角色")),
    "account.end": Effect(lambda p: f"person:{p['person']}", _end_account, _("停用账号")),
}  # fmt: skip


@transaction.atomic
def propose(*, act: str, payload: dict[str, Any], reason: str, by: Person) -> Proposal:
    demand(by, PROPOSE)
    if act not in EFFECTS:
        raise Refused(f"没有“{act}”这种提议。", field="act")
    if not reason.strip():
        raise Refused("请写理由，复核的人要看。", field="reason")
    if act == "role.give":
        role(payload["role"])
    try:
        with transaction.atomic():
            made = Proposal.objects.create(
                act=act, subject=EFFECTS[act].subject(payload), payload=payload, reason=reason.strip(),
                proposed_by=by, expires_at=timezone.now() + timedelta(days=DAYS),
            )  # fmt: skip
    except IntegrityError:
        raise Refused("同一件事已有一项提议在等复核。请先撤回，或等它办完。") from None
    trace("proposal.made", f"proposal:{made.pk}", by, what=act, about=made.subject)
    return made


@transaction.atomic
def approve(*, proposal: Proposal, by: Person, answer: str = "") -> Proposal:
    """Decides and does, or neither. The state is changed first and by one statement: of two who approve, one wins."""
    demand(by, APPROVE)
    if proposal.proposed_by_id == by.pk:
        raise Refused("自己提出的不能自己同意。请由另一位复核。")
    if proposal.act == "role.give" and proposal.payload.get("person") == by.pk:
        raise Refused("给自己的角色不能自己同意。请由另一位复核。")
    _decide(proposal, State.APPROVED, by, answer)
    EFFECTS[proposal.act].run(proposal.payload, by)
    trace("proposal.approved", f"proposal:{proposal.pk}", by, proposed_by=proposal.proposed_by.key)
    return proposal


@transaction.atomic
def reject(*, proposal: Proposal, by: Person, answer: str) -> Proposal:
    demand(by, APPROVE)
    if not answer.strip():
        raise Refused("退回要写理由。", field="answer")
    _decide(proposal, State.REJECTED, by, answer)
    trace("proposal.rejected", f"proposal:{proposal.pk}", by)
    return proposal


@transaction.atomic
def withdraw_proposal(*, proposal: Proposal, by: Person) -> Proposal:
    if proposal.proposed_by_id != by.pk:
        raise NotYours
    _decide(proposal, State.WITHDRAWN, by, "")
    trace("proposal.withdrawn", f"proposal:{proposal.pk}", by)
    return proposal


def _decide(proposal: Proposal, state: State, by: Person, answer: str) -> None:
    now = timezone.now()
    waiting = Proposal.objects.filter(pk=proposal.pk, state=State.WAITING, expires_at__gt=now)
    if waiting.update(state=state, decided_by=by, decided_at=now, answer=answer.strip()) != 1:
        raise Refused("这项提议已经办完、撤回或过期。请刷新页面看现在的情况。")
    proposal.refresh_from_db()
