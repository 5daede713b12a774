"""The rulebook as a list: every rule with its history, sources and worked examples; and one rule explained on a day."""

from __future__ import annotations

from datetime import date
from typing import Any

from ipcity.base.errors import IpcityError
from ipcity.base.files import read_yaml
from ipcity.law.answers import Figure, plain, weakest
from ipcity.law.book import (
    BOOK,
    as_written,
    complete_to,
    names,
    own_corrections,
    own_folder,
    page,
    remembered,
    sources,
    version,
)
from ipcity.law.casebook import cases_of
from ipcity.law.parameters import figure, in_force_on, parameter


@remembered
def rules() -> tuple[dict[str, Any], ...]:
    """One line a rule: path, kind, title, mark, sources, number of cases."""
    return tuple(_line(name) for name in names())


def _line(name: str) -> dict[str, Any]:
    content = page(name)
    return {
        "path": name,
        "kind": content["kind"],
        "title": content["description"],
        "mark": mark_of(content),
        "sources": sorted(references(content)),
        "cases": len(cases_of(name)),
    }


def mark_of(content: Any) -> str:
    """The weakest mark of all on the page."""
    return weakest(_marks(content))


def _marks(node: Any) -> list[str]:
    if isinstance(node, dict):
        own = [node["mark"]] if isinstance(node.get("mark"), str) else []
        return own + [mark for value in node.values() for mark in _marks(value)]
    return [mark for one in node for mark in _marks(one)] if isinstance(node, list) else []


def references(node: Any) -> set[str]:
    """All sources a page refers to."""
    found: set[str] = set()
    if isinstance(node, dict):
        for key, value in node.items():
            if key in ("reference", "kinds_reference"):
                found |= set(value if isinstance(value, list) else [value])
            else:
                found |= references(value)
    elif isinstance(node, list):
        for one in node:
            found |= references(one)
    return found


def explain(name: str, as_of: date | None = None, *, at: int | None = None) -> dict[str, Any]:
    """A whole page for a lawyer: what it says, since when, from where, with its cases; the value of a day if asked."""
    content = page(name)
    known = sources()
    return {
        **_line(name),
        "content": plain_data({key: value for key, value in content.items() if key != "values"}),
        "history": history(name),
        "replaces": plain_data(bundled(name)),
        "answer": _answer(name, content, as_of, at) if as_of else None,
        "source_texts": [
            {"id": one, **plain_data(known.get(one, {}))} for one in sorted(references(content))
        ],
        "worked": [plain_data(case) for case in cases_of(name)],
        "version": version(),
        "complete_to": complete_to().isoformat(),
    }


def bundled(name: str) -> dict[str, Any] | None:
    """The page of the book that a page of the operator's own stands in front of."""
    own, path = own_folder() / "book" / f"{name}.yaml", BOOK / f"{name}.yaml"
    return read_yaml(path) if own.is_file() and path.is_file() else None


def _answer(name: str, content: dict[str, Any], as_of: date, at: int | None) -> dict[str, Any] | None:
    """The value of the day; for a rule with brackets all of them where none is named."""
    if content["kind"] != "parameter":
        return None
    try:
        found = in_force_on(name, as_of)
        if isinstance(found.value.value, list) and at is None:
            brackets = [{"from": one.first, "to": one.last, "value": one.value} for one in found.value.value]
            shown = Figure(
                name,
                version(),
                found.value.mark,
                (),
                complete_to(),
                "brackets",
                parameter(name).unit,
                as_of,
                found.begins,
            )
            return {**shown.as_dict(), "value": plain_data(brackets)}
        return figure(name, as_of, at=at).as_dict()
    except IpcityError as refused:
        return {"error": refused.as_dict()}


def history(name: str) -> list[dict[str, Any]]:
    """All values of a rule in order of their first day; those a correction replaced stay and say so."""
    written = as_written(name).get("values")
    if written is None:
        return []
    made = [one for one in own_corrections() if one["rule"] == name]
    corrected = {one["from"] for one in made}
    lines = [{"from": day, **entry, "replaced": day in corrected} for day, entry in written.items()]
    for at, one in enumerate(made):
        later = any(other["from"] == one["from"] for other in made[at + 1 :])
        lines.append({**one, "replaced": later})
    return [plain_data(line) for line in sorted(lines, key=lambda line: (line["from"], not line["replaced"]))]


def plain_data(node: Any) -> Any:
    """What JSON can carry: days as text, decimals as strings."""
    if isinstance(node, dict):
        return {str(key): plain_data(value) for key, value in node.items()}
    if isinstance(node, list | tuple | set | frozenset):
        return [plain_data(one) for one in node]
    if isinstance(node, date):
        return node.isoformat()
    return plain(node) if hasattr(node, "as_tuple") else node
