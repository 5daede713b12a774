"""Acts on indicators: computing a figure and keeping it as a snapshot. Doing it again changes nothing."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator
from datetime import date
from typing import Any

from django.db import transaction

from ipcity.city.indicators.compute import Computed, compute
from ipcity.city.indicators.figures import Typed
from ipcity.city.indicators.holdings import Holdings, holdings
from ipcity.city.indicators.models import Snapshot, pack
from ipcity.city.indicators.needs import Question
from ipcity.city.indicators.reading import Text
from ipcity.city.indicators.registry import definition, definitions
from ipcity.city.indicators.words import joined, say

PIN = "指标快照 / indicator snapshots"


def take_snapshot(
    code: str,
    *,
    area: str,
    realm: str,
    on: date,
    period_from: date | None = None,
    held: Holdings | None = None,
) -> Snapshot:
    """Compute and keep. On the same data, rule and typed figures the snapshot already kept is returned.

    A flow without `period_from` begins on 1 January of the year of `on`.
    """
    held = held or holdings()
    return keep(compute(question(code, area=area, realm=realm, on=on, period_from=period_from), held), held)


def take_series(
    code: str, *, area: str, realm: str, as_of: date, since: date, held: Holdings | None = None
) -> list[Snapshot]:
    """Stocks at every quarter's end from `since` to `as_of` and on `as_of`; flows of every year, the last one so far."""
    held = held or holdings()
    ends = _year_ends(since, as_of) if definition(code).is_flow else _quarter_ends(since, as_of)
    days = sorted({*ends, as_of})
    return [take_snapshot(code, area=area, realm=realm, on=day, held=held) for day in days]


def take_all(*, area: str, realm: str, as_of: date, since: date) -> list[Snapshot]:
    """The series of every indicator, on one reading of the data."""
    held = holdings()
    return [
        one
        for known in definitions()
        for one in take_series(known.code, area=area, realm=realm, as_of=as_of, since=since, held=held)
    ]


def question(code: str, *, area: str, realm: str, on: date, period_from: date | None = None) -> Question:
    one = definition(code)
    begin = (period_from or date(on.year, 1, 1)) if one.is_flow else None
    return Question(one, area, realm, on, begin)


def keep(computed: Computed, held: Holdings) -> Snapshot:
    """The version of the data that a value cites is pinned before the value is written."""
    digest = _digest(computed)
    found = Snapshot.objects.filter(digest=digest).first()
    if found:
        return found
    if computed.lake_version and computed.value is not None:
        held.lake.pin(computed.lake_version, PIN)
    with transaction.atomic():
        before = _latest_like(computed)
        kept, _ = Snapshot.objects.get_or_create(
            digest=digest,
            defaults=_columns(computed)
            | {"supersedes": before, "correction_reason": _correction(before, computed) if before else {}},
        )
    return kept


def _columns(computed: Computed) -> dict[str, Any]:
    asked = computed.question
    counted = computed.reason is None
    return {
        "code": asked.definition.code, "realm": asked.realm, "area": asked.area, "period_from": asked.period_from,
        "on": asked.on, "value": computed.value, "numerator": len(computed.record_ids) if counted else None,
        "denominator": computed.denominator, "lake_version": computed.lake_version,
        "rule_id": asked.definition.id, "rule_version": asked.definition.rule.version,
        "reason": computed.reason or {}, "coverage": computed.coverage, "quality": computed.quality,
        "left_out": computed.left_out, "typed": [typed_columns(one) for one in computed.typed],
        "packed_ids": pack(computed.record_ids),
    }  # fmt: skip


def typed_columns(one: Typed) -> dict[str, Any]:
    """A typed figure as a snapshot keeps it, whole: a later correction of the file does not reach it."""
    return {
        "on": one.on.isoformat(), "value": str(one.value), "basis": one.basis, "source": one.source,
        "url": one.url, "mark": one.mark,
    }  # fmt: skip


def _digest(computed: Computed) -> str:
    columns = _columns(computed)
    columns["packed_ids"] = hashlib.sha256("\n".join(computed.record_ids).encode()).hexdigest()
    text = json.dumps(columns, sort_keys=True, ensure_ascii=False, default=str)
    return hashlib.sha256(text.encode()).hexdigest()


def _latest_like(computed: Computed) -> Snapshot | None:
    asked = computed.question
    same = Snapshot.objects.light().filter(
        code=asked.definition.code,
        realm=asked.realm,
        area=asked.area,
        on=asked.on,
        period_from=asked.period_from,
    )
    return same.order_by("-id").first()


def _correction(before: Snapshot, computed: Computed) -> Text:
    """What changed between the two, in words."""
    rule = computed.question.definition.rule.version
    why = []
    if before.lake_version != computed.lake_version:
        why.append(say("correction.data", old=before.lake_version or 0, new=computed.lake_version or 0))
    if before.rule_version != rule:
        why.append(say("correction.rule", old=before.rule_version, new=rule))
    if before.typed != [typed_columns(one) for one in computed.typed]:
        why.append(say("correction.typed"))
    return joined(why or [say("correction.other")])


def _quarter_ends(first: date, last: date) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        for month, day in ((3, 31), (6, 30), (9, 30), (12, 31)):
            if first <= (end := date(year, month, day)) <= last:
                yield end


def _year_ends(first: date, last: date) -> Iterator[date]:
    for year in range(first.year, last.year + 1):
        if (end := date(year, 12, 31)) <= last:
            yield end
