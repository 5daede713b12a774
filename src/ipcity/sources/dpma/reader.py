"""Register entries and lists of hits. A hit names a party in one line: `Denso Corporation, Kariya-city, Aichi-pref., JP`."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from ipcity.records import is_natural_person
from ipcity.sources.layouts import MappedSource
from ipcity.sources.xml_document import Found

_LEGAL_FORM = re.compile(r"(ltd|inc|llc|corp|co|s\.a|l\.p)\.?", re.IGNORECASE)


class Dpma(MappedSource):
    def found(self, path: Path, names: set[str]) -> Iterator[Found]:
        """One application may deposit many designs, and each is a right of its own."""
        for one in super().found(path, names):
            if one.element is None or one.element.tag != "DesignApplication":
                yield one
                continue
            for design in one.element.iterfind("DesignDetails/Design"):
                design.set("application", one.element.findtext("DesignApplicationNumber", ""))
                design.set("filed", one.element.findtext("DesignApplicationDate", ""))
                yield Found(one.line, design)

    def finished(self, values: dict[str, Any], element: Element, path: Path) -> dict[str, Any]:
        values["parties"] = [_party(party) for party in values["parties"]]
        return values


def _party(party: dict[str, Any]) -> dict[str, Any]:
    """The line, where there is one, into name, address and country."""
    if "line" not in party:
        return party
    parts = [part.strip() for part in party["line"].split(",") if part.strip()]
    country = parts.pop() if len(parts) > 1 and re.fullmatch(r"[A-Z]{2}", parts[-1]) else ""
    kept = _words_of_name(parts)
    name, address = ", ".join(parts[:kept]), ", ".join(parts[kept:])
    return {"role": party["role"], "name": name, "address": address, "country": country}


def _words_of_name(parts: list[str]) -> int:
    """A person is family name and given name; an organisation ends before its place, legal forms belong to it."""
    if not parts or (is_natural_person(parts[0]) and not _is_form(parts[1:2])):
        return min(2, len(parts))
    kept = 1
    while _is_form(parts[kept : kept + 1]):
        kept += 1
    return kept


def _is_form(part: list[str]) -> bool:
    return bool(part) and bool(_LEGAL_FORM.fullmatch(part[0]))


SOURCE = Dpma(__file__)
