"""Text of an encoding that is not stated, line by line; a line without end is no line."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.sources.csv_rows import LONGEST_LINE, encoding_of

HEAD_BYTES = 64 * 1024


def lines_of(path: Path, *, longest: int = LONGEST_LINE) -> Iterator[tuple[int, str]]:
    """(number from 1, line) without blank lines. Raises BadInput where the text breaks off or a line does not end."""
    with path.open("rb") as raw:
        encoding = encoding_of(raw.read(HEAD_BYTES))
    if encoding is None:
        raise BadInput("文件不是 UTF-8、GB18030 或 Big5 文本。请另存为其中一种编码。", path=str(path))
    number = 0
    with path.open(encoding=encoding, newline="\n") as text:
        try:
            while line := text.readline(longest + 1):
                number += 1
                if len(line) > longest:
                    raise BadInput(
                        f"第 {number} 行超过 {longest:,} 个字符，其后没有读。请检查分行后重新装载。",
                        path=str(path),
                    )
                if line.strip():
                    yield number, line.rstrip("\r\n")
        except UnicodeDecodeError as broken:
            raise BadInput(
                f"第 {number + 1} 行附近不是 {encoding.upper()} 文字（{broken.reason}），其后的行没有读。请重新取得该文件。",
                path=str(path),
            ) from None


def first_lines(head: bytes, most: int = 20) -> list[str]:
    """The whole lines of a beginning, for recognising; empty for what is no text."""
    encoding = encoding_of(head)
    if encoding is None:
        return []
    lines = head.decode(encoding, errors="ignore").split("\n")
    whole = lines if len(head) < HEAD_BYTES or len(lines) == 1 else lines[:-1]
    return [line.rstrip("\r") for line in whole if line.strip()][:most]
