"""A list grouped by family: one line for the records of one invention, the best of them, with how many there are."""

from __future__ import annotations

from collections import Counter
from typing import Any

import msgspec

from ipcity.search.base import Filters, Result
from ipcity.search.local import LocalIndex

DEEPEST = 10_000  # records looked through for one page


class Grouped(msgspec.Struct, frozen=True, kw_only=True):
    """`result.hits` are one of each group, with its `members` found; `result.total` still counts records. `groups`:
    how many lines there are in all; None where the records are too many to be looked through, and then only members
    among the first `DEEPEST` are counted."""

    result: Result
    groups: int | None


def by_family(
    index: LocalIndex, query: str, filters: Filters | None = None, *, offset: int = 0, limit: int = 20,
    sort: str = "relevance", **options: Any,
) -> Grouped:  # fmt: skip
    """A record without a family is a group of its own. Pages do not overlap."""
    chosen = filters or Filters()
    result = index.search(query, chosen, limit=0, **options)
    lines = index.lines(query, chosen, sort, min(max(result.total, 1), DEEPEST))
    members = Counter(lines.names)
    first = {name: at for at, name in reversed([*enumerate(lines.names)])}
    page = [
        msgspec.structs.replace(lines.hit(at), members=members[lines.names[at]])
        for at in sorted(first.values())[offset : offset + limit]
    ]
    whole = len(members) if result.total <= DEEPEST else None
    return Grouped(result=msgspec.structs.replace(result, hits=page), groups=whole)
