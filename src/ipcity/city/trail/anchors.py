"""Anchors: once a day the heads of all chains go into a file of `IPCITY_HOME/trail/`, which is never written again.

Whoever can write the database could make a whole chain anew; the files, copied elsewhere by the backup or printed,
would contradict it. Each file also carries the SHA-256 of the one before.
"""

from __future__ import annotations

import logging
from datetime import date, datetime, time, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.utils import timezone

from ipcity.base.errors import BadInput, Damaged, IpcityError
from ipcity.base.files import locked, read_json, write_json
from ipcity.base.settings import settings
from ipcity.city.trail.models import Chain, Entry

_log = logging.getLogger(__name__)
_asked: dict[Path, date] = {}  # the last day on which this process looked; a look is cheap but not free


def folder() -> Path:
    return settings().home_dir / "trail"


def anchors() -> list[Path]:
    """All anchors, oldest first; the name is the day."""
    return sorted(folder().glob("????-??-??.json"))


def anchor_when_due() -> None:
    """Called after every entry; writes yesterday's anchor on the first one of a day. It never fails the act."""
    today = timezone.localdate()
    if _asked.get(folder()) == today:
        return
    _asked[folder()] = today
    try:
        anchor(today - timedelta(days=1))
    except (IpcityError, OSError) as failed:
        _log.error("trail anchor not written: %s", failed)


def anchor(day: date) -> Path | None:
    """Writes the heads as they stood at the end of `day`, once; None when there was nothing to hold yet."""
    path = folder() / f"{day.isoformat()}.json"
    if path.exists():
        return path
    if any(one.name > path.name for one in anchors()):
        raise BadInput(f"已有比 {day} 更晚的锚点，不能补写更早的。请核对日期。", path=path.name)
    heads = _heads(timezone.make_aware(datetime.combine(day + timedelta(days=1), time.min)))
    if not heads:
        return None
    with locked(folder() / "anchor.lock", what="写入审计锚点", wait=True):
        if not path.exists():
            before = [one for one in anchors() if one.name < path.name]
            digest = sha256(before[-1].read_bytes()).hexdigest() if before else ""
            write_json(path, {"day": day.isoformat(), "heads": heads, "previous": digest})
    return path


def _heads(until: datetime) -> list[dict[str, Any]]:
    rows = []
    for chain in Chain.objects.order_by("name"):
        last = Entry.objects.filter(chain=chain.name, at__lt=until).order_by("-seq").first()
        if last is not None:
            rows.append({"chain": last.chain, "seq": last.seq, "hash": last.hash})
    return rows


def anchored(chain: str) -> dict[int, tuple[str, str]]:
    """What the files say of a chain: number → (hash, day). Raises `Damaged` when a file was changed or is missing."""
    found: dict[int, tuple[str, str]] = {}
    before = ""
    for path in anchors():
        content = read_json(path)
        if content["previous"] != before:
            raise Damaged(
                f"审计锚点 {path.name} 与前一个锚点接不上：前一个文件被改动、删除或补写。请与备份中的锚点核对。",
                path=str(path),
            )
        before = sha256(path.read_bytes()).hexdigest()
        found |= {
            head["seq"]: (head["hash"], content["day"]) for head in content["heads"] if head["chain"] == chain
        }
    return found
