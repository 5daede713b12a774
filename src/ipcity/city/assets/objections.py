"""The right to object: a person asks, one officer proposes, another decides, and from that moment it is so."""

from __future__ import annotations

import hashlib
import secrets
from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from ipcity.base.errors import BadInput, NotFound
from ipcity.base.settings import settings
from ipcity.city.assets.models import Objection
from ipcity.city.directory.models import Person
from ipcity.city.directory.refusals import Refused
from ipcity.city.trail.actions import record
from ipcity.lake import open_lake
from ipcity.records import decided, is_natural_person, normal_name
from ipcity.records.places import cut_to_city

WISHES = ("withhold-name", "withhold-address", "correct")
CONTACT_KEPT = timedelta(days=30)  # after the end
_LETTERS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"  # nothing that is read as another


@transaction.atomic
def object_to(
    *,
    record_id: str,
    name: str,
    wish: str,
    reason: str,
    contact: str,
    new_name: str = "",
    new_address: str = "",
) -> tuple[Objection, str]:
    """The request and its tracking code, which is shown once. Only for natural persons who stand in the record."""
    norm = normal_name(name)
    if wish not in WISHES:
        raise BadInput("请选择要办理的事项。", path="wish")
    if not reason.strip():
        raise BadInput("请写理由。", path="reason")
    if not contact.strip():
        raise BadInput("请留下联系方式，办理时要核实身份。", path="contact")
    if wish == "correct" and not (new_name.strip() or new_address.strip()):
        raise BadInput("请写更正后的姓名或地址。", path="new_name")
    _stands_in(record_id, norm)
    code = "".join(secrets.choice(_LETTERS) for _ in range(12))
    made = Objection.objects.create(
        number=_number(), code_digest=_digest(code), record_id=record_id, name=name.strip()[:100], name_norm=norm[:100],
        wish=wish, new_name=new_name.strip()[:100], new_address=cut_to_city(new_address.strip())[:200] if new_address.strip() else "",
        reason=reason.strip()[:1000], contact=contact.strip()[:200],
    )  # fmt: skip
    record("assets.objection-made", subject=f"objection:{made.pk}", actor="visitor")
    return made, code


def tracked(number: str, code: str) -> Objection:
    """By number and code together; a wrong code is told like a wrong number."""
    found = Objection.objects.filter(number=number.strip().upper()).first()
    if found is None or not secrets.compare_digest(found.code_digest, _digest(code.strip().upper())):
        raise NotFound("没有这件申请，或查询码不对。请核对受理号和查询码。")
    return found


@transaction.atomic
def propose(one: Objection, *, by: Person, grant: bool, why: str) -> None:
    if not why.strip():
        raise BadInput("请写意见的理由，复核的人要看。", path="why")
    waiting = Objection.objects.filter(pk=one.pk, state="open")
    if (
        waiting.update(state="proposed", proposed_grant=grant, proposed_why=why.strip()[:500], proposed_by=by)
        != 1
    ):
        raise Refused("这件申请已有意见或已办结。请刷新页面。")
    record("assets.objection-proposed", subject=f"objection:{one.pk}", actor=by.key, details={"grant": grant})


@transaction.atomic
def decide(one: Objection, *, by: Person, agree: bool, answer: str) -> None:
    """Agreeing makes it so at once; not agreeing gives it back. Nobody decides on an own proposal."""
    one.refresh_from_db()
    if one.proposed_by_id == by.pk:
        raise Refused("自己提的意见不能自己复核。请由另一位经办人办理。")
    if not answer.strip():
        raise BadInput("请写给申请人的答复。" if agree else "退回要写理由。", path="answer")
    state = ("granted" if one.proposed_grant else "refused") if agree else "open"
    decided_by = (
        {"decided_by": by, "decided_at": timezone.now(), "answer": answer.strip()[:500]} if agree else {}
    )
    if Objection.objects.filter(pk=one.pk, state="proposed").update(state=state, **decided_by) != 1:
        raise Refused("这件申请已经办结。请刷新页面。")
    record(f"assets.objection-{state}", subject=f"objection:{one.pk}", actor=by.key)
    if state == "granted":
        transaction.on_commit(lambda: publish([one.record_id]))


@transaction.atomic
def lift(one: Objection, *, by: Person, why: str) -> None:
    """What was granted no longer holds, at the person's wish or because it was wrong."""
    if not why.strip():
        raise BadInput("请写理由。", path="why")
    if (
        Objection.objects.filter(pk=one.pk, state="granted").update(state="lifted", answer=why.strip()[:500])
        != 1
    ):
        raise Refused("只有已同意的申请可以解除。")
    record("assets.objection-lifted", subject=f"objection:{one.pk}", actor=by.key)
    transaction.on_commit(lambda: publish([one.record_id]))


def publish(changed: list[str]) -> None:
    """Write what holds to where the engine reads it, and tell whoever keeps a copy of those records."""
    decided.write_withheld(_held(), Objection.objects.exclude(state="open").count())
    Changed.tell(changed)


def publish_if_behind() -> bool:
    """After a crash between the decision and the file, or a restored backup."""
    held, known = _held(), decided.withheld()
    if held == known:
        return False
    publish(sorted(one for one in held.keys() | known.keys() if held.get(one) != known.get(one)))
    return True


def _held() -> dict[str, list[decided.Withholding]]:
    held: dict[str, list[decided.Withholding]] = {}
    for one in Objection.objects.filter(state="granted").order_by("id"):
        held.setdefault(one.record_id, []).append(
            decided.Withholding(
                name_norm=one.name_norm, act=one.wish, name=one.new_name, address=one.new_address
            )
        )
    return held


class Changed:
    """Who must know that records look otherwise now; connected in the wiring."""

    @staticmethod
    def tell(record_ids: list[str]) -> None:
        """Nobody, until it is wired."""


def forget_contacts() -> int:
    ended = Objection.objects.filter(decided_at__lte=timezone.now() - CONTACT_KEPT).exclude(contact="")
    return ended.update(contact="")


def _stands_in(record_id: str, norm: str) -> None:
    """The same sentence whether there is no such record or no such person in it."""
    try:
        found = open_lake(settings().lake_dir).at().record(record_id)
    except NotFound:
        found = None
    there = found is not None and any(one.name_norm == norm and one.natural for one in found.parties)
    if not there or not is_natural_person(norm):
        raise BadInput(
            "这件记录里没有这个自然人的姓名。请核对记录编号，姓名要与记录上写的一致。", path="name"
        )


def _number() -> str:
    year = timezone.localdate().year
    return f"YY{year}-{secrets.randbelow(10**6):06}"


def _digest(code: str) -> str:
    return hashlib.sha256(code.encode()).hexdigest()
