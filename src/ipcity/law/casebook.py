"""The worked examples under `cases/`: each names its rule and where its expected value comes from.

A file has a `reader` (which question is asked), defaults for all its cases, and the cases. None was computed by the code.
"""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.law.book import own_folder, remembered

CASES = Path(__file__).with_name("cases")
_OF_FILE = {"reader", "cases"}


@remembered
def cases() -> tuple[dict[str, Any], ...]:
    """All cases with the defaults of their file; `topic` is the folder, `id` the file and place."""
    return tuple(_all())


@remembered
def cases_of(rule: str) -> tuple[dict[str, Any], ...]:
    return _by_rule().get(rule, ())


@remembered
def _by_rule() -> dict[str, tuple[dict[str, Any], ...]]:
    found: dict[str, list[dict[str, Any]]] = {}
    for case in cases():
        for rule in rules_of(case):
            found.setdefault(rule, []).append(case)
    return {rule: tuple(listed) for rule, listed in found.items()}


def rules_of(case: dict[str, Any]) -> list[str]:
    """The rules a case works through."""
    named = [case["rule"]] if "rule" in case else []
    return named + [one for one in case.get("rules", []) if one not in named]


def _all() -> Iterator[dict[str, Any]]:
    for root in (CASES, own_folder() / "cases"):
        for path in sorted(root.rglob("*.yaml")):
            content = read_yaml(path)
            shared = {key: value for key, value in content.items() if key not in _OF_FILE}
            name = path.relative_to(root).with_suffix("").as_posix()
            for number, case in enumerate(content["cases"], start=1):
                head = {"id": f"{name}#{number}", "topic": name.split("/")[0], "reader": content["reader"]}
                yield {**head, **shared, **case}
