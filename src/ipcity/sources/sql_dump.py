"""Rows of a MySQL dump, table by table, read as text: nothing in it is ever run."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.sources.csv_rows import encoding_of

CHUNK = 2**20
LONGEST_ROW = 4 * 2**20
_CREATE = re.compile(
    r"CREATE\s+TABLE\s+(?:IF\s+NOT\s+EXISTS\s+)?[`\"]?(?P<table>[^`\"\s(]+)[`\"]?\s*\((?P<body>.*?)\)\s*(?:ENGINE[^;]*)?;",
    re.DOTALL | re.IGNORECASE,
)
_COLUMN = re.compile(r"^\s*[`\"](?P<name>[^`\"]+)[`\"]\s", re.MULTILINE)
_INSERT = re.compile(
    r"(?:INSERT|REPLACE)\s+(?:IGNORE\s+)?INTO\s+[`\"]?(?P<table>[^`\"\s(]+)[`\"]?\s*(?:\((?P<columns>[^()]*)\)\s*)?VALUES\s*",
    re.IGNORECASE,
)
_ROW = re.compile(r"\s*,?\s*\((?P<cells>(?:[^'()]|'(?:[^'\\]|\\.|'')*')*)\)", re.DOTALL)
_CELL = re.compile(r"\s*(?:_\w+\s+)?(?:'(?P<text>(?:[^'\\]|\\.|'')*)'|(?P<bare>[^,']*))\s*(?:,|$)", re.DOTALL)
_ESCAPE = re.compile(r"\\(.)|''", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "0": "", "Z": "", "b": ""}
Row = tuple[str, int, tuple[str, ...], list[str]]


def is_dump(head: bytes) -> str | None:
    """The text of the beginning when it is a dump."""
    encoding = encoding_of(head)
    text = head.decode(encoding, errors="ignore") if encoding else ""
    return text if _INSERT.search(text) or _CREATE.search(text) else None


def columns_of(text: str) -> dict[str, tuple[str, ...]]:
    """The columns of every table that the text creates."""
    return {found["table"]: tuple(_COLUMN.findall(found["body"])) for found in _CREATE.finditer(text)}


def first_columns(text: str) -> list[tuple[str, ...]]:
    """Of tables created and of inserts that name their columns, for recognising a dump by its beginning."""
    named = [_names(found["columns"]) for found in _INSERT.finditer(text) if found["columns"]]
    return [*columns_of(text).values(), *named]


def rows_of(path: Path) -> Iterator[Row]:
    """(table, number of the row in the file, columns, cells); NULL is empty. Raises BadInput where a row does not end."""
    with path.open("rb") as raw:
        encoding = encoding_of(raw.read(64 * 1024))
    if encoding is None:
        raise BadInput("文件不是 UTF-8、GB18030 或 Big5 文本。请另存为其中一种编码。", path=str(path))
    with path.open(encoding=encoding, errors="replace", newline="") as text:
        yield from _Dump(lambda: text.read(CHUNK), str(path)).rows()


class _Dump:
    def __init__(self, more: Callable[[], str], path: str) -> None:
        self._more, self._path = more, path
        self._text, self._ended = "", False
        self._tables: dict[str, tuple[str, ...]] = {}

    def rows(self) -> Iterator[Row]:
        number = 0
        while found := self._next_insert():
            table = found["table"]
            columns = _names(found["columns"]) if found["columns"] else self._tables.get(table, ())
            self._text = self._text[found.end() :]
            while cells := self._next_row():
                number += 1
                yield table, number, columns, _cells(cells["cells"])

    def _next_insert(self) -> re.Match[str] | None:
        """Tables created on the way are noted; what cannot hold the beginning of a statement any more is let go."""
        while True:
            found = _INSERT.search(self._text)
            if found or self._ended:
                self._tables |= columns_of(self._text[: found.start()] if found else self._text)
                return found
            if len(self._text) > LONGEST_ROW:
                self._tables |= columns_of(self._text)
                self._text = self._text[-CHUNK:]
            self._read_on()

    def _next_row(self) -> re.Match[str] | None:
        while True:
            found = _ROW.match(self._text)
            if found:
                self._text = self._text[found.end() :]
                return found
            if re.match(r"\s*(?:;|ON\s+DUPLICATE)", self._text, re.IGNORECASE):
                return None
            if self._ended or len(self._text) > LONGEST_ROW:
                raise BadInput(
                    "一条 INSERT 语句没有结束，其后没有读。文件可能被截断，请重新取得。", path=self._path
                )
            self._read_on()

    def _read_on(self) -> None:
        more = self._more()
        self._ended = not more
        self._text += more


def _names(columns: str) -> tuple[str, ...]:
    return tuple(one.strip(' `"\n\r\t') for one in columns.split(","))


def _cells(text: str) -> list[str]:
    found = [_CELL.match(text, 0)]
    while found[-1] and found[-1].end() < len(text):
        found.append(_CELL.match(text, found[-1].end()))
    return [_value(one) for one in found if one]


def _value(cell: re.Match[str]) -> str:
    if cell["text"] is not None:
        return _ESCAPE.sub(lambda found: _ESCAPES.get(found[1], found[1]) if found[1] else "'", cell["text"])
    bare = cell["bare"].strip()
    return "" if bare.upper() == "NULL" else bare
