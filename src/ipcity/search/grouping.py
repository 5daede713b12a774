"""A list grouped by family: one line for the records of one invention, the best of them, with how many there are."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from ipcity.search.base import Filters, Hit, Result
from ipcity.search.tantivy_ import TantivyIndex

_BLOCK = 200
DEEPEST = 20_000  # records looked through for one page


class Grouped(msgspec.Struct, frozen=True, kw_only=True):
    """`result.hits` are one of each group, with its `members` found; `result.total` still counts records. `groups`:
    how many lines there are in all; None where the records are too many to be looked through."""

    result: Result
    groups: int | None


def by_family(
    index: TantivyIndex, query: str, filters: Filters | None = None, *, offset: int = 0, limit: int = 20,
    **options: Any,
) -> Grouped:  # fmt: skip
    """A record without a family is a group of its own. Pages do not overlap."""
    chosen = filters or Filters()
    first = index.search(query, chosen, limit=min(_BLOCK, DEEPEST), **options)
    seen: Counter[str] = Counter()
    lines: list[Hit] = []
    block, begin = first.hits, 0
    while block:
        for hit in block:
            name = hit.family or hit.record_id
            if name not in seen:
                lines.append(hit)
            seen[name] += 1
        begin += len(block)
        if begin >= min(first.total, DEEPEST):
            break
        block = index.search(query, chosen, offset=begin, limit=_BLOCK, **(options | {"facets": ()})).hits
    page = [
        msgspec.structs.replace(hit, members=seen[hit.family or hit.record_id])
        for hit in lines[offset : offset + limit]
    ]
    whole = len(lines) if first.total <= DEEPEST else None
    return Grouped(result=msgspec.structs.replace(first, hits=page), groups=whole)
