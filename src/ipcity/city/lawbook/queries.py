"""What waits, and what was done, for one rule."""

from __future__ import annotations

from typing import Any

from django.utils import timezone

from ipcity.city.directory.models import Proposal
from ipcity.city.directory.models.proposal import State
from ipcity.city.directory.queries import may, person_of
from ipcity.city.directory.queries.people import Someone
from ipcity.city.lawbook.values import brackets, shown_value
from ipcity.law.book import page

ACT = "law.correct"


def corrections_of(rule: str, user: Someone) -> dict[str, Any]:
    """Whether the person may propose or decide, and the proposals that wait; nothing for anybody else."""
    person = person_of(user)
    may_correct = person is not None and may(person, "grant.propose")
    may_decide = person is not None and may(person, "grant.approve")
    waiting: list[dict[str, Any]] = []
    if may_correct or may_decide:
        found = Proposal.objects.filter(
            act=ACT, state=State.WAITING, expires_at__gt=timezone.now(), payload__rule=rule
        )
        waiting = [_shown(one) for one in found.select_related("proposed_by")]
    return {"may_correct": may_correct, "may_decide": may_decide, "waiting": waiting, "me": person}


def _shown(one: Proposal) -> dict[str, Any]:
    unit = str(page(one.payload["rule"]).get("unit", ""))
    value = one.payload["value"]
    return {
        "proposal": one,
        "shown": shown_value(value, unit),
        "brackets": brackets(value, unit),
        **one.payload,
    }
