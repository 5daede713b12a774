"""Reading delimited text whose encoding is not stated, line by line, so that one bad line harms no other.

A line is a row: the offices' files hold no line breaks inside cells.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from ipcity.base.errors import BadInput

csv.field_size_limit(2**20)
LONGEST_LINE = 2**20  # characters; a longer line is no row
_BIG5_COMMON = range(0xA1, 0xC7)  # lead bytes of punctuation and of the frequent characters


def encoding_of(head: bytes) -> str | None:
    """UTF-8, else GB18030 or Big5: the one whose reading holds more of its own common characters.

    None when the bytes are text in none of them (a cut last character is forgiven).
    """
    if b"\0" in head:
        return None
    if _decoded(head, "utf-8-sig") is not None:
        return "utf-8-sig"
    readings = {name: text for name in ("gb18030", "big5") if (text := _decoded(head, name)) is not None}
    return max(readings, key=lambda name: _common(readings[name], name), default=None)


def _decoded(head: bytes, encoding: str) -> str | None:
    for cut in range(4):
        try:
            return head[: len(head) - cut].decode(encoding)
        except UnicodeDecodeError:
            continue
    return None


def _common(text: str, encoding: str) -> float:
    """The share of its characters that the encoding keeps in its frequent rows; text in the wrong one looks rare."""
    foreign = [char for char in text if ord(char) > 0x7F]
    if encoding == "gb18030":
        return sum(_encodes(char, "gb2312") for char in foreign) / max(len(foreign), 1)
    return sum(char.encode("big5")[0] in _BIG5_COMMON for char in foreign) / max(len(foreign), 1)


def _encodes(char: str, encoding: str) -> bool:
    try:
        char.encode(encoding)
    except UnicodeEncodeError:
        return False
    return True


def header_of(head: bytes) -> list[str] | None:
    """The cells of the first line, or None when this is no delimited text."""
    encoding = encoding_of(head)
    if encoding is None:
        return None
    line = head.decode(encoding, errors="ignore").split("\n", 1)[0].rstrip("\r")
    return _cells(line)


def delimiter_of(line: str) -> str:
    """The comma, unless another delimiter stands there more often."""
    return max(",\t;|", key=line.count)


def rows_of(
    path: Path, *, delimiter: str = ",", header: bool = True
) -> Iterator[tuple[int, list[str] | str]]:
    """(line number, cells) without the header and blank lines; a string instead of cells says why there are none.

    Raises BadInput where the text breaks off.
    """
    for number, line in lines_of(path, header=header):
        yield number, cells_of(line, delimiter)


def cells_of(line: str, delimiter: str = ",") -> list[str] | str:
    """The cells of one of `lines_of`, or why there are none."""
    return _cells(line.rstrip("\r\n").removeprefix("\ufeff"), delimiter) or _why_none(line)


def lines_of(path: Path, *, header: bool = True) -> Iterator[tuple[int, str]]:
    """(line number, line) without the header and blank lines. Raises BadInput where the text breaks off."""
    with path.open("rb") as raw:
        encoding = encoding_of(raw.read(64 * 1024))
    if encoding is None:
        raise BadInput("文件不是 UTF-8、GB18030 或 Big5 文本。请另存为其中一种编码。", path=str(path))
    with path.open(encoding=encoding, newline="\n") as text:
        number, lines = 0, iter(text)
        try:
            for number, line in enumerate(lines, start=1):
                if (header and number == 1) or not line.strip():
                    continue
                yield number, line
        except UnicodeDecodeError as broken:
            raise BadInput(
                f"第 {number + 1} 行附近不是 {encoding.upper()} 文字（{broken.reason}），其后的行没有读。请重新取得该文件。",
                path=str(path),
            ) from None


def _cells(line: str, delimiter: str = ",") -> list[str] | None:
    """One line, one row: quotes that do not close are characters like any other."""
    if len(line) > LONGEST_LINE:
        return None
    if '"' not in line and "\r" not in line:
        return line.split(delimiter)
    closed = line.count('"') % 2 == 0
    reader = csv.reader([line], quoting=csv.QUOTE_MINIMAL if closed else csv.QUOTE_NONE, delimiter=delimiter)
    try:
        return next(reader, None)
    except csv.Error:
        return None


def _why_none(line: str) -> str:
    if len(line) > LONGEST_LINE:
        return f"这一行有 {len(line):,} 个字符，不像一行数据。请检查分行后重新装载。"
    return "这一行不成表格。请检查引号和逗号后重新装载。"
