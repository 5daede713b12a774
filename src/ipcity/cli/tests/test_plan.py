"""`ipcity plan …` as a person or a program calls it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from ipcity.cli import main
from ipcity.testing import CHECKOUT, shared_path

SMALL = CHECKOUT / "src/ipcity/documents/tests/data/small_plan.txt"


def run(*words: str) -> Result:
    return CliRunner().invoke(main, ["plan", *words])


def plain(result: Result) -> Any:
    return json.loads(result.stdout)


def test_read_as_json() -> None:
    told = plain(run("read", str(SMALL), "--json"))
    keys = {
        "number",
        "title",
        "issued_on",
        "period",
        "clauses",
        "tasks",
        "guarantees",
        "leading_group",
        "targets",
        "unread",
    }
    assert keys <= set(told)
    assert (told["number"], told["issued_on"]) == ("云汀政办发〔2021〕7号", "2021-03-05")
    assert (len(told["tasks"]), len(told["guarantees"]), len(told["targets"])) == (4, 2, 10)


def test_read_for_people() -> None:
    shown = run("read", str(SMALL))
    assert shown.exit_code == 0 and "争取 >= 7.5 %" in shown.stdout and "未读懂：“96100”" in shown.stdout


@pytest.mark.shared
def test_read_the_real_plan() -> None:
    told = plain(run("read", str(shared_path("plans/00_weihai-demonstration-city-2018.txt")), "--json"))
    assert (len(told["tasks"]), len(told["guarantees"]), len(told["targets"])) == (21, 3, 19)


@pytest.mark.parametrize("data", [b"", b"\x00\x01", None])
def test_what_cannot_be_read_fails_with_one_sentence(tmp_path: Path, data: bytes | None) -> None:
    file = tmp_path / "plan.txt"
    if data is not None:
        file.write_bytes(data)
    failed = run("read", str(file), "--json")
    assert failed.exit_code == 1 and set(plain(failed)["error"]) == {"code", "message", "path"}
    assert failed.stderr.count("\n") == 1 and "Traceback" not in failed.stderr


@pytest.mark.django_db
def test_import_twice_and_list() -> None:
    first = plain(run("import", str(SMALL), "--slug", "small", "--as-of", "2022年6月1日", "--json"))
    assert first | {"units_unknown": []} == {
        "plan": "云汀市知识产权小城工作方案（２０２１—2023年）", "slug": "small", "created": True, "clauses": 16,
        "tasks": 4, "guarantees": 2, "targets": 9, "units_unknown": [],
    }  # fmt: skip
    assert "云汀海关" in first["units_unknown"]
    assert plain(run("import", str(SMALL), "--json"))["created"] is False
    listed = plain(run("list", "--json"))
    assert [(one["slug"], one["as_of"], one["period_to"]) for one in listed] == [
        ("small", "2022-06-01", "2023-12-31")
    ]


def test_wrong_usage_is_told_apart() -> None:
    assert run("read").exit_code == 2
    assert run("import", str(SMALL), "--realm", "other").exit_code == 2
    assert run("import", str(SMALL), "--as-of", "2022", "--json").exit_code == 1
