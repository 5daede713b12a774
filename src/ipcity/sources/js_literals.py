"""Data written as JavaScript (`export default [{…}]`): read as data, never run.

Keys may stand without quotes, texts in any quotes, with comments and trailing commas; names, calls and sums are no data.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ipcity.base.errors import BadInput
from ipcity.sources.csv_rows import encoding_of

LARGEST = 64 * 2**20
DEEPEST = 40
_TOKEN = re.compile(
    r"""(?:\s|//[^\n]*|/\*.*?\*/)*(?:(?P<mark>[\[\]{},:])|(?P<text>"(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*'|`(?:[^`\\$]|\\.)*`)"""
    r"""|(?P<number>-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?)|(?P<name>[A-Za-z_$][\w$]*))""",
    re.DOTALL,
)
_BEGIN = re.compile(
    r"(?:export\s+default|(?:const|let|var)\s+[\w$]+\s*=|module\.exports\s*=|\w+\()\s*(?=[\[{])"
)
_NAMES = {"null": None, "undefined": None, "NaN": None, "true": True, "false": False}
_ESCAPE = re.compile(r"\\(u[0-9a-fA-F]{4}|x[0-9a-fA-F]{2}|.)", re.DOTALL)
_ESCAPES = {"n": "\n", "t": "\t", "r": "\r", "b": "", "f": "", "0": "", "v": ""}


def looks_like_it(head: bytes) -> str | None:
    """The text of the beginning when it is such a file."""
    encoding = encoding_of(head)
    text = head.decode(encoding, errors="ignore") if encoding else ""
    return text if _BEGIN.search(text[:4096]) else None


def literals_of(path: Path) -> Iterator[tuple[str, Any]]:
    """(place, element) of the first list. Raises BadInput where it is no data, after the elements that could be read."""
    if path.stat().st_size > LARGEST:
        raise BadInput(f"文件超过 {LARGEST // 2**20} MB。请分成几个文件。", path=str(path))
    raw = path.read_bytes()
    text = raw.decode(encoding_of(raw[: 64 * 1024]) or "utf-8", errors="replace")
    begin = _BEGIN.search(text[:4096])
    reader = _Reader(text, begin.end() if begin else 0, str(path))
    mark = reader.take()
    if mark[1] == "{":
        yield f"{path.name}:{reader.line}", reader.value(mark, 1)
        return
    if mark[1] != "[":
        raise reader.broken()
    while (token := reader.take())[1] != "]":
        place = f"{path.name}:{reader.line}"
        yield place, reader.value(token, 1)
        if (after := reader.take())[1] == "]":
            return
        if after[1] != ",":
            raise reader.broken()


def value_of(text: str, path: str) -> Any:
    """The one value of a text that exports it. Raises BadInput."""
    begin = _BEGIN.search(text[:4096])
    reader = _Reader(text, begin.end() if begin else 0, path)
    return reader.value(reader.take(), 1)


def exports_one(text: str) -> bool:
    """Does the text begin as a module that exports a literal?"""
    return bool(_BEGIN.match(text.lstrip("\ufeff \t\r\n")[:4096]))


class _Reader:
    def __init__(self, text: str, at: int, path: str) -> None:
        self._text, self._at, self._path = text, at, path
        self._counted, self.line = at, text.count("\n", 0, at) + 1

    def take(self) -> tuple[str, str]:
        """(kind, text) of the next token."""
        found = _TOKEN.match(self._text, self._at)
        if not found or found.lastgroup is None:
            raise self.broken()
        self._at = found.end()
        start = found.start(found.lastgroup)
        self.line += self._text.count("\n", self._counted, start)
        self._counted = start
        return found.lastgroup, found[found.lastgroup]

    def value(self, token: tuple[str, str], depth: int) -> Any:
        kind, text = token
        if depth > DEEPEST:
            raise BadInput(
                f"第 {self.line} 行嵌套超过 {DEEPEST} 层，不像一条记录。请核对文件。", path=self._path
            )
        if kind == "text":
            return _unescaped(text[1:-1])
        if kind == "number":
            return json.loads(text) if re.fullmatch(r"-?(?:0|[1-9]\d{0,17})(?:\.\d{1,17})?", text) else text
        if kind == "name" and text in _NAMES:
            return _NAMES[text]
        if text == "[":
            return list(self._items(depth))
        if text == "{":
            return dict(self._members(depth))
        raise self.broken()

    def _items(self, depth: int) -> Iterator[Any]:
        while (token := self.take())[1] != "]" or token[0] != "mark":
            yield self.value(token, depth + 1)
            if not self._goes_on("]"):
                return

    def _members(self, depth: int) -> Iterator[tuple[str, Any]]:
        while (token := self.take())[1] != "}" or token[0] != "mark":
            kind, text = token
            if kind == "mark" or self.take()[1] != ":":
                raise self.broken()
            yield _unescaped(text[1:-1]) if kind == "text" else text, self.value(self.take(), depth + 1)
            if not self._goes_on("}"):
                return

    def _goes_on(self, end: str) -> bool:
        after = self.take()
        if after not in (("mark", ","), ("mark", end)):
            raise self.broken()
        return after[1] == ","

    def broken(self) -> BadInput:
        shown = self._text[self._at : self._at + 30].strip() or "文件结尾"
        return BadInput(
            f"第 {self.line} 行附近（{shown}）不是数据的写法，其后没有读。文件可能被截断，请重新取得。",
            path=self._path,
        )


def _unescaped(text: str) -> str:
    if "\\" not in text:
        return text
    return _ESCAPE.sub(lambda found: _character(found[1]), text)


def _character(code: str) -> str:
    if len(code) > 1:
        return chr(int(code[1:], 16)) if code[1:] not in ("0000", "00") else ""
    return _ESCAPES.get(code, code)
