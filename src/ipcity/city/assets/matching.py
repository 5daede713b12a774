"""The queue and its decisions. A name joins an organisation by a clerk's word alone, and leaves it by another."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from ipcity.base.errors import BadInput
from ipcity.city.assets.gathering import candidates
from ipcity.city.assets.models import Candidate, Decision, Says
from ipcity.city.directory.models import Organisation, Person
from ipcity.city.directory.refusals import Refused
from ipcity.city.trail.actions import record
from ipcity.lake import View
from ipcity.records import decided, normal_name


def fill_queue(view: View) -> int:
    """New pairs in, known ones with today's figures; pairs that a clerk has decided stay decided. How many are open."""
    for one, other, score in candidates(view):
        Candidate.objects.update_or_create(
            realm=one.realm, one=one.norm, other=other.norm,
            defaults={
                "one_name": one.name[:300], "other_name": other.name[:300], "one_rights": one.rights,
                "other_rights": other.rights, "points": score.points, "signs": score.plain(),
                "lake_version": view.version,
            },
        )  # fmt: skip
    return Candidate.objects.filter(state="open").count()


@transaction.atomic
def confirm(candidate: Candidate, *, by: Person, why: str) -> Decision:
    """The two are one organisation. Refused where that would join names that were told apart."""
    parents = _parents()
    child, parent = _root(candidate.one, parents), _root(candidate.other, parents)
    if child == parent:
        raise Refused("这两个名称已经归在同一单位。")
    _not_told_apart(_members(child, parents), _members(parent, parents))
    return _decide(candidate, Says.SAME, by, why, child=child, parent=parent)


@transaction.atomic
def reject(candidate: Candidate, *, by: Person, why: str) -> Decision:
    """They are two, and nobody is asked again. Refused while they stand as one: that must be undone first."""
    parents = _parents()
    if _root(candidate.one, parents) == _root(candidate.other, parents):
        raise Refused("这两个名称现在归在同一单位。请先撤销相应的决定。")
    return _decide(candidate, Says.DIFFERENT, by, why)


@transaction.atomic
def undo(candidate: Candidate, *, by: Person, why: str) -> Decision:
    """The latest decision no longer counts; the pair waits again."""
    if candidate.state == "open":
        raise Refused("这一对名称没有可撤销的决定。")
    return _decide(candidate, Says.UNDONE, by, why)


def publish() -> None:
    """Write what counts now to where the engine reads it. The version is the number of the latest decision."""
    latest = Decision.objects.order_by("-id").first()
    parents = _parents()
    codes = {normal_name(one.name): one.credit_code for one in Organisation.objects.all()}
    written = _written()
    names = {
        norm: decided.Organisation(key=root, name=written.get(root, root), credit_code=codes.get(root, ""))
        for norm, root in ((one, _root(one, parents)) for one in {*parents, *parents.values()})
    }
    decided.write_organisations(names, latest.pk if latest else 0)


def publish_if_behind() -> bool:
    """After a crash between the decision and the file, or a restored backup."""
    latest = Decision.objects.order_by("-id").values_list("pk", flat=True).first() or 0
    if decided.organisations_version() == latest:
        return False
    publish()
    return True


def _decide(
    candidate: Candidate, says: Says, by: Person, why: str, *, child: str = "", parent: str = ""
) -> Decision:
    if not why.strip():
        raise BadInput("请写理由。", path="why")
    state = "open" if says == Says.UNDONE else says.value
    moved = Candidate.objects.filter(pk=candidate.pk, state=candidate.state).update(state=state)
    if moved != 1:
        raise Refused("这一对名称刚被别人处理。请刷新页面。")
    made = Decision.objects.create(
        candidate=candidate, says=says, child=child, parent=parent, why=why.strip()[:500], by=by,
        lake_version=candidate.lake_version, points=candidate.points,
    )  # fmt: skip
    record(
        f"assets.{says.value}",
        subject=f"candidate:{candidate.pk}",
        actor=by.key,
        details={"at": str(timezone.localdate())},
    )
    candidate.state = state
    transaction.on_commit(publish)
    return made


def _parents() -> dict[str, str]:
    """Child → parent, of the decisions that count."""
    standing = Decision.objects.filter(says=Says.SAME, candidate__state="same").order_by("id")
    return {one.child: one.parent for one in standing}


def _root(norm: str, parents: dict[str, str]) -> str:
    seen = {norm}
    while (up := parents.get(norm)) is not None and up not in seen:
        seen.add(up)
        norm = up
    return norm


def _members(root: str, parents: dict[str, str]) -> set[str]:
    return {root, *(one for one in parents if _root(one, parents) == root)}


def _not_told_apart(these: set[str], those: set[str]) -> None:
    for one in Candidate.objects.filter(state="different"):
        if (one.one in these and one.other in those) or (one.one in those and one.other in these):
            raise Refused(
                f"“{one.one_name}”与“{one.other_name}”已被判为不是同一单位，不能由此合并。请先核对并撤销那项决定。"
            )


def _written() -> dict[str, str]:
    """As the records write them."""
    named: dict[str, str] = {}
    for one in Candidate.objects.exclude(state="open"):
        named |= {one.one: one.one_name, one.other: one.other_name}
    return named
