"""Reading delimited text whose encoding is not stated: tried strictly, the first that fits whole."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

from ipcity.base.errors import BadInput

ENCODINGS = ("utf-8-sig", "gb18030")
csv.field_size_limit(2**20)  # a cell of more than a megabyte is no cell


def encoding_of(head: bytes) -> str | None:
    """None when the bytes are text in none of the encodings we know (a cut last character is forgiven)."""
    if b"\0" in head:
        return None
    for encoding in ENCODINGS:
        for cut in range(4):
            try:
                head[: len(head) - cut].decode(encoding)
            except UnicodeDecodeError:
                continue
            return encoding
    return None


def header_of(head: bytes) -> list[str] | None:
    """The cells of the first line, or None when this is no delimited text."""
    encoding = encoding_of(head)
    if encoding is None:
        return None
    line = head.decode(encoding, errors="ignore").splitlines()[:1]
    try:
        return next(csv.reader(line), None)
    except csv.Error:
        return None


def rows_of(path: Path) -> Iterator[tuple[int, list[str]]]:
    """(line number, cells), without the header and blank lines. Raises BadInput where the text breaks off."""
    with path.open("rb") as raw:
        encoding = encoding_of(raw.read(64 * 1024))
    if encoding is None:
        raise BadInput("文件不是 UTF-8 或 GB18030 文本。请另存为其中一种编码。", path=str(path))
    with path.open(encoding=encoding, newline="") as text:
        reader = csv.reader(text)
        try:
            next(reader, None)
            for cells in reader:
                if any(cell.strip() for cell in cells):
                    yield reader.line_num, cells
        except UnicodeDecodeError as broken:
            raise BadInput(
                f"第 {reader.line_num + 1} 行附近不是 {encoding.upper()} 文字（{broken.reason}），其后的行没有读。请重新取得该文件。",
                path=str(path),
            ) from None
        except csv.Error as broken:
            raise BadInput(
                f"第 {reader.line_num + 1} 行不成表格：{broken}。其后的行没有读。", path=str(path)
            ) from None
