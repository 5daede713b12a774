"""The hash of an entry: SHA-256 over one JSON array of its fields in a fixed order and the hash before it.

The form is part of the promise: it must give the same bytes for ever and on every database, therefore texts, whole
numbers, true, false and null only, keys sorted, the moment in UTC with six digits of a second.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any, Protocol

BEGINNING = "0" * 64  # what the first entry of a chain carries


class Chained(Protocol):
    chain: str
    seq: int
    at: datetime
    actor: str
    post: str
    unit: str
    act: str
    subject: str
    details: Any
    prev_hash: str


def digest(entry: Chained) -> str:
    moment = entry.at.astimezone(UTC).isoformat(timespec="microseconds")
    fields = [
        entry.chain, entry.seq, moment, entry.actor, entry.post, entry.unit,
        entry.act, entry.subject, entry.details, entry.prev_hash,
    ]  # fmt: skip
    text = json.dumps(fields, ensure_ascii=False, sort_keys=True, separators=(",", ":"), allow_nan=False)
    return sha256(text.encode()).hexdigest()
