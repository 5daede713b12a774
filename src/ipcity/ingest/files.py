"""The files of a run: found, unpacked, and each given to the source that knows it, or refused with the reason."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest.archives import clear, is_archive, members
from ipcity.ingest.row import Source

HEAD_BYTES = 64 * 1024
STANDARD_INPUT = "-"
# What a file is, by its first bytes, where no source reads it: said, so that a person knows what to do with it.
_KNOWN = (
    (
        b"PK\x03\x04",
        "这是电子表格或文档（.xlsx、.docx），但没有一种来源认得它的表头。可读的表头见 ipcity sources。",
    ),
    (
        b"\xd0\xcf\x11\xe0",
        "这是旧式电子表格（.xls），但没有一种来源认得它的表头。可读的表头见 ipcity sources。",
    ),
    (b"\xff\xfe", "这是 UTF-16 文本。请另存为 UTF-8 后装载。"),
    (b"\xfe\xff", "这是 UTF-16 文本。请另存为 UTF-8 后装载。"),
    (b"%PDF", "这是 PDF 文件，不是数据。"),
    (b"II*\0", "这是图像（.tif），不是数据。"),
    (b"MM\0*", "这是图像（.tif），不是数据。"),
    (b"\xff\xd8\xff", "这是图像（.jpg），不是数据。"),
    (b"\x89PNG", "这是图像（.png），不是数据。"),
)


@dataclass(frozen=True)
class Input:
    """One plain file to read: `shown` is how the report calls it (`weekly.zip/ipg.xml`), `refused` why there is none."""

    shown: str
    path: Path | None = None
    refused: str | None = None


def inputs(paths: Iterable[Path], folder: Path) -> Iterator[Input]:
    """Every plain file under the paths, archives unpacked one member at a time below `folder`; `-` is standard input."""
    clear(folder)
    try:
        for path in paths:
            for file in _files_of(path, folder):
                yield from _plain(file, folder)
    finally:
        clear(folder)


def _plain(file: Path, folder: Path) -> Iterator[Input]:
    head = head_of(file)
    if isinstance(head, str) or not is_archive(file, head):
        yield Input(str(file), file)
        return
    nothing = True
    for name, found in members(file, folder):
        nothing, shown = False, f"{file}/{name}"
        yield Input(shown, refused=found) if isinstance(found, str) else Input(shown, found)
    if nothing:
        yield Input(str(file), refused="压缩包是空的。请重新取得该文件。")


def _files_of(path: Path, folder: Path) -> Iterator[Path]:
    """A file as named, or all files in a folder in the order of their names; hidden ones are left out."""
    if str(path) == STANDARD_INPUT:
        yield _spooled(folder)
        return
    if str(path) == ".":
        raise BadInput("没有给出文件或文件夹。请写明要装载什么。")
    if not path.exists():
        raise BadInput(f"没有这个文件或文件夹：{path}。请核对路径。", path=str(path))
    if path.is_dir():
        inside = (file for file in sorted(path.rglob("*")) if file.is_file())
        yield from (file for file in inside if not file.name.startswith("."))
    elif path.is_file():
        yield path
    else:
        raise BadInput(
            f"{path} 不是普通文件（可能是管道或设备），不能装载。请给出文件，或用 - 从标准输入读。",
            path=str(path),
        )


def _spooled(folder: Path) -> Path:
    """Standard input as a file, for readers look at the beginning first."""
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / "standard-input"
    with path.open("wb") as out:
        shutil.copyfileobj(sys.stdin.buffer, out)
    return path


def head_of(path: Path) -> bytes | str:
    """The first bytes, or why there are none."""
    try:
        with path.open("rb") as file:
            return file.read(HEAD_BYTES) or "文件是空的（0 字节）。请重新取得该文件。"
    except OSError as broken:
        return f"打不开：{broken.strerror}。请检查文件权限。"


def source_of(path: Path, sources: Sequence[Source]) -> Source | str:
    """The source that knows the file, or the reason why none does."""
    head = head_of(path)
    if isinstance(head, str):
        return head
    for source in sources:
        if source.recognises(path, head):
            return source
    for start, said in _KNOWN:
        if head.startswith(start):
            return said
    if b"\0" in head:
        return "文件里有空字节，不是文本。请重新取得该文件，或另存为 UTF-8 文本。"
    return "没有一种来源认得这种格式或表头。可读的来源见 ipcity sources。"
