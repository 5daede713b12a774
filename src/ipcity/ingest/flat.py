"""Flat rows (one cell a field, as spreadsheets have them) → the nested form that `normalise` reads."""

from __future__ import annotations

import re
from typing import Any

from ipcity.records import split_names

_IPC = re.compile(
    r"(?P<symbol>[A-H]\d{2}[A-Z]\s*\d{1,4}\s*/\s*\d{2,6})\s*(?:[(（](?P<edition>\d{4}\.\d{2})[)）])?",
    re.IGNORECASE,
)
_LOCARNO = re.compile(r"(?P<symbol>\d{2}-\d{2})\s*(?:[(（](?P<edition>\d+)[)）])?")


def nested(cells: dict[str, str]) -> dict[str, Any]:
    """Fields: title, application_number, publication_number, published_on, filed, holders, inventors, address,
    classes, abstract. Unknown fields are left out."""
    parties: list[dict[str, str]] = []
    for at, name in enumerate(split_names(cells.get("holders", ""))):
        # The address printed is that of the first holder alone.
        parties.append(
            {"role": "holder", "name": name} | ({"address": cells.get("address", "")} if at == 0 else {})
        )
    parties += [{"role": "inventor", "name": name} for name in split_names(cells.get("inventors", ""))]
    return {
        "title": {"zh": cells.get("title", "")},
        "abstract": {"zh": cells["abstract"]} if cells.get("abstract") else {},
        "application_number": cells.get("application_number", ""),
        "publications": [
            {"number": cells.get("publication_number", ""), "on": cells.get("published_on", "")}
        ],
        "filed": cells.get("filed", ""),
        "parties": parties,
        "classes": classes(cells.get("classes", "")),
    }


def classes(cell: str) -> list[dict[str, Any]]:
    """`A61K36/8994(2006.01)I;??A61P17/06(2006.01)I` → two marks, the first the main one; `01-01 (11)` is Locarno."""
    for scheme, form in (("ipc", _IPC), ("locarno", _LOCARNO)):
        found = [
            {"scheme": scheme, "symbol": re.sub(r"\s", "", one["symbol"]).upper(), "edition": one["edition"]}
            for one in form.finditer(cell)
        ]
        if found:
            return [mark | {"main": at == 0} for at, mark in enumerate(found)]
    return []
