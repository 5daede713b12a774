"""Records of PatSnap's interface. Addresses of images and pages are signed for their owner and never kept."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.cells import iso_day
from ipcity.ingest.flat import classes
from ipcity.sources.js_literals import literals_of, looks_like_it
from ipcity.sources.object_source import plain

_NEEDS = ("patent_number", "apno", "pbdt")
_NO_RECORD = "这一项不是智慧芽的专利记录。请核对后重新装载。"


class PatsnapApi:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))
        self._words: dict[str, Any] = read_yaml(Path(__file__).with_name("words.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        return all(one.encode() in head for one in _NEEDS) and looks_like_it(head) is not None

    def read(self, path: Path) -> Iterator[RawRow]:
        for place, one in literals_of(path):
            if isinstance(one, dict) and "patent_number" in one:
                yield RawRow(place, self._values(one))
            else:
                yield RawRow(place, {"line": str(one)[:2000]}, problem=_NO_RECORD)

    def _values(self, one: dict[str, Any]) -> dict[str, Any]:
        number, legal = plain(one.get("patent_number")), one.get("legal")
        values: dict[str, Any] = {
            "title": self._texts(one.get("title")),
            "abstract": self._texts(one.get("abstract")),
            "application_number": plain(one.get("apno")),
            "publications": [{"number": number, "on": plain(one.get("pbdt"))}],
            "filed": plain(one.get("apdt")),
            "parties": [*self._parties(one, "an", "holder"), *self._parties(one, "in", "inventor"),
                        *self._parties(one, "agency", "agency"), *self._parties(one, "agent", "agent")],
            "classes": classes(plain(one.get("ipc"))),
        }  # fmt: skip
        return values | (self._legal(legal, number) if isinstance(legal, dict) else {})

    def _texts(self, entries: Any) -> dict[str, str]:
        """The first text of a language counts; a machine's Chinese only where there is no other."""
        texts: dict[str, str] = {}
        for entry in sorted(_dicts(entries), key=lambda one: one.get("lang") == "ZH"):
            lang = self._words["languages"].get(str(entry.get("lang")))
            if lang and lang not in texts:
                texts[lang] = plain(entry.get("text"))
        return texts

    def _parties(self, one: dict[str, Any], field: str, role: str) -> list[dict[str, str]]:
        """One list of names: in the first language that has as many names as any other."""
        by_language: dict[str, list[str]] = {}
        for entry in _dicts(one.get(field)):
            by_language.setdefault(str(entry.get("lang")), []).append(plain(entry.get("text")))
        most = max(map(len, by_language.values()), default=0)
        order = [*self._words["names_in"], *by_language]
        names = next((by_language[lang] for lang in order if len(by_language.get(lang, [])) == most > 0), [])
        return [{"role": role, "name": name} for name in names]

    def _legal(self, legal: dict[str, Any], number: str) -> dict[str, Any]:
        """A Chinese patent's state is the event of its day; of other offices the words are handed over as they are."""
        state, on = next(iter(_dicts(legal.get("legal_status"))), {}), plain(legal.get("event_date"))
        words = self._texts(state.get("legal_desc")).get("zh", "")
        changes = [
            self._texts(one.get("event_desc")).get("zh", "") for one in _dicts(legal.get("event_status"))
        ]
        extra = {
            "legal_status": words,
            "legal_status_on": on,
            "register_changes": "；".join(filter(None, changes)),
        }
        found: dict[str, Any] = {"extra": {name: text for name, text in extra.items() if text}}
        code = self._words["events"].get(state.get("legal_code"))
        if number.startswith("CN"):
            day = iso_day(on)
            return found | ({"events": [{"code": code, "on": day, "text": words}]} if code and day else {})
        return found | ({"status": {"state": words, "on": on}} if words else {})


def _dicts(entries: Any) -> list[dict[str, Any]]:
    return [one for one in entries if isinstance(one, dict)] if isinstance(entries, list) else []


SOURCE = PatsnapApi()
