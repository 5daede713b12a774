"""Measures a sheet before it is read: how wide, how long, where formulas and merged cells are.

The reader of workbooks lays a sheet out as a full rectangle. One cell in the last corner of a sheet would make
seventeen thousand million cells, so the corners are looked at first, without laying out anything.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from xml.parsers import expat

from ipcity.base.errors import BadInput

_PLACE = re.compile(r"([A-Z]{1,3})([1-9]\d{0,6})$")

Place = tuple[int, int]  # row, column, from 0


@dataclass(frozen=True)
class Limits:
    """How large a sheet may be; `cells` are those of the full rectangle, `letters` those of all cells together."""

    rows: int = 100_000
    columns: int = 200
    cells: int = 20_000_000
    letters: int = 50_000_000


A_LIST = Limits()


@dataclass
class Survey:
    """Places of a sheet that need care."""

    formulas: set[Place] = field(default_factory=set)
    merged: list[tuple[Place, Place]] = field(default_factory=list)
    rows: int = 0
    columns: int = 0

    def is_covered(self, place: Place) -> bool:
        """Lies in a merged area and is not its first cell."""
        row, column = place
        return any(
            top <= row <= bottom and left <= column <= right and place != (top, left)
            for (top, left), (bottom, right) in self.merged
        )


def place_of(name: str) -> Place:
    """`B3` → (2, 1)."""
    found = _PLACE.match(name)
    if not found:
        raise BadInput(f"表格里有不合规的单元格位置“{name[:20]}”。请把数据复制到新下载的模板中再上传。")
    column = 0
    for letter in found[1]:
        column = column * 26 + ord(letter) - 64
    return int(found[2]) - 1, column - 1


def letters_of(column: int) -> str:
    """1 → `B`."""
    name = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        name = chr(65 + rest) + name
    return name


def shared_lengths(content: bytes) -> list[int]:
    """How long each of the workbook's shared texts is."""
    lengths: list[int] = []
    inside = False

    def start(name: str, _: dict[str, str]) -> None:
        nonlocal inside
        if name == "si":
            lengths.append(0)
        inside = name == "t"

    def end(name: str) -> None:
        nonlocal inside
        inside = False

    def letters(text: str) -> None:
        if inside and lengths:
            lengths[-1] += len(text)

    _parse(content, start, end, letters)
    return lengths


def survey(content: bytes, shared: list[int], limits: Limits = A_LIST) -> Survey:
    """Walks over a sheet's cells once; raises BadInput when it is larger than the limits."""
    return _Walk(shared, limits).over(content)


class _Walk:
    def __init__(self, shared: list[int], limits: Limits) -> None:
        self._shared, self._found, self._letters = shared, Survey(), 0
        self._limits = limits
        self._row, self._column = -1, -1
        self._is_shared, self._in_value, self._value = False, False, ""

    def over(self, content: bytes) -> Survey:
        _parse(content, self._start, self._end, self._text)
        return self._found

    def _start(self, name: str, given: dict[str, str]) -> None:
        if name == "row":
            self._row = int(given["r"]) - 1 if "r" in given else self._row + 1
            self._column = -1
        elif name == "c":
            if "r" in given:
                self._row, self._column = place_of(given["r"])
            else:
                self._column += 1
            self._is_shared = given.get("t") == "s"
        elif name in ("v", "t"):
            self._in_value, self._value = True, ""
            self._counts()
        elif name == "f":
            self._counts()
            self._found.formulas.add((self._row, self._column))
        elif name == "mergeCell":
            first, _, last = given.get("ref", "").partition(":")
            self._found.merged.append((place_of(first), place_of(last or first)))

    def _end(self, name: str) -> None:
        if name in ("v", "t") and self._in_value:
            self._in_value = False
            is_index = name == "v" and self._is_shared and self._value.isdigit()
            index = int(self._value) if is_index and len(self._value) < 9 else -1
            self._letters += self._shared[index] if 0 <= index < len(self._shared) else len(self._value)
            if self._letters > self._limits.letters:
                raise BadInput("表格里的文字总量过大，不像一张表。请核对是否上传错了文件。")

    def _text(self, text: str) -> None:
        if self._in_value:
            self._value += text

    def _counts(self) -> None:
        """A cell with something in it stands here; formats alone do not make a sheet large."""
        self._found.rows = max(self._found.rows, self._row + 1)
        self._found.columns = max(self._found.columns, self._column + 1)
        rows, columns, most = self._found.rows, self._found.columns, self._limits
        if rows > most.rows or columns > most.columns or rows * columns > most.cells:
            raise BadInput(
                f"表格到了第 {self._row + 1:,} 行第 {self._column + 1:,} 列；最多 {most.rows:,} 行、"
                f"{most.columns} 列。请删去数据以外的内容，或分成几个文件。"
            )


def _parse(content: bytes, start: object, end: object, text: object) -> None:
    parser = expat.ParserCreate(namespace_separator=None)
    parser.buffer_text = True

    def plain(handler: object) -> object:
        """Prefixes of names (`x:row`) mean nothing to us."""
        return lambda name, *rest: handler(name.rpartition(":")[2], *rest)  # type: ignore[operator]

    parser.StartElementHandler = plain(start)  # type: ignore[assignment]
    parser.EndElementHandler = plain(end)  # type: ignore[assignment]
    parser.CharacterDataHandler = text  # type: ignore[assignment]
    try:
        parser.Parse(content, True)
    except (expat.ExpatError, ValueError):
        raise BadInput("表格的内容损坏，读不完整。请在表格软件中打开并重新保存后再上传。") from None
