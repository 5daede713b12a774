"""Records of Qichacha as JavaScript or JSON; their legal history becomes events."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.cells import iso_day
from ipcity.ingest.flat import nested
from ipcity.law.legal_events import code_of_name
from ipcity.sources.headings import fit, flat_row
from ipcity.sources.js_literals import literals_of, looks_like_it
from ipcity.sources.object_source import plain

_NO_OBJECT = "这一项不是企查查的专利记录。请核对后重新装载。"


class Qichacha:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        needs = self.passport.layouts[0].needs
        return all(one.encode() in head for one in needs) and looks_like_it(head) is not None

    def read(self, path: Path) -> Iterator[RawRow]:
        for place, one in literals_of(path):
            yield self._row(place, one)

    def _row(self, place: str, one: Any) -> RawRow:
        found = fit(self.passport.layouts, tuple(one)) if isinstance(one, dict) else None
        if found is None:
            return RawRow(place, {"line": str(one)[:2000]}, problem=_NO_OBJECT)
        values = nested(flat_row(found, [plain(value) for value in one.values()]))
        history = one.get("PatentLegalHistory")
        events = _events(history) if isinstance(history, list) else []
        return RawRow(place, values | ({"events": events} if events else {}))


def _events(history: list[Any]) -> list[dict[str, str]]:
    """By the gazette's names; one it does not know changes no state and is kept with its words."""
    events = []
    for one in history:
        if isinstance(one, dict) and (on := iso_day(plain(one.get("LegalStatusDate")))):
            words = plain(one.get("Desc"))
            events.append({"code": code_of_name(words) or "unknown", "on": on, "text": words})
    return events


SOURCE = Qichacha()
