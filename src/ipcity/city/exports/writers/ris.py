"""RIS for reference managers. The form has no comments: each entry names the data version as its database."""

from __future__ import annotations

from pathlib import Path

from ipcity.city.exports.about import About
from ipcity.city.exports.columns import kind_word, main_number, said, status_word
from ipcity.city.exports.writers.csv_ import one_line
from ipcity.records import Record

TYPES = {"patent": "PAT", "standard": "STAND", "literature": "JOUR", "software": "COMP"}
_AUTHORS = ("inventor", "author", "breeder", "designer", "drafter")


class Ris:
    ending, mime = "ris", "application/x-research-info-systems; charset=utf-8"

    def __init__(self, path: Path, about: About) -> None:
        self._about = about
        self._told = one_line("; ".join(f"{head}: {text}" for head, text in about.lines()))
        self._out = path.open("w", encoding="utf-8", newline="\r\n")

    def write(self, record: Record) -> None:
        lines = [("TY", TYPES.get(record.kind, "GEN")), ("ID", record.record_id), ("TI", record.name)]
        lines += [("AU", one.name) for one in record.parties if one.role in _AUTHORS]
        lines += [("A2" if record.kind == "patent" else "PB", one.name) for one in record.holders]
        lines += [("M3", kind_word(record, self._about.language)), ("M1", main_number(record))]
        lines += [("DA", _day(record.dates.get("filed", ""))), ("PY", _year(record))]
        lines += [("C1", status_word(record, self._about.language))]
        lines += [("KW", one.symbol) for one in record.classes]
        lines += [("AB", said(record.abstract, self._about.language))]
        lines += [("DB", f"ipcity v{self._about.lake_version}"), ("N1", self._told)]
        for tag, text in lines:
            if text:
                self._out.write(f"{tag}  - {one_line(text)}\n")
        self._out.write("ER  - \n\n")

    def close(self) -> None:
        self._out.close()


def _day(day: str) -> str:
    return "/".join([*day.split("-"), "", ""][:3]) + "/" if day else ""


def _year(record: Record) -> str:
    day = record.dates.get("published") or record.dates.get("granted") or record.dates.get("filed") or ""
    return day[:4]
