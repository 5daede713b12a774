"""A paper from a file: UTF-8 or the national encoding, and a clear word for everything else."""

from __future__ import annotations

from pathlib import Path

from ipcity.base.errors import BadInput, NotFound

LARGEST = 8_000_000  # bytes


def read_text(path: Path) -> str:
    """The file's text, line ends as `\\n`; raises BadInput for what is no text."""
    if not path.is_file():
        raise NotFound("没有这个文件。请核对文件名和所在文件夹。", path=str(path))
    try:
        size = path.stat().st_size
        if size > LARGEST:
            raise BadInput(
                f"文件过大：{size:,} 字节，最多 {LARGEST:,} 字节。请确认它是一份方案的纯文本。",
                path=str(path),
            )
        data = path.read_bytes()
    except OSError as broken:
        raise BadInput(f"文件打不开：{broken.strerror}。请检查文件的读取权限。", path=str(path)) from None
    return _decoded(data, str(path)).replace("\r\n", "\n").replace("\r", "\n")


def _decoded(data: bytes, path: str) -> str:
    if b"\x00" not in data:
        for encoding in ("utf-8-sig", "gb18030"):
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                continue
    raise BadInput(
        "这不是文本文件，读不出文字。请另存为纯文本（TXT，UTF-8 或 GB18030 编码）后再试。", path=path
    )
