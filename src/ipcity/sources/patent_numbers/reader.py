"""One patent document number a line, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ipcity.ingest import RawRow, read_passport
from ipcity.sources.text_lines import first_lines, lines_of

_NUMBER = re.compile(r"\s*(?P<number>[A-Z]{2}\s?\d{5,}\s?[A-Z]?\d?)\s*[,;]?\s*")


class PatentNumbers:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        lines = first_lines(head)
        return bool(lines) and all(_NUMBER.fullmatch(line) for line in lines[:10])

    def read(self, path: Path) -> Iterator[RawRow]:
        for number, line in lines_of(path):
            yield _row(f"{path.name}:{number}", line)


def _row(place: str, line: str) -> RawRow:
    found = _NUMBER.fullmatch(line)
    if found is None:
        return RawRow(place, {"line": line}, problem="这一行不是专利文献号。请写成 CN109999443A 的样子。")
    return RawRow(place, {"publications": [{"number": found["number"]}]})


SOURCE = PatentNumbers()
