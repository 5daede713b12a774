"""The pattern files as data: every expression compiles, every reason is used, texts come in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from ipcity.base.files import read_yaml

ROOM = Path(__file__).parents[1]
FILES = sorted((ROOM / "patterns").glob("*.yaml"))


def walk(value: Any) -> list[dict[str, Any]]:
    if isinstance(value, dict):
        return [value, *(found for one in value.values() for found in walk(one))]
    return [found for one in value for found in walk(one)] if isinstance(value, list) else []


@pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)
def test_expressions_compile_and_texts_are_in_both_languages(file: Path) -> None:
    for table in walk(read_yaml(file)):
        for name in ("pattern", "bracket", "lead", "tail", "start", "list"):
            if isinstance(table.get(name), str):
                re.compile(table[name])
        assert ("zh" in table) == ("en" in table), table
        assert None not in table.values(), table  # a comma in an unquoted text makes a key without a value


def test_every_reason_is_given_somewhere() -> None:
    code = "".join(path.read_text(encoding="utf-8") for path in ROOM.glob("*.py"))
    for reason in read_yaml(ROOM / "patterns" / "reasons.yaml"):
        assert f'"{reason}"' in code


def test_comparators_are_those_that_can_be_judged() -> None:
    known = read_yaml(ROOM / "patterns" / "targets.yaml")
    rows = [*known["comparators"]["before"], *known["comparators"]["after"], known["ceiling"]]
    assert {row["comparator"] for row in rows} | {known["plain"]} <= {">=", ">", "=", "<=", "<"}
