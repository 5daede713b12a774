"""The files of a run: found, and each given to the source that knows it, or refused with the reason."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest.row import Source

HEAD_BYTES = 64 * 1024
# What a file is, by its first bytes, that no source reads: said, so that a person knows what to do with it.
_KNOWN = (
    (b"PK\x03\x04", "这是压缩包或电子表格（.zip、.xlsx）。请解压，或另存为 CSV 后装载。"),
    (b"\xd0\xcf\x11\xe0", "这是旧式电子表格（.xls）。请另存为 CSV 后装载。"),
    (b"\xff\xfe", "这是 UTF-16 文本。请另存为 UTF-8 后装载。"),
    (b"\xfe\xff", "这是 UTF-16 文本。请另存为 UTF-8 后装载。"),
    (b"%PDF", "这是 PDF 文件，不是数据。"),
)


def files_in(paths: Iterable[Path]) -> Iterator[Path]:
    """Files as named, and all files in folders, in order of their names; hidden ones are left out."""
    for path in paths:
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
            raise BadInput(f"{path} 不是普通文件（可能是管道或设备），不能装载。请给出文件。", path=str(path))


def source_of(path: Path, sources: Sequence[Source]) -> Source | str:
    """The source that knows the file, or the reason why none does."""
    try:
        with path.open("rb") as file:
            head = file.read(HEAD_BYTES)
    except OSError as broken:
        return f"打不开：{broken.strerror}。请检查文件权限。"
    if not head:
        return "文件是空的（0 字节）。请重新取得该文件。"
    for source in sources:
        if source.recognises(path, head):
            return source
    for start, said in _KNOWN:
        if head.startswith(start):
            return said
    if b"\0" in head:
        return "文件里有空字节，不是文本。请重新取得该文件，或另存为 UTF-8 文本。"
    return "没有一种来源认得这种格式或表头。可读的来源见 ipcity sources。"
