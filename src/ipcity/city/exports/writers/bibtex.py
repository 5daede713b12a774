"""BibTeX. What stands outside an entry is a comment there, so the first lines say what the file is."""

from __future__ import annotations

import re
from pathlib import Path

from ipcity.city.exports.about import About
from ipcity.city.exports.columns import kind_word, main_number, status_word
from ipcity.city.exports.writers.csv_ import one_line
from ipcity.records import Record

TYPES = {"patent": "patent", "standard": "techreport", "literature": "article"}
_AUTHORS = ("inventor", "author", "breeder", "designer", "drafter")
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "#": r"\#", "_": r"\_", "$": r"\$",
    "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


class BibTex:
    ending, mime = "bib", "application/x-bibtex; charset=utf-8"

    def __init__(self, path: Path, about: About) -> None:
        self._about = about
        self._out = path.open("w", encoding="utf-8", newline="\n")
        for head, text in about.lines():
            self._out.write(f"% {head}: {one_line(text).replace('@', '(at)')}\n")

    def write(self, record: Record) -> None:
        day = record.dates.get("published") or record.dates.get("granted") or record.dates.get("filed") or ""
        fields = {
            "title": record.name,
            "author": _all(one.name for one in record.parties if one.role in _AUTHORS),
            "holder": _all(one.name for one in record.holders),
            "number": main_number(record),
            "type": kind_word(record, self._about.language),
            "year": day[:4],
            "date": day,
            "keywords": ", ".join(one.symbol for one in record.classes),
            "note": f"{status_word(record, self._about.language)}; ipcity v{self._about.lake_version}",
        }
        body = "".join(f"  {name} = {{{escaped(text)}}},\n" for name, text in fields.items() if text)
        self._out.write(f"\n@{TYPES.get(record.kind, 'misc')}{{{_key(record)},\n{body}}}\n")

    def close(self) -> None:
        self._out.close()


def escaped(text: str) -> str:
    return "".join(_SPECIAL.get(char, char) for char in one_line(text))


def _all(names: object) -> str:
    return " and ".join(names)  # type: ignore[arg-type]  # an iterator of texts


def _key(record: Record) -> str:
    return re.sub(r"[^A-Za-z0-9:-]", "-", record.record_id)
