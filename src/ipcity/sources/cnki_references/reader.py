"""Reference lists in the form of GB/T 7714: `[1]authors. title[P]. place：number,day.` and its sisters for papers.

The mark tells the kind: P patents, S standards, J, D, C, M, N, R literature.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity.ingest import RawRow, read_passport
from ipcity.ingest.cells import iso_day
from ipcity.ingest.flat import announced
from ipcity.sources.text_lines import first_lines, lines_of

_ENTRY = re.compile(r"\s*\[\d+\]\s*(?P<text>.*)", re.DOTALL)
_HEAD = re.compile(
    r"(?:(?P<names>.*?)[.．]\s+)?(?P<title>.+?)\s*\[(?P<mark>[A-Z]+)(?:/[A-Z]+)?\]\s*[.．]?\s*(?P<rest>.*)",
    re.DOTALL,
)
_NUMBER_DAY = re.compile(
    r"(?:(?P<place>[^:：]*)[:：]\s*)?(?P<number>[A-Z]{2}\s?\d[\dA-Z.]*)\s*[,，]\s*(?P<on>\d{4}-\d{1,2}-\d{1,2})\s*[.．]?\s*"
)
_STANDARD = re.compile(r"(?P<number>[A-Z][A-Z/]*\s?[\d.]+[-—]\d{2,4})")
_YEAR = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d{2})(?!\d)(?P<day>-\d{2}-\d{2})?")
_LITERATURE = {
    "J": "article",
    "D": "thesis",
    "C": "conference",
    "M": "book",
    "N": "newspaper",
    "R": "report",
    "G": "book",
    "Z": "other",
}
_NO_FORM = "这一条不合 GB/T 7714 的写法（作者. 题名[P]. 地区：号码,日期.）。请核对后重新装载。"


class CnkiReferences:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        lines = first_lines(head, 1)
        found = _ENTRY.fullmatch(lines[0]) if lines else None
        return found is not None and _HEAD.fullmatch(found["text"]) is not None

    def read(self, path: Path) -> Iterator[RawRow]:
        """An entry may be broken into several lines; the next number in brackets begins the next one."""
        begun, parts = 0, [""]
        for number, line in lines_of(path):
            if found := _ENTRY.fullmatch(line):
                yield from _entry(f"{path.name}:{begun}", "".join(parts))
                begun, parts = number, [found["text"]]
            else:
                begun, parts = begun or number, [*parts, line] if len(parts) < 50 else parts
        yield from _entry(f"{path.name}:{begun}", "".join(parts))


def _entry(place: str, text: str) -> Iterator[RawRow]:
    if not text.strip():
        return
    found = _HEAD.fullmatch(text.strip())
    values = _values(found) if found else None
    yield RawRow(place, values) if values else RawRow(place, {"line": text}, problem=_NO_FORM)


def _values(found: re.Match[str]) -> dict[str, Any] | None:
    names = [name.strip() for name in re.split(r"[,，;；]", found["names"] or "") if name.strip(" .．等")]
    title, mark, rest = {"zh": found["title"].strip()}, found["mark"], found["rest"]
    if mark == "P":
        return _patent(names, title, rest)
    if mark == "S":
        return _standard(names, title, rest or found["title"])
    if mark not in _LITERATURE:
        return None
    day = _YEAR.search(rest)
    return {
        "kind": "literature", "right_type": _LITERATURE[mark], "title": title,
        "parties": [{"role": "author", "name": name} for name in names],
        "dates": {"published": day[0] if day else ""}, "extra": {"published_in": rest.strip(" .．")},
    }  # fmt: skip


def _patent(names: list[str], title: dict[str, str], rest: str) -> dict[str, Any] | None:
    """The names before a patent are those of its inventors; the place is that of the holder, whom nobody names."""
    found = _NUMBER_DAY.fullmatch(rest)
    if found is None:
        return None
    publication, granted = announced(found["number"], found["on"], "")
    apart = {} if publication["on"] else {"published_on": found["on"]}
    return {
        "title": title,
        "publications": [publication],
        "parties": [{"role": "inventor", "name": name} for name in names],
        "events": [{"code": "GR01", "on": day}] if (day := iso_day(granted)) else [],
        "extra": {"holder_place": (found["place"] or "").strip()} | apart,
    }


def _standard(names: list[str], title: dict[str, str], rest: str) -> dict[str, Any] | None:
    number = _STANDARD.search(rest) or _STANDARD.search(title["zh"])
    if number is None:
        return None
    right = "national" if number[0].startswith("GB") else "industry"
    return {
        "kind": "standard", "right_type": right, "title": title, "numbers": [{"type": "standard", "value": number[0]}],
        "parties": [{"role": "author", "name": name} for name in names],
    }  # fmt: skip


SOURCE = CnkiReferences()
