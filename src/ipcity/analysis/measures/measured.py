"""The answer of a measure over records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ipcity.analysis.areas import lies_in
from ipcity.analysis.rights import GrantedRight

NO_PLACE, TOO_WIDE = "no-place", "too-wide"


@dataclass(frozen=True, kw_only=True)
class Measured:
    """`record_ids` in their order are the evidence; `left_out` says what met the rule but could not be placed.

    Reasons of `left_out`: `no-place`, the first holder's address is missing or unreadable; `too-wide`, it names
    only an area around the one asked for.
    """

    record_ids: tuple[str, ...]
    left_out: dict[str, int]
    rule: str
    version: int

    @property
    def count(self) -> int:
        return len(self.record_ids)


def placed(
    rights: Iterable[GrantedRight],
    area: str,
    meets: Callable[[GrantedRight], bool],
    *,
    rule: str,
    version: int,
) -> Measured:
    """Those that meet the rule and whose first holder sits in the area. Places are asked first: they cost less."""
    inside: list[str] = []
    left_out: Counter[str] = Counter()
    for right in rights:
        here = lies_in(right.place, area)
        if here is False or not meets(right):
            continue
        if here:
            inside.append(right.record_id)
        else:
            left_out[NO_PLACE if right.place is None else TOO_WIDE] += 1
    return Measured(record_ids=tuple(sorted(inside)), left_out=dict(left_out), rule=rule, version=version)
