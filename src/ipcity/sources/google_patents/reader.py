"""A saved page of Google Patents is one row: bibliography, abstract, claims, citations and legal events as marked up.

States and expiry that the page calls its own assumption are not taken over; addresses of files are not kept.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity.base.errors import BadInput
from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.cells import iso_day
from ipcity.sources.csv_rows import encoding_of
from ipcity.sources.google_patents.microdata import Scope, microdata

LARGEST = 32 * 2**20
_MARK = re.compile(rb"- Google Patents|patents\.google\.com/patent/")
_CITING = ("backwardReferencesOrig", "backwardReferencesFamily")
_CHINESE_CODE = re.compile(r"[A-Z]{2}\d{2}")
_FAMILY = re.compile(r"ID=(\d+)")
_KIND_LETTER = re.compile(r"(?<=\d)A\d?$")


class GooglePatents:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        return b"<html" in head[:2048].lower() and _MARK.search(head) is not None

    def read(self, path: Path) -> Iterator[RawRow]:
        if path.stat().st_size > LARGEST:
            raise BadInput(
                f"网页超过 {LARGEST // 2**20} MB，不像一件专利的页面。请核对文件。", path=str(path)
            )
        raw = path.read_bytes()
        text = raw.decode(encoding_of(raw[: 64 * 1024]) or "utf-8", errors="replace")
        page = microdata(text)
        if not page.first("publicationNumber"):
            raise BadInput("页面里没有专利号，可能没有保存完整。请重新保存整个页面。", path=str(path))
        yield RawRow(f"{path.name}:1", _values(page, text))


def _values(page: Scope, text: str) -> dict[str, Any]:
    number = page.first("publicationNumber")
    abstract = next(iter(page.scopes.get("abstract", [])), Scope())
    lang = abstract.langs.get("content", "zh" if number.startswith("CN") else "en")
    claims = next(iter(page.scopes.get("claims", [])), Scope())
    family = _FAMILY.search(text[text.find('itemprop="family"') :][:400])
    return {
        "title": {lang: page.first("title")},
        "abstract": {lang: abstract.first("content")},
        "application_number": _KIND_LETTER.sub("", page.first("applicationNumber")),
        "publications": [{"number": number, "on": page.first("publicationDate")}],
        "filed": page.first("filingDate"),
        "parties": _parties(page),
        "classes": _classes(page),
        "citations": _citations(page),
        "events": _events(page) if number.startswith("CN") else [],
        "family": family[1] if family else "",
        "priority": _priority(page),
        "claims": claims.claims,
    }


def _parties(page: Scope) -> list[dict[str, str]]:
    """Of the assignees the original ones: the page itself doubts its list of the current ones."""
    holders = page.values.get("assigneeOriginal") or page.values.get("assigneeCurrent", [])
    parties = [{"role": "holder", "name": name} for name in holders]
    return parties + [{"role": "inventor", "name": name} for name in page.values.get("inventor", [])]


def _classes(page: Scope) -> list[dict[str, Any]]:
    """The page mixes IPC and CPC and names them CPC; only whole symbols are classes of the patent."""
    found = [scope.first("Code") or scope.first("code") for scope in _deep(page, "classifications")]
    symbols = [one for one in dict.fromkeys(found) if "/" in one]
    return [{"scheme": "cpc", "symbol": one, "main": at == 0} for at, one in enumerate(symbols)]


def _citations(page: Scope) -> list[dict[str, str]]:
    scopes = [scope for name in _CITING for scope in _deep(page, name)]
    return [
        {"number": scope.first("publicationNumber"), "category": "examiner" if scope.first("examinerCited") == "*" else ""}
        for scope in scopes if scope.first("publicationNumber")
    ]  # fmt: skip


def _events(page: Scope) -> list[dict[str, str]]:
    """Codes of the gazette of today (PB01); those of before (C06) say the same of the same day."""
    events = []
    for scope in page.scopes.get("legalEvents", []):
        code, on = scope.first("code"), iso_day(scope.first("date"))
        if _CHINESE_CODE.fullmatch(code) and on:
            ended = next(
                (
                    one.first("value")
                    for one in scope.scopes.get("attributes", [])
                    if one.first("label") == "Termination date"
                ),
                "",
            )
            effective = {"effective": day} if (day := iso_day(ended)) else {}
            events.append({"code": code, "on": on, "text": scope.first("title")} | effective)
    return events


def _priority(page: Scope) -> list[str]:
    numbers = [
        scope.first("applicationNumber").replace("-", "") for scope in _deep(page, "appsClaimingPriority")
    ]
    return list(dict.fromkeys(re.sub(r"A$", "", one) for one in numbers if one))


def _deep(page: Scope, name: str) -> Iterator[Scope]:
    """Scopes of that name anywhere below."""
    for key, scopes in page.scopes.items():
        for scope in scopes:
            if key == name:
                yield scope
            yield from _deep(scope, name)


SOURCE = GooglePatents()
