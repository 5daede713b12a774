"""How a clause is cited: 二（五）17, 一（二）·3 for the third dashed paragraph."""

from __future__ import annotations

from collections.abc import Iterable

from ipcity.city.plan.models import Clause

_BARE = str.maketrans({"(": "（", ")": "）", "、": "", ".": "", " ": ""})
DASHED = "--"


def labels_of(clauses: Iterable[Clause]) -> dict[int, str]:
    """Label by primary key; the clauses come in order of reading."""
    labels: dict[int, str] = {}
    dashed: dict[int | None, int] = {}
    for clause in clauses:
        own = clause.number.translate(_BARE)
        if clause.number == DASHED:
            dashed[clause.parent_id] = dashed.get(clause.parent_id, 0) + 1
            own = f"·{dashed[clause.parent_id]}"
        labels[clause.pk] = labels.get(clause.parent_id or 0, "") + own
    return labels
