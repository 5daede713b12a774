"""Correcting the book: one administrator proposes a new dated value, another approves it, and only then it holds.

The act lives in the directory's proposals (`law.correct`); `EFFECT` is wired there by `web/wiring.py`.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from ipcity.city.directory.actions import propose
from ipcity.city.directory.actions.proposals import Effect
from ipcity.city.directory.models import Person, Proposal
from ipcity.city.lawbook.models import Correction
from ipcity.city.lawbook.queries import ACT
from ipcity.city.trail.actions import record
from ipcity.law import corrections as law
from ipcity.law.corrections import Plain


@dataclass(frozen=True)
class Wanted:
    """A new value of a rule from a day on, with where it stands and why. `source`: title and authority of a new one."""

    rule: str
    begins: date
    value: Plain
    mark: str
    reference: str
    article: str
    source: dict[str, str] | None


def propose_correction(*, wanted: Wanted, reason: str, by: Person) -> Proposal:
    """Waits for a second person; until then the book says what it said."""
    payload = {
        "rule": wanted.rule, "begins": wanted.begins.isoformat(), "value": wanted.value, "mark": wanted.mark,
        "reference": wanted.reference, "article": wanted.article, "source": wanted.source,
        "why": reason.strip(), "proposer": by.pk,
    }  # fmt: skip
    return propose(act=ACT, payload=payload, reason=reason, by=by)


@transaction.atomic
def take_up(payload: dict[str, Any], by: Person) -> None:
    """What an approval does: the law's file, our row and the trail's entry, or none of them.

    The file comes last: what the law refuses, or a disk that is full, undoes the row and the decision with it.
    """
    proposer = Person.objects.get(pk=payload["proposer"])
    today = timezone.localdate()
    record(
        "lawbook.corrected",
        subject=f"rule:{payload['rule']}",
        actor=by.key,
        details={"from": payload["begins"], "mark": payload["mark"], "proposed_by": proposer.key},
    )
    kept = Correction(
        rule=payload["rule"], begins=date.fromisoformat(payload["begins"]), value=payload["value"], mark=payload["mark"],
        reference=payload["reference"], article=payload["article"], source=payload["source"], reason=payload["why"],
        proposed_by=proposer, approved_by=by,
    )  # fmt: skip
    one = law.Correction(
        rule=kept.rule, begins=kept.begins, value=kept.value, reference=kept.reference, reason=kept.reason,
        by=f"{proposer.name}提出，{by.name}复核", made_on=today, mark=kept.mark, article=kept.article, source=kept.source,
    )  # fmt: skip
    kept.save(force_insert=True)
    law.correct(one)


EFFECT = Effect(lambda payload: f"{payload['rule']}:{payload['begins']}"[:160], take_up, _("更正法规数据"))
