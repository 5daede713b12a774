"""Acts on exports: order one, make it, forget the old ones."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import timedelta
from typing import Any

import msgspec
from django.contrib.auth.models import User
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from ipcity.base.errors import BadInput, IpcityError
from ipcity.city.exports.make import make
from ipcity.city.exports.models import Export, State
from ipcity.city.exports.writers import WRITERS
from ipcity.city.inbox.actions import tell
from ipcity.city.inbox.kinds import kind
from ipcity.city.jobs.actions import ask
from ipcity.city.jobs.registry import Known
from ipcity.city.portal import engine
from ipcity.city.trail.actions import record
from ipcity.search import Filters

KEPT = timedelta(days=7)
MOST_WAITING = 5  # orders of one person at a time
READY = kind("export-ready", zh="导出文件", en="Export")


@transaction.atomic
def order(
    *, owner: User, known: Known, form: str, query: str, filters: Filters, language: str, title: str = "",
    ids: Sequence[str] | None = None,
) -> Export:  # fmt: skip
    """Ordered now, made by a worker. Raises BadQuery here, while the person still looks at the query."""
    if form not in WRITERS:
        raise BadInput(f"不能导出成“{form}”。可选：{'、'.join(WRITERS)}。", path="form")
    if ids is None:
        engine.index().search(query, filters, limit=0, facets=())
    if Export.objects.filter(owner=owner, state=State.WAITING).count() >= MOST_WAITING:
        raise BadInput(f"已有 {MOST_WAITING} 个导出在排队。请等其中一个完成后再试。", path="form")
    made = Export.objects.create(
        owner=owner, form=form, query=query, filters=msgspec.to_builtins(filters), language=language, title=title[:200],
        listed=list(ids) if ids is not None else None,
    )  # fmt: skip
    made.job = ask(known, asked_by=owner.get_username(), export=made.pk).pk
    made.save(update_fields=["job"])
    record("exports.ordered", subject=f"export:{made.pk}", actor=f"user:{owner.pk}", details={"form": form})
    return made


def fulfil(
    one: Export,
    *,
    total: Callable[[int], None] = lambda rows: None,
    told: Callable[[int], None] = lambda rows: None,
) -> dict[str, Any]:
    """Make the file, and tell its owner. Doing it again makes the same file again."""
    try:
        done = make(one.wanted(), one.path, lake=engine.lake(), index=engine.index(), total=total, told=told)
    except IpcityError as wrong:
        Export.objects.filter(pk=one.pk).update(state=State.FAILED, error=wrong.message[:500])
        raise
    now = timezone.now()
    with transaction.atomic():
        Export.objects.filter(pk=one.pk).update(
            state=State.READY, about=done.about.as_dict(), rows=done.about.rows, size=done.size, digest=done.digest,
            ready_at=now, expires_at=now + KEPT, error="",
        )  # fmt: skip
        title = {
            "zh": f"导出已完成：{done.about.rows:,} 件，{one.form.upper()}",
            "en": f"Export ready: {done.about.rows:,} records, {one.form.upper()}",
        }
        tell(one.owner, READY, subject=f"export:{one.pk}", title=title, address=reverse("exports:list"))
    return {"rows": done.about.rows, "left_out": done.about.left_out, "sha256": done.digest}


def forget_old() -> int:
    """Files live a week; their rows stay."""
    old = list(Export.objects.filter(state=State.READY, expires_at__lte=timezone.now())[:500])
    for one in old:
        one.path.unlink(missing_ok=True)
        Export.objects.filter(pk=one.pk).update(state=State.GONE)
    return len(old)
