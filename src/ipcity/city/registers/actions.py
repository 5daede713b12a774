"""Acts on batches: check an upload, import it whole, discard it, take it back. Every act leaves an entry in the trail."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import asdict
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ipcity.base.errors import BadInput, IpcityError, NotFound
from ipcity.city.registers.checking import DryRun, Planned, dry_run, planned_rows
from ipcity.city.registers.choices import State
from ipcity.city.registers.declaration import Register, find
from ipcity.city.registers.models import Batch, Change
from ipcity.city.trail.actions import record

AT_ONCE = 500  # rows; more go to the background
FAULTS_KEPT = 1000
Later = Callable[[Batch], int | None]
Told = Callable[[int], None]


def _nobody_works(batch: Batch) -> None:
    """Without a queue every batch is imported at once."""


class Queue:
    """How large imports reach the background; `web/wiring.py` puts the queue of jobs here."""

    later: Later = staticmethod(_nobody_works)


def check_upload(register: Register, *, data: bytes, filename: str, by: User) -> Batch:
    """The dry run, kept as a batch. Raises BadInput, and keeps nothing, when the file as a whole cannot be read."""
    run = dry_run(register, data)
    counts, faults = run.counts(), run.table.faults
    with transaction.atomic():
        batch = Batch.objects.create(
            register=register.code, filename=filename[-200:], sheet=run.table.sheet[:100], by=by,
            upload=data if faults else b"", rows=_kept(run), notes=run.table.notes,
            state=State.REFUSED if faults else State.CHECKED,
            created=counts["created"], changed=counts["changed"], same=counts["same"], wrong=run.wrong_rows,
            faults=[asdict(fault) for fault in faults[:FAULTS_KEPT]], more_faults=max(0, len(faults) - FAULTS_KEPT),
        )  # fmt: skip
        _trace("registers.checked", batch, by, rows=len(run.planned), wrong=batch.wrong)
    return batch


def confirm(batch: Batch, *, by: User) -> Batch:
    """Import now, or in the background when it is large and there is one."""
    if len(batch.rows) > AT_ONCE:
        with transaction.atomic():
            _move(batch, (State.CHECKED, State.FAILED), State.WAITING, error="")
            batch.job_id = Queue.later(batch)
            batch.save(update_fields=["job_id"])
        if batch.job_id is not None:
            return batch
    return import_batch(batch, by=by)


def import_batch(batch: Batch, *, by: User, told: Told = lambda count: None) -> Batch:
    """All rows in one transaction; one that no longer fits stops the whole. Imported once, however often called."""
    register = register_of(batch)
    if batch.state == State.IMPORTED:
        return batch
    with transaction.atomic():
        planned = planned_rows(register, [(number, row) for number, row in batch.rows])
        _still_fits(register, planned)
        _move(batch, (State.CHECKED, State.WAITING, State.FAILED), State.IMPORTED, error="")
        changes = [_import_row(register, batch, one, by, told) for one in planned if one.what != "same"]
        Change.objects.bulk_create(changes, batch_size=500)
        counts = {what: sum(one.what == what for one in planned) for what in ("created", "changed", "same")}
        Batch.objects.filter(pk=batch.pk).update(imported_at=timezone.now(), rows=[], upload=b"", **counts)
        _trace("registers.imported", batch, by, **counts)
    batch.refresh_from_db()
    return batch


def fail(batch: Batch, error: IpcityError) -> None:
    """For the background: the sentence stands at the batch, which may be confirmed again."""
    batch.moved((State.WAITING,), State.FAILED, error=error.message)


def discard(batch: Batch, *, by: User) -> Batch:
    _move(
        batch, (State.CHECKED, State.REFUSED, State.FAILED), State.DISCARDED, rows=[], upload=b"", faults=[]
    )
    _trace("registers.discarded", batch, by)
    return batch


def undo(batch: Batch, *, by: User) -> Batch:
    """Put every row back as the batch found it. Refused with a sentence while anything later stands on one of them."""
    register = register_of(batch)
    with transaction.atomic():
        _move(batch, (State.IMPORTED,), State.UNDONE, undone_at=timezone.now(), undone_by=by)
        changes = list(batch.changes.order_by("-id"))
        _nothing_stands_on(register, batch, changes)
        for change in changes:
            if change.before is None:
                register.shelf.drop(change.after, actor=_key(by))
            else:
                register.shelf.put(change.before, actor=_key(by))
        batch.changes.update(undone=True)
        _trace("registers.undone", batch, by, rows=len(changes))
    return batch


def register_of(batch: Batch) -> Register:
    register = find(batch.register)
    if register is None:
        raise NotFound(f"名册“{batch.register}”已不存在。")
    return register


def _kept(run: DryRun) -> list[Any]:
    """Only the columns of the file: the others keep the value that they have on the day of the import."""
    if run.table.faults:
        return []
    return [[number, row] for number, row in zip(run.table.numbers, run.table.rows, strict=True)]


def _still_fits(register: Register, planned: list[Planned]) -> None:
    faults = register.shelf.check([one.row for one in planned])
    if faults:
        index = min(faults)
        number, sentence = planned[index].number, faults[index][0].sentence
        raise BadInput(
            f"检查之后数据有了变化，第 {number} 行不再符合：{sentence}没有导入任何一行，请重新上传检查。"
        )


def _import_row(register: Register, batch: Batch, one: Planned, by: User, told: Told) -> Change:
    subject = register.shelf.put(one.row, actor=_key(by))
    told(1)
    key = "|".join(register.key_of(one.row))
    return Change(
        batch=batch, register=register.code, number=one.number, key=key[:300], subject=subject,
        before=one.before, after=one.row,
    )  # fmt: skip


def _nothing_stands_on(register: Register, batch: Batch, changes: list[Change]) -> None:
    keys = [change.key for change in changes]
    later = Change.objects.filter(
        register=register.code, key__in=keys, undone=False, batch__gt=batch.pk
    ).first()
    if later is not None:
        raise BadInput(
            f"第 {later.number} 行（{later.key}）后来又被批次 {later.batch_id} 改过。请先撤销批次 {later.batch_id}。"
        )
    now = register.shelf.known([register.key_of(change.after) for change in changes])
    for change in changes:
        row = now.get(register.key_of(change.after))
        if row is None or row != change.after:
            raise BadInput(
                f"第 {change.number} 行（{change.key}）导入后又有改动，撤销会丢掉后来的改动。请手工更正。"
            )
        if change.before is None and (why := register.shelf.stands_on(row)):
            raise BadInput(f"第 {change.number} 行（{change.key}）不能撤销：{why}")


def _move(batch: Batch, before: tuple[State, ...], to: State, **values: object) -> None:
    if not batch.moved(before, to, **values):
        batch.refresh_from_db()
        raise BadInput(
            f"批次 {batch.pk} 现在的状态是“{batch.get_state_display()}”，不能这样做。请刷新后再看。"
        )


def _trace(act: str, batch: Batch, by: User, **details: int) -> None:
    record(act, subject=f"batch:{batch.pk}", actor=_key(by), details={"register": batch.register, **details})


def _key(user: User) -> str:
    return f"user:{user.pk}"
