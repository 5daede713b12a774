"""Acts on plans."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from hashlib import sha256

from django.db import transaction

from ipcity.base.days import first_day, last_day
from ipcity.base.errors import BadInput
from ipcity.city.directory.actions import load_units
from ipcity.city.plan.choices import Realm, TaskKind
from ipcity.city.plan.grouping import demands
from ipcity.city.plan.models import Clause, GroupMember, Plan, Target, Task, TaskUnit
from ipcity.city.plan.resolving import Resolver
from ipcity.city.plan.seats import seats
from ipcity.city.trail.actions import record
from ipcity.documents import Clause as ReadClause
from ipcity.documents import Guarantee, PlanDocument, read_plan
from ipcity.documents import Task as ReadTask

COMMAND = "command"  # who imports plans: whoever may use the command line of the house
RANK = {Realm.REAL: 0, Realm.SAMPLE: 10}  # a city's own plan is shown before the sample


@dataclass(frozen=True, kw_only=True)
class Imported:
    """What stands after an import; `created` is False when the same text was here already."""

    plan: Plan
    created: bool
    clauses: int
    tasks: int
    guarantees: int
    targets: int
    units_unknown: list[str]


@transaction.atomic
def import_plan(
    text: str,
    *,
    realm: str = "real",
    slug: str | None = None,
    as_of: date | None = None,
    area: str = "371000",
) -> Imported:
    """Read the text and keep it as a plan. The same text again changes nothing and says so.

    Raises BadInput when the text holds neither tasks nor targets, and when the slug belongs to another plan.
    """
    if realm not in Realm.values:
        raise BadInput(f"领域只能是 {'、'.join(Realm.values)}，不能是“{realm}”。")
    digest = _digest(text)
    if known := Plan.objects.filter(digest=digest, realm=realm).first():
        return _told(known, created=False)
    paper = read_plan(text)
    if not paper.tasks and not paper.targets:
        raise BadInput(
            "这份文件里没有读到任务，也没有读到目标，没有导入。请用 plan read 查看读到了什么，并确认它是工作方案的全文。"
        )
    load_units()
    plan = _plan(paper, text=text, digest=digest, realm=realm, slug=slug, as_of=as_of, area=area)
    _fill(plan, paper)
    record("plan.imported", subject=f"plan:{plan.pk}", actor=COMMAND)
    return _told(plan, created=True)


def _digest(text: str) -> str:
    """Of the words alone: line ends, blank lines and blanks at the edges make no other plan."""
    lines = (line.strip() for line in text.splitlines())
    return sha256("\n".join(filter(None, lines)).encode("utf-8", "surrogatepass")).hexdigest()


def _plan(
    paper: PlanDocument,
    *,
    text: str,
    digest: str,
    realm: str,
    slug: str | None,
    as_of: date | None,
    area: str,
) -> Plan:
    group = paper.leading_group
    return Plan.objects.create(
        slug=_free_slug(paper, slug, digest),
        title=paper.subject or paper.title or "（未命名的方案）",
        notice_title=paper.title,
        doc_number=paper.number.number if paper.number else "",
        issued_by=paper.issued_by,
        issued_on=first_day(paper.issued_on) if paper.issued_on else None,
        period_from=first_day(paper.period.when) if paper.period else None,
        period_to=last_day(paper.period.until) if paper.period else None,
        realm=realm, area=area, as_of=as_of, text=text, digest=digest, rank=RANK[Realm(realm)],
        group_name=group.name if group else "", group_office=group.office.host if group else "",
    )  # fmt: skip


def _free_slug(paper: PlanDocument, wanted: str | None, digest: str) -> str:
    if wanted:
        if Plan.objects.filter(slug=wanted).exists():
            raise BadInput(f"简称“{wanted}”已属于另一份方案。请换一个简称。")
        return wanted
    year, _, num = (
        paper.number.number.partition("〔")[2].partition("〕") if paper.number else ("plan", "", digest[:8])
    )
    slug = f"{year}-{num.removesuffix('号')}"
    return f"{slug}-{digest[:8]}" if Plan.objects.filter(slug=slug).exists() else slug


def _fill(plan: Plan, paper: PlanDocument) -> None:
    clauses: list[Clause] = []
    for clause in paper.clauses:
        _keep_clause(plan, clause, None, clauses)
    resolver = Resolver(plan.day_of_names())
    _keep_tasks(plan, TaskKind.TASK, paper.tasks, clauses, resolver)
    _keep_tasks(plan, TaskKind.GUARANTEE, paper.guarantees, clauses, resolver)
    _keep_targets(plan, paper, clauses)
    _keep_members(plan, paper, resolver)


def _keep_clause(plan: Plan, read: ReadClause, parent: Clause | None, kept: list[Clause]) -> None:
    clause = Clause.objects.create(
        plan=plan, parent=parent, order=len(kept), number=read.number, level=read.level, title=read.title,
        text=read.text, start=read.start, end=read.end,
    )  # fmt: skip
    kept.append(clause)
    for child in read.children:
        _keep_clause(plan, child, clause, kept)


def _holding(clauses: list[Clause], place: int) -> Clause:
    return next(clause for clause in clauses if clause.start <= place < clause.end)


def _keep_tasks(
    plan: Plan,
    kind: TaskKind,
    read: Iterable[ReadTask | Guarantee],
    clauses: list[Clause],
    resolver: Resolver,
) -> None:
    rows: list[TaskUnit] = []
    for one in read:
        clause = _holding(clauses, one.start)
        task = Task.objects.create(
            plan=plan, clause=clause, kind=kind, num=one.num, title=one.title, text=one.text
        )
        rows += [
            TaskUnit(
                task=task, unit=resolver.unit(unit), order=order, name=unit.name, full_name=unit.full_name,
                role=unit.role, start=unit.start, end=unit.end,
            )
            for order, unit in enumerate(one.units)
        ]  # fmt: skip
    TaskUnit.objects.bulk_create(rows)


def _keep_targets(plan: Plan, paper: PlanDocument, clauses: list[Clause]) -> None:
    Target.objects.bulk_create(
        Target(
            plan=plan, clause=_holding(clauses, one.first.start), code=f"T{order:02}", order=order,
            name=one.name[:300], comparator=one.first.comparator, value=one.value, unit=one.first.unit,
            hedge=one.first.hedge, aggregation=one.first.aggregation, phrase=one.first.phrase[:500],
            start=one.first.phrase_start, end=one.first.phrase_end, components=one.components,
        )
        for order, one in enumerate(demands(paper.targets), start=1)
    )  # fmt: skip


def _keep_members(plan: Plan, paper: PlanDocument, resolver: Resolver) -> None:
    if paper.leading_group is None:
        return
    GroupMember.objects.bulk_create(
        GroupMember(
            plan=plan, unit=resolver.of_post(seat.post), order=order, name=seat.name, post=seat.post, role=seat.role,
            start=seat.start, end=seat.end,
        )
        for order, seat in enumerate(seats(paper.leading_group))
    )  # fmt: skip


def _told(plan: Plan, *, created: bool) -> Imported:
    unknown = TaskUnit.objects.filter(task__plan=plan, unit=None).order_by("full_name")
    return Imported(
        plan=plan, created=created, clauses=plan.clauses.count(),
        tasks=plan.tasks.filter(kind=TaskKind.TASK).count(),
        guarantees=plan.tasks.filter(kind=TaskKind.GUARANTEE).count(), targets=plan.targets.count(),
        units_unknown=list(unknown.values_list("full_name", flat=True).distinct()),
    )  # fmt: skip
