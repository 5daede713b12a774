"""What a row says of its right's identity: numbers, documents, dates, type. One reader for each family of kinds."""

from __future__ import annotations

from dataclasses import dataclass, field
from operator import attrgetter

from ipcity.ingest.unfit import Unfit
from ipcity.records import Document, Number


@dataclass
class Marks:
    right_type: str
    numbers: list[Number] = field(default_factory=list)
    documents: list[Document] = field(default_factory=list)
    dates: dict[str, str] = field(default_factory=dict)
    extra: dict[str, str] = field(default_factory=dict)
    status: str = "unknown"
    status_as_of: str = ""


_ON = attrgetter("on")


def stage_dates(filed: str | None, documents: list[Document]) -> dict[str, str]:
    """filed, published, granted; the first document of each stage counts."""
    dates = {"filed": filed} if filed else {}
    ordered = sorted(documents, key=_ON) if len(documents) > 1 else documents
    for document in ordered:
        if document.stage in ("published", "granted"):
            dates.setdefault(document.stage, document.on)
    first = ordered[0].on if ordered else None
    if filed and first and filed > first:
        raise Unfit(f"申请日 {filed} 晚于公开（公告）日 {first}。请核对两个日期。")
    return dates
