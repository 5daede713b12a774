"""Questions to the trail: is it whole, and what does it say."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.db import connection
from django.db.models import QuerySet
from django.utils import timezone

from ipcity.base.errors import Damaged
from ipcity.base.once import once
from ipcity.city.trail.anchors import anchored
from ipcity.city.trail.digest import BEGINNING, digest
from ipcity.city.trail.models import MAIN, Chain, Entry

_LAST = f"SELECT hash FROM {Entry._meta.db_table} WHERE chain = %s ORDER BY seq DESC LIMIT 1"


@dataclass(frozen=True, kw_only=True)
class Verdict:
    """What checking one chain found. `broken` is the number of the first entry that does not hold, None if all do."""

    chain: str
    checked: int
    head: str
    broken: int | None = None
    why: str = ""

    @property
    def is_whole(self) -> bool:
        return self.broken is None and not self.why


def chains() -> list[str]:
    return list(Chain.objects.order_by("name").values_list("name", flat=True))


def head(chain: str = MAIN) -> str:
    """The hash of the last entry: another one as soon as anything was done that is recorded there."""
    return once(("trail.head", chain), lambda: _head(chain))


def _head(chain: str) -> str:
    """Written out, because nearly every page asks: putting the question together took longer than answering it."""
    with connection.cursor() as cursor:
        cursor.execute(_LAST, [chain])
        last = cursor.fetchone()
    return str(last[0]) if last else BEGINNING


def verify(chain: str) -> Verdict:
    """Reads a chain from its first entry and names the first one that does not hold; anchors are checked too."""
    before, expected = BEGINNING, 1
    try:
        files = anchored(chain)
    except Damaged as damaged:
        return Verdict(chain=chain, checked=0, head="", why=damaged.message)
    for entry in Entry.objects.filter(chain=chain).order_by("seq").iterator(chunk_size=2000):
        why = _fault(entry, expected, before) or _contradiction(entry, files)
        if why:
            return Verdict(chain=chain, checked=expected - 1, head=before, broken=expected, why=why)
        before, expected = entry.hash, expected + 1
    last = max(files, default=0)
    if last >= expected:
        why = f"{files[last][1]} 的锚点记有第 {last} 条，现在只剩 {expected - 1} 条：末尾的记录被删除。请与备份核对。"
        return Verdict(chain=chain, checked=expected - 1, head=before, broken=expected, why=why)
    return Verdict(chain=chain, checked=expected - 1, head=before)


def _fault(entry: Entry, expected: int, before: str) -> str:
    if entry.seq != expected:
        return f"应为第 {expected} 条，见到第 {entry.seq} 条：中间的记录被删除。请与备份核对。"
    if entry.prev_hash != before:
        return f"第 {entry.seq} 条与前一条接不上：其中一条被改动或替换。请与备份核对。"
    if entry.hash != digest(entry):
        return f"第 {entry.seq} 条的内容与它的校验值不符：写入后被改动。请与备份核对。"
    return ""


def _contradiction(entry: Entry, files: dict[int, tuple[str, str]]) -> str:
    known = files.get(entry.seq)
    if known is None or known[0] == entry.hash:
        return ""
    return f"第 {entry.seq} 条与 {known[1]} 的锚点不符：这条链在那天以后被整体重写。请与备份核对。"


def entries(
    *,
    chain: str = "",
    act: str = "",
    actor: str = "",
    subject: str = "",
    since: date | None = None,
    until: date | None = None,
) -> QuerySet[Entry]:
    """Entries, newest first. `act` is a beginning (`signin.` finds all of that family); days are inclusive."""
    found = Entry.objects.order_by("-at", "-id")
    for field, value in (("chain", chain), ("act__startswith", act), ("actor", actor), ("subject", subject)):
        if value:
            found = found.filter(**{field: value})
    if since is not None:
        found = found.filter(at__gte=_midnight(since))
    if until is not None:
        found = found.filter(at__lt=_midnight(until + timedelta(days=1)))
    return found


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
