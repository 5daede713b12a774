"""Which indicator stands behind a target, and who must supply the figure where no record gives it."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.city.plan.models import Target
from ipcity.city.plan.standing import Text


@dataclass(frozen=True)
class Link:
    indicator: str
    supplier: str  # code in the directory
    needs: Text
    beside: tuple[str, ...]


def link_of(target: Target) -> Link:
    """By the words of the target; a person's own choice of indicator goes before."""
    known = _links()
    row: dict[str, Any] = next((one for one in known["links"] if _fits(one, target)), {})
    return Link(
        indicator=target.indicator_code or row.get("indicator", ""),
        supplier=row.get("supplier", known["plain"]["supplier"]),
        needs=row.get("needs", known["plain"]["needs"]),
        beside=tuple(row.get("beside", ())),
    )


def missing_reason(link: Link, unit: Text) -> Text:
    """Why there is no figure, naming who has to supply it."""
    return {
        language: text.format(unit=unit[language], needs=link.needs[language])
        for language, text in _links()["reason"].items()
    }


@cache
def _links() -> dict[str, Any]:
    found: dict[str, Any] = read_yaml(Path(__file__).with_name("data") / "indicator_links.yaml")
    return found


def _fits(row: dict[str, Any], target: Target) -> bool:
    named = any(word in target.name for word in row["words"])
    return named and not any(word in target.name for word in row.get("without", ()))
