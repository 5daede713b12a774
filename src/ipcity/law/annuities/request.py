"""What is asked: one right and one day. The same names at the command line, in JSON and in Python."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ipcity.base.errors import BadInput
from ipcity.law.term import RIGHTS

BOUNDARIES = ("each", "last", "none")
REDUCTIONS = (85, 70)
_KNOWN = {
    "kind",
    "filed",
    "granted",
    "reduction",
    "open_licence_from",
    "open_licence_to",
    "as_of",
    "boundary",
}


@dataclass(frozen=True)
class Request:
    """`filed` is the actual (for PCT the international) filing day, never the priority day."""

    kind: str
    filed: date
    granted: date
    as_of: date
    reduction: int | None = None
    open_licence_from: date | None = None
    open_licence_to: date | None = None
    boundary: str | None = None  # None: what the book says

    def __post_init__(self) -> None:
        if self.kind not in RIGHTS:
            raise BadInput(
                f"专利类型“{self.kind}”不认识。请用 invention、utility_model 或 design。", path="kind"
            )
        if self.granted < self.filed:
            raise BadInput(f"授权日 {self.granted} 早于申请日 {self.filed}。请核对两个日期。", path="granted")
        if self.reduction is not None and self.reduction not in REDUCTIONS:
            raise BadInput(f"减缴比例 {self.reduction} 不存在。请用 85 或 70，或不填。", path="reduction")
        if self.boundary is not None and self.boundary not in BOUNDARIES:
            raise BadInput(
                f"滞纳期顺延方式“{self.boundary}”不认识。请用 each、last 或 none。", path="boundary"
            )


def read_request(given: Mapping[str, Any]) -> Request:
    """From one JSON object; hyphens and underscores in names are alike."""
    plain = {str(name).replace("-", "_"): value for name, value in given.items() if value is not None}
    if unknown := sorted(set(plain) - _KNOWN):
        raise BadInput(
            f"参数“{'、'.join(unknown)}”不认识。可用的参数：{'、'.join(sorted(_KNOWN))}。", path=unknown[0]
        )
    reduction = plain.get("reduction")
    return Request(
        kind=str(_needed(plain, "kind")),
        filed=_day(plain, "filed"),
        granted=_day(plain, "granted"),
        as_of=_day(plain, "as_of"),
        reduction=_whole(reduction) if reduction not in (None, "") else None,
        open_licence_from=_day(plain, "open_licence_from") if plain.get("open_licence_from") else None,
        open_licence_to=_day(plain, "open_licence_to") if plain.get("open_licence_to") else None,
        boundary=plain.get("boundary"),
    )


def _needed(plain: Mapping[str, Any], name: str) -> Any:
    if name not in plain:
        raise BadInput(f"缺少参数“{name}”。请补上。", path=name)
    return plain[name]


def _day(plain: Mapping[str, Any], name: str) -> date:
    given = _needed(plain, name)
    if isinstance(given, date):
        return given
    try:
        return date.fromisoformat(str(given))
    except ValueError:
        raise BadInput(f"“{name}”的值“{given}”不是日期。请写成 2020-03-15 的样子。", path=name) from None


def _whole(given: Any) -> int:
    try:
        return int(str(given))
    except ValueError:
        raise BadInput(f"减缴比例“{given}”不是整数。请用 85 或 70。", path="reduction") from None
