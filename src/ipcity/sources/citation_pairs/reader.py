"""Two document numbers a line: the first cites the second."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest import RawRow, read_passport
from ipcity.sources.text_lines import first_lines, lines_of

_PAIR = re.compile(
    r"\s*(?P<citing>[A-Z]{2}\d{5,}[A-Z]?\d?)\s*[\t,;|]\s*(?P<cited>[A-Z]{2}\d{4,}[A-Z]?\d?)\s*"
)
_WORD = re.compile(r"\s*[^\s\d,:;|<>{}\[\]=]{1,20}\s*|\s*[^\w\s]\s*|\s*\w\s*")
_FEWEST_WORDS = 10


class CitationPairs:
    def __init__(self) -> None:
        self.passport = read_passport(Path(__file__).with_name("source.yaml"))

    def recognises(self, path: Path, head: bytes) -> bool:
        lines = first_lines(head)
        if not lines:
            return False
        return _PAIR.fullmatch(lines[0]) is not None or (path.suffix != ".csv" and _are_words(lines))

    def read(self, path: Path) -> Iterator[RawRow]:
        with path.open("rb") as file:
            if _are_words(first_lines(file.read(64 * 1024))):
                raise BadInput(
                    "每行只有一个词：这是词表（如停用词），不是记录，没有可装载的内容。", path=str(path)
                )
        for number, line in lines_of(path):
            yield _row(f"{path.name}:{number}", line)


def _row(place: str, line: str) -> RawRow:
    found = _PAIR.fullmatch(line)
    if found is None:
        return RawRow(
            place, {"line": line}, problem="这一行不是两个专利文献号（引用者、被引用者）。请核对后重新装载。"
        )
    return RawRow(
        place, {"publications": [{"number": found["citing"]}], "citations": [{"number": found["cited"]}]}
    )


def _are_words(lines: list[str]) -> bool:
    return len(lines) >= _FEWEST_WORDS and all(_WORD.fullmatch(line) for line in lines)


SOURCE = CitationPairs()
