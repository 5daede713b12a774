"""The data files of this room: both languages, known units and known indicators."""

from __future__ import annotations

from typing import Any

from ipcity.base.files import read_yaml
from ipcity.city.directory.actions import UNITS
from ipcity.city.indicators.queries import definitions
from ipcity.city.plan.standing import rules
from ipcity.testing import CHECKOUT

LINKS = CHECKOUT / "src/ipcity/city/plan/data/indicator_links.yaml"


def test_links_name_known_units_and_indicators() -> None:
    links: dict[str, Any] = read_yaml(LINKS)
    units = {row["code"] for row in read_yaml(UNITS)["units"]}
    known = {one.code for one in definitions()}
    for row in [*links["links"], links["plain"]]:
        assert row["supplier"] in units
        assert {row["indicator"]} <= known if "indicator" in row else set(row["needs"]) == {"zh", "en"}
        assert set(row.get("beside", [])) <= known


def test_reasons_are_in_both_languages() -> None:
    for text in rules()["reasons"].values():
        assert set(text) == {"zh", "en"}
