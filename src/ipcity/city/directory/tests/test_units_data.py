"""The unit file as data: codes resolve, days are in order, no name means two units at one time."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest

from ipcity.base.files import read_yaml
from ipcity.city.directory.actions import UNITS
from ipcity.testing import shared_path

KNOWN = {"code", "kind", "name", "aliases", "mark", "from", "until", "successor", "successor_note", "members"}


@pytest.fixture(scope="module")
def rows() -> list[dict[str, Any]]:
    units: list[dict[str, Any]] = read_yaml(UNITS)["units"]
    return units


def test_rows_are_whole(rows: list[dict[str, Any]]) -> None:
    for row in rows:
        assert set(row) <= KNOWN and set(row["name"]) == {"zh", "en"}, row
        assert row["mark"] in ("VERIFIED", "MEMORY")
        assert str(row.get("from", "1900")) <= str(row.get("until", "9999"))


def test_codes_are_unique_and_resolve(rows: list[dict[str, Any]]) -> None:
    codes = Counter(row["code"] for row in rows)
    assert max(codes.values()) == 1
    for row in rows:
        assert set(row.get("members", [])) | {row.get("successor", row["code"])} <= set(codes)


def test_a_successor_goes_on_the_next_day(rows: list[dict[str, Any]]) -> None:
    known = {row["code"]: row for row in rows}
    for row in rows:
        if "until" in row:
            begins = known[row["successor"]].get("from")
            assert begins is None or begins == row["until"] + timedelta(days=1), row["code"]


def test_a_name_means_one_unit(rows: list[dict[str, Any]]) -> None:
    names = Counter(name for row in rows for name in {row["name"]["zh"], *row.get("aliases", [])})
    assert [name for name, times in names.items() if times > 1] == []


@pytest.mark.shared
def test_the_units_of_the_plan_are_those_of_the_key(rows: list[dict[str, Any]]) -> None:
    key = read_yaml(shared_path("domain/departments.yaml"))
    ours = {row["code"]: row for row in rows}
    assert len(key["departments"]) == 21
    for unit in key["departments"]:
        assert ours[unit["id"]]["name"]["zh"] == unit["name"]
    assert ours["leading_group"]["members"] == key["groups"][0]["members"]
