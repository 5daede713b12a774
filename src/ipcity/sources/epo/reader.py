"""DOCDB files and the answers of OPS. Each answer gives records, parts of records, or a sentence that says what it is.

Names of parties come in several forms of one sequence: as filed, in original script, standardised. The form as filed
is taken; the country stands with another form.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element

from ipcity.sources.layouts import MappedSource
from ipcity.sources.mapping import mapped, text_of
from ipcity.sources.xml_ import elements
from ipcity.sources.xml_document import Found

_ASKED = re.compile(r"(?:publication|pn)\s*=\s*\"?([A-Z]{2}\d+)", re.IGNORECASE)
_COUNTRY = re.compile(r"\[([A-Z]{2})\]\s*$")
_US_SHORT = re.compile(r"^(US20\d{2})(\d{6}(?:[A-Z]\d?)?)$")
_FORMS = ("original", "docdba", "epodoc", "docdb")  # best first
_ROLES = {"applicant": "holder", "inventor": "inventor"}


class Epo(MappedSource):
    def found(self, path: Path, names: set[str]) -> Iterator[Found]:
        """Hits of a search one by one; an answer of the register without numbers is of the number asked for."""
        wanted = {name for one in self.book.layouts for name in one.record} - {"publication-reference"}
        asked = ""
        for one in elements(
            path, wanted | {"search-result", "query"}, skip=frozenset(self.book.skip), names=names
        ):
            element = one.element
            if element is None:
                yield one
            elif element.tag == "query":
                asked = "".join(_ASKED.findall(text_of(element))[:1]).upper()
            elif element.tag == "search-result":
                hits = element.findall(".//exchange-document") or element.findall("publication-reference")
                yield from (Found(one.line, hit) for hit in hits)
            else:
                element.set("asked", asked)
                yield one

    def finished(self, values: dict[str, Any], element: Element, path: Path) -> dict[str, Any]:
        inner = element.find("exchange-document")
        if element.tag == "family-member" and inner is not None:
            whole = self.finished(self._mapped(inner), inner, path)
            return {name: value or whole.get(name) for name, value in (whole | values).items()}
        if element.tag == "exchange-document":
            values["parties"] = _parties(element)
            for citation in values["citations"]:
                citation["number"] = _US_SHORT.sub(r"\g<1>0\g<2>", citation["number"])
        if element.tag in ("exchange-document", "family-member"):
            values["application_number"] = _application(element, values["office"].upper())
        if element.tag == "family-member":
            values["status"] = _own_word(values.get("events", []))
        return values

    def _mapped(self, element: Element) -> dict[str, Any]:
        layout = self._layout(element)
        plain: dict[str, Any] = mapped(layout.values, element, element) if layout else {}
        return plain


def _application(document: Element, office: str) -> str:
    """In the office's own form. DOCDB writes US numbers in another, which could be mistaken for the office's own."""
    found = {
        one.get("data-format") or number.get("document-id-type") or "": number
        for one in document.iter("application-reference")
        for number in one.iterfind("document-id")
    }
    number = found.get("original" if office == "US" else "docdb")
    if number is None:
        return ""
    country = number.findtext("country", "")
    if office == "WO":
        return f"{country}{number.findtext('doc-number', '')}"
    return number.findtext("doc-number", "") if office in (country, "US") else ""


def _parties(document: Element) -> list[dict[str, str]]:
    return [
        {"role": role, **_best(forms)}
        for tag, role in _ROLES.items()
        for forms in _by_sequence(document, tag).values()
    ]


def _by_sequence(document: Element, tag: str) -> dict[str, dict[str, Element]]:
    found: dict[str, dict[str, Element]] = {}
    for party in document.iterfind(f"bibliographic-data/parties/*/{tag}"):
        found.setdefault(party.get("sequence", ""), {})[party.get("data-format", "")] = party
    return found


def _best(forms: dict[str, Element]) -> dict[str, str]:
    """Name and address of the best form, the country of whichever states one."""
    ordered = [forms[name] for name in (*_FORMS, *forms) if name in forms]
    countries = (_COUNTRY.search(text_of(one)) for one in ordered)
    stated = next((found[1] for found in countries if found), "")
    return {
        "name": _COUNTRY.sub("", next(filter(None, (text_of(name) for one in ordered for name in one.iter("name"))), "")).strip(" ,"),
        "address": next((text_of(one) for form in ordered for one in form.iterfind("address")), ""),
        "country": stated or next((text_of(one) for form in ordered for one in form.iterfind("residence/country")), ""),
    }  # fmt: skip


def _own_word(events: list[dict[str, str]]) -> dict[str, str]:
    """What the office itself says of the state (events STAA); later words count. Other events are not judged."""
    said = [event for event in events if event["code"] == "STAA" and "STATUS:" in event["text"]]
    last = max(said, key=lambda event: event["on"], default=None)
    return {"state": last["text"].partition("STATUS:")[2].strip(), "on": last["on"]} if last else {}


SOURCE = Epo(__file__)
