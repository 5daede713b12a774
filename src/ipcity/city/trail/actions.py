"""Writing the trail. There is one way in, `record`, and nothing else adds an entry."""

from __future__ import annotations

from typing import Any

from django.db import transaction
from django.utils import timezone

from ipcity.city.trail.anchors import anchor_when_due
from ipcity.city.trail.digest import BEGINNING, digest
from ipcity.city.trail.fit import checked
from ipcity.city.trail.models import MAIN, Chain, Entry


@transaction.atomic
def record(
    act: str,
    *,
    subject: str,
    actor: str,
    details: dict[str, Any] | None = None,
    post: str = "",
    unit: str = "",
    chain: str = MAIN,
) -> Entry:
    """Adds one entry to a chain, in the transaction of the act itself: the two happen together or not at all.

    The chain stays held until that transaction ends, so its numbers have no gap and no fork. Long work that must not
    make others wait takes a chain of its own.
    """
    Chain.objects.get_or_create(name=chain)
    Chain.objects.select_for_update().get(name=chain)
    last = Entry.objects.filter(chain=chain).order_by("-seq").first()
    entry = Entry(
        chain=chain,
        seq=last.seq + 1 if last else 1,
        at=max(timezone.now(), last.at)
        if last
        else timezone.now(),  # a clock set back must not disorder the chain
        actor=actor,
        post=post,
        unit=unit,
        act=act,
        subject=subject,
        details=checked(dict(details or {})),
        prev_hash=last.hash if last else BEGINNING,
    )
    entry.hash = digest(entry)
    entry.save(force_insert=True)
    transaction.on_commit(anchor_when_due)
    return entry
