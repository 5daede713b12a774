"""The tar of the Chinese IPC: which entries it holds. Nothing is unpacked to the disk; a bomb is refused."""

from __future__ import annotations

import re
import tarfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.sources.table_files import lines_of

MOST_FILES, MOST_BYTES, MOST_IN_ONE = 60_000, 128 * 2**20, 2 * 2**20
_GROUP = re.compile(r"\s*([A-HY]\d\d[A-Z]\d{1,4}/\d{2,6})\s(.*)")
_CUT = re.compile(r"(\d{1,4})(?:\s+(.*))?")  # `E04D13/07 6` is E04D13/076, cut by a line that was too long
_HEAD = re.compile(r"(Title|Code):\s*(.*)")
_WIDE = "\u3001-\u303f\u4e00-\u9fff\uff00-\uffef"
_NOTE = re.compile(r"\s*(附注|小类索引|注[：:])")


@dataclass
class Entry:
    place: str
    symbol: str
    title: str
    stray: bool = False  # stands in the file of another main group: a line of an index, no title


def entries(path: Path) -> Iterator[Entry]:
    """The classes, subclasses and groups in the order of the archive, with what stands under each title of them."""
    for name, text in _texts(path):
        yield from map(_mended, _of_file(name, text))


def _mended(entry: Entry) -> Entry:
    """Last digits that stand apart belong to the symbol, the title follows; blanks inside Chinese words do not."""
    title = re.sub(rf"(?<=[{_WIDE}])\s+(?=[{_WIDE}])", "", entry.title.strip())
    if found := _CUT.fullmatch(title):
        return Entry(entry.place, entry.symbol + found[1], found[2] or "", entry.stray)
    return Entry(entry.place, entry.symbol, title, entry.stray)


def _of_file(name: str, text: str) -> Iterator[Entry]:
    """An `info.txt` holds the title of a class and an index of its groups in other words, which are no titles."""
    head: dict[str, str] = {}
    open_head, last, is_index = "", None, name == "info.txt"
    for number, line in lines_of(text):
        if (found := _GROUP.fullmatch(line)) and not is_index:
            if last:
                yield last
            stray = found[1].split("/")[0] != head.get("Code", "").split("/")[0]
            last, open_head = Entry(f"{name}:{number}", found[1], found[2], stray), "done"
        elif line.startswith("===="):
            if head.get("Code"):
                last = Entry(f"{name}:1", head["Code"], head.get("Title", ""))
                yield last
            last, open_head = None, "done"
        elif open_head != "done" and (field := _HEAD.fullmatch(line)):
            head[field[1]], open_head = field[2].strip(), field[1]
        elif open_head == "Title":
            head["Title"] += line.strip()
        elif last and not _NOTE.match(line):
            last.title = f"{last.title}{line.strip()}"
    if last:
        yield last


def _texts(path: Path) -> Iterator[tuple[str, str]]:
    """The text files inside. Raises BadInput for a truncated archive and for one that unpacks beyond all measure."""
    count = size = 0
    try:
        with tarfile.open(path, "r|gz") as tar:
            for member in tar:
                count, size = count + 1, size + member.size
                if count > MOST_FILES or size > MOST_BYTES or member.size > MOST_IN_ONE:
                    raise BadInput(
                        f"压缩包展开后过大（超过 {MOST_FILES:,} 个文件或 {MOST_BYTES // 2**20} MB），没有装入。请核对来源。",
                        path=str(path),
                    )
                if member.isfile() and member.name.endswith(".txt") and (file := tar.extractfile(member)):
                    yield member.name.rsplit("/", 1)[-1], file.read().decode("utf-8-sig", errors="replace")
    except (tarfile.TarError, EOFError, OSError, zlib.error) as broken:
        raise BadInput(f"压缩包残缺或不是 tar.gz：{broken}。请重新取得该文件。", path=str(path)) from None
    if not count:
        raise BadInput("压缩包是空的。请重新取得该文件。", path=str(path))
