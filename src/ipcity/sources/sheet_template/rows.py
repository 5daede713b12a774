"""From the cells of a filled template to the values of a row, as `normalise` reads them."""

from __future__ import annotations

import re
from typing import Any

from ipcity.base.text import fold
from ipcity.ingest.cells import day_text
from ipcity.ingest.flat import announced, listed
from ipcity.sources.sheet_template.columns import Column, columns_of

_HOLDERS = ("owner", "applicant")
_PARTS = re.compile(r"[;；,，、\s]+")


def values_of(kind: str, cells: dict[str, str]) -> dict[str, Any]:
    """`cells`: column name → text. A choice may be written by its code or either of its words."""
    columns = {one.name: one for one in columns_of(kind)}
    said = {
        name: _chosen(columns[name], text.strip())
        for name, text in cells.items()
        if name in columns and text.strip()
    }
    values: dict[str, Any] = {
        "kind": kind,
        "title": {"zh": said.get("title", ""), "en": said.get("title.en", "")},
        "abstract": {"zh": said.get("abstract", "")},
        "parties": _parties(said),
        "classes": [mark for name, text in _under(said, "class") for mark in _classes(name, text)],
        "extra": {"remark": said.get("extra.remark", "")},
    }
    values |= {name: said[name] for name in ("right_type", "office") if name in said}
    return values | (_patent(said) if kind == "patent" else _other(said))


def _patent(said: dict[str, str]) -> dict[str, Any]:
    publication, _ = announced(said.get("number.publication", ""), day_text(said.get("published_on", "")), "")
    return {
        "application_number": said.get("number.application", ""),
        "publications": [publication],
        "filed": day_text(said.get("date.filed", "")),
    }


def _other(said: dict[str, str]) -> dict[str, Any]:
    return {
        "numbers": [{"type": name, "value": text} for name, text in _under(said, "number")],
        "dates": {name: day_text(text) for name, text in _under(said, "date")},
        "status": {"state": said.get("status", ""), "on": day_text(said.get("status_on", ""))},
    }


def _parties(said: dict[str, str]) -> list[dict[str, str]]:
    """The address is that of the first owner, else of the first applicant."""
    parties = [{"role": role, "name": name} for role, text in _under(said, "party") for name in listed(text)]
    for role in _HOLDERS:
        first = next((party for party in parties if party["role"] == role), None)
        if first and said.get("address"):
            first["address"] = said["address"]
            break
    return parties


def _classes(scheme: str, text: str) -> list[dict[str, Any]]:
    parts = [text] if scheme == "species" else [part for part in _PARTS.split(text) if part]
    return [{"scheme": scheme, "symbol": part, "main": at == 0} for at, part in enumerate(parts)]


def _chosen(column: Column, text: str) -> str:
    for code, words in column.choices.items():
        if fold(text) in {fold(code), *map(fold, words.values())}:
            return code
    return text


def _under(said: dict[str, str], name: str) -> list[tuple[str, str]]:
    return [(key.partition(".")[2], text) for key, text in said.items() if key.startswith(f"{name}.")]
