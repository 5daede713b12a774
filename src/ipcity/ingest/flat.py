"""Flat rows (one cell a field, as spreadsheets have them) → the nested form that `normalise` reads.

Fields: title, abstract (also `title.en`, `abstract.zh-hant` …), application_number, publication_number, published_on,
granted_on, filed, right_type, holders, inventors, agents, agency, examiner, address, province, classes, main_class, cpc,
priority, claims, citations, family, legal_status, legal_status_on, and `extra.NAME` for what has no place of its own.
Unknown fields are left out.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Any

from ipcity.ingest.cells import day_text, iso_day, right_type_of
from ipcity.law.legal_events import code_of_name
from ipcity.records import split_names

_IPC = re.compile(
    r"(?P<symbol>[A-H]\d{2}[A-Z]\s*\d{1,4}\s*/\s*\d{2,6})\s*(?:[(（](?P<edition>\d{4}\.\d{2})[)）])?",
    re.IGNORECASE,
)
_LOCARNO = re.compile(r"(?P<symbol>\d{2}-\d{2})\s*(?:[(（](?P<edition>\d+)[)）])?")
_IPC_ABOVE = re.compile(
    r"(?P<symbol>[A-H](?:\d{2}[A-Z]?)?)(?P<edition>)"
)  # a section, class or subclass alone
_BARS = re.compile(r"[|｜\n]")
_FORMS = {"ipc": _IPC, "locarno": _LOCARNO}
_PARTS = re.compile(r"[;；,，|\s]+")
_POSTCODE_ALONE = re.compile(r"\d{6}")
_APPLICATION = re.compile(r"\dA\d?$")
_WRAPPED = re.compile(
    r"(?<=[\u3000-\u9fff\uff00-\uffef]) *\n *(?=[\u3000-\u9fff\uff00-\uffef])"
)  # lines of a page
_NO_LETTER = re.compile(r"(?:CN)?\s*(?P<kind>\d)\d{6,8}")
_STATUS_AND_DAY = ("legal_status", "legal_status_on", "published_on")
_ROLES = (("inventors", "inventor"), ("agency", "agency"), ("agents", "agent"), ("examiner", "examiner"))

Cells = dict[str, str]


def nested(cells: Cells) -> dict[str, Any]:
    """What is not there is left out, so that a row keeps its digest when this house learns new fields."""
    cell, fields = cells.get, tuple(cells)
    publication, granted = announced(
        cell("publication_number", ""), day_text(cell("published_on", "")), day_text(cell("granted_on", ""))
    )
    values: dict[str, Any] = {
        "title": _texts(cells, "title", fields) or {"zh": ""},
        "abstract": _texts(cells, "abstract", fields),
        "application_number": cell("application_number", ""),
        "publications": [publication],
        "filed": day_text(cell("filed", "")),
        "parties": _parties(cells),
        "classes": _classes(cell("main_class", ""), cell("classes", ""), cell("cpc", "")),
    }
    if kind := right_type_of(cells):
        values["right_type"] = kind
    if priority := listed(cell("priority", "")):
        values["priority"] = priority
    if claims := cell("claims"):
        values["claims"] = [claims]
    if cited := listed(cell("citations", "")):
        values["citations"] = [{"number": one} for one in cited]
    if family := cell("family"):
        values["family"] = family
    if events := _events(cells, granted):
        values["events"] = events
    if extra := _extra(cells, publication, fields):
        values["extra"] = extra
    return values


def announced(number: str, published: str, granted: str) -> tuple[dict[str, str], str]:
    """The document with its day, and the day of a grant that this document does not show itself.

    A number without its letter (CN3469158) does not say what was announced on the day, so the day stands apart; of utility
    models and designs (2, 3) nothing but the grant is ever announced.
    """
    plain, on = number.strip().upper(), published or granted
    if on and (found := _NO_LETTER.fullmatch(plain)):
        return {"number": number, "on": ""}, granted or (on if found["kind"] in "23" else "")
    if not published and granted and not _APPLICATION.search(plain):
        return {"number": number, "on": granted}, ""
    return {"number": number, "on": published}, granted


def listed(cell: str) -> list[str]:
    """Semicolons, bars and line breaks part names and numbers; commas and blanks stand inside of names."""
    return list(_parts_of(cell)) if cell else []


@lru_cache(maxsize=65_536)
def _parts_of(cell: str) -> tuple[str, ...]:
    return tuple(split_names(_BARS.sub(";", cell)))


def classes(cell: str) -> list[dict[str, Any]]:
    """`A61K36/8994(2006.01)I;??A61P17/06(2006.01)I` → two marks, the first the main one; `01-01 (11)` is Locarno."""
    if not cell:
        return []
    for scheme in ("ipc", "locarno"):
        if marks := _marks(scheme, scheme, cell):
            return marks
    above = [found for part in _PARTS.split(cell) if (found := _IPC_ABOVE.fullmatch(part))]
    return [_mark("ipc", one, at == 0) for at, one in enumerate(above)]


def _mark(scheme: str, found: re.Match[str], main: bool) -> dict[str, Any]:
    symbol = "".join(found["symbol"].split()).upper()
    return {"scheme": scheme, "symbol": symbol, "edition": found["edition"] or None, "main": main}


def _marks(scheme: str, form: str, cell: str) -> list[dict[str, Any]]:
    """No mark reaches over a semicolon, and of the parts between them many come back from row to row."""
    found = [one for part in cell.split(";") for one in _symbols(form, part)]
    return [
        {"scheme": scheme, "symbol": symbol, "edition": edition, "main": at == 0}
        for at, (symbol, edition) in enumerate(found)
    ]


@lru_cache(maxsize=65_536)
def _symbols(form: str, part: str) -> tuple[tuple[str, str | None], ...]:
    found = _FORMS[form].finditer(part)
    return tuple(("".join(one["symbol"].split()).upper(), one["edition"] or None) for one in found)


def _classes(main: str, others: str, cpc: str) -> list[dict[str, Any]]:
    """The main class first; of two lists that name the same symbol, once."""
    marks = classes(main) + classes(others) if main else classes(others)
    if len(marks) > 1:
        once: dict[tuple[str, str], dict[str, Any]] = {}
        for mark in marks:
            once.setdefault((mark["scheme"], mark["symbol"]), mark)
        marks = list(once.values())
        for at, mark in enumerate(marks):
            mark["main"] = at == 0
    return marks + _marks("cpc", "ipc", cpc) if cpc else marks


def _texts(cells: Cells, name: str, fields: tuple[str, ...]) -> dict[str, str]:
    """`title` is Chinese, `title.en` English."""
    return {
        lang: _WRAPPED.sub("", text) if "\n" in text else text
        for field, lang in _languages(name, fields)
        if (text := cells[field])
    }


@lru_cache(maxsize=1_024)
def _languages(name: str, fields: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """(field, language) of the fields that give this text; the same for all rows of a file."""
    parted = ((field, *field.partition(".")) for field in fields)
    return tuple((field, lang or "zh") for field, own, _, lang in parted if own == name)


def _parties(cells: Cells) -> list[dict[str, str]]:
    """As many addresses as holders: each its own; else the address printed is that of the first holder alone."""
    names, addresses = listed(cells.get("holders", "")), _addresses(cells)
    if len(addresses) != len(names):
        addresses = [*addresses[:1], *[""] * len(names)]
    parties = []
    for at, (name, address) in enumerate(zip(names, addresses, strict=False)):
        party = {"role": "holder", "name": name}
        if address or at == 0:
            party["address"] = address
        parties.append(party)
    for field, role in _ROLES:
        if cell := cells.get(field):
            parties += [{"role": role, "name": name} for name in dict.fromkeys(_parts_of(cell))]
    return parties


def _addresses(cells: Cells) -> list[str]:
    """Where only a postcode stands, the province."""
    address = cells.get("address", "").strip("; ；")
    if cells.get("province") and (not address or _POSTCODE_ALONE.fullmatch(address)):
        return re.split("[;；]", cells["province"])[:1]
    return listed(address)


def _events(cells: Cells, granted: str) -> list[dict[str, str]]:
    """A state named with its day is the event of that day, where the gazette knows it by that name."""
    events = [{"code": "GR01", "on": on}] if (on := iso_day(granted)) else []
    words, on = cells.get("legal_status", ""), iso_day(cells.get("legal_status_on", ""))
    if on and (code := code_of_name(words)):
        events.append({"code": code, "on": on, "text": words})
    return events


def _extra(cells: Cells, publication: dict[str, str], fields: tuple[str, ...]) -> dict[str, str]:
    extra = {name[6:]: text for name in _extras(fields) if (text := cells[name])}
    kept = ("legal_status", "legal_status_on") if all(publication.values()) else _STATUS_AND_DAY
    for name in kept:
        if said := cells.get(name):
            extra[name] = said
    return extra


@lru_cache(maxsize=1_024)
def _extras(fields: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(name for name in fields if name.startswith("extra."))
