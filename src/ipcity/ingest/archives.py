"""Packed files: members are unpacked one at a time, read, and deleted; a bomb is refused before it fills the disk.

A member keeps the folders above it, for some sources write the number of a right into the name of a folder.
"""

from __future__ import annotations

import gzip
import shutil
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path, PurePosixPath
from typing import IO

from ipcity.base.errors import BadInput
from ipcity.base.files import explained_space

BLOCK = 2**20
DEEPEST = 3  # an archive in an archive in an archive
LARGEST = 200 * 2**30  # bytes that one archive may unpack to
RATIO, RATIO_FROM = 200, 256 * 2**20  # text packs 20 times; what packs 200 times and is large is a bomb
MOST_MEMBERS = 1_000_000
_KEPT_PARENTS = 4
_OFFICE = "[Content_Types].xml"  # what spreadsheets and letters have, which are zips by form
Refused = str
# What the standard library raises over bytes that are no archive, or not one to the end.
_BROKEN = (
    zipfile.BadZipFile, gzip.BadGzipFile, EOFError, zlib.error, NotImplementedError, IndexError, ValueError,
    struct.error, RuntimeError, OSError,
)  # fmt: skip


def is_archive(path: Path, head: bytes) -> bool:
    if head.startswith(b"\x1f\x8b"):
        return not path.name.endswith((".tar.gz", ".tgz"))
    return head.startswith(b"PK") and not _is_office(path)


def members(path: Path, folder: Path, depth: int = 0) -> Iterator[tuple[str, Path | Refused]]:
    """(name as shown, unpacked file or why there is none). The file is deleted when the next is asked for."""
    if depth == DEEPEST:
        yield path.name, f"压缩包套了超过 {DEEPEST} 层，没有再解。请解开后装载。"
        return
    try:
        unpacked = _gzip(path, folder) if _head(path).startswith(b"\x1f\x8b") else _zip(path, folder)
        for shown, one in unpacked:
            yield from _opened(shown, one, folder, depth)
    except _BROKEN as broken:
        yield path.name, f"压缩包已损坏或不完整，其余部分没有解开（{broken}）。请重新取得该文件。"
    except BadInput as wrong:
        yield path.name, wrong.message


def _opened(
    shown: str, one: Path | Refused, folder: Path, depth: int
) -> Iterator[tuple[str, Path | Refused]]:
    if isinstance(one, str):
        yield shown, one
    elif is_archive(one, _head(one)):
        for inner, found in members(one, folder, depth + 1):
            yield f"{shown}/{inner}", found
    else:
        yield shown, one


def _zip(path: Path, folder: Path) -> Iterator[tuple[str, Path | Refused]]:
    with zipfile.ZipFile(path) as archive:
        inside = [one for one in archive.infolist() if not one.is_dir()]
        if len(inside) > MOST_MEMBERS:
            raise BadInput(f"压缩包里有 {len(inside):,} 个文件，超过 {MOST_MEMBERS:,} 个。请分开装载。")
        _refuse_bomb(sum(one.file_size for one in inside), path.stat().st_size)
        for one in inside:
            name = _name(one)
            if one.flag_bits & 1:
                yield name, "压缩包里的这个文件加了密码，打不开。请解密后装载。"
                continue
            with archive.open(one) as packed:
                yield from _unpacked(packed, name, path, folder, one.file_size)


def _gzip(path: Path, folder: Path) -> Iterator[tuple[str, Path | Refused]]:
    with gzip.open(path) as packed:
        yield from _unpacked(packed, path.stem, path, folder, None)  # type: ignore[arg-type]


def _unpacked(
    packed: IO[bytes], name: str, archive: Path, folder: Path, stated: int | None
) -> Iterator[tuple[str, Path]]:
    """Bytes are counted as they come: the size that an archive states of itself may be a lie."""
    target = folder.joinpath(*archive.absolute().parts[-_KEPT_PARENTS:], *PurePosixPath(name).parts)
    target.parent.mkdir(parents=True, exist_ok=True)
    written, packed_size = 0, archive.stat().st_size
    try:
        with explained_space(target), target.open("wb") as out:
            while block := packed.read(BLOCK):
                written += len(block)
                if stated is not None and written > stated:
                    raise BadInput(f"压缩包里的 {name} 比它自己写明的大小还大，像是压缩炸弹，没有装载。")
                _refuse_bomb(written, packed_size)
                out.write(block)
        yield name, target
    finally:
        target.unlink(missing_ok=True)


def _refuse_bomb(unpacked: int, packed: int) -> None:
    if unpacked > LARGEST or (unpacked > RATIO_FROM and unpacked > RATIO * max(packed, 1)):
        raise BadInput(
            f"压缩包解开后有 {unpacked / 2**20:,.0f} MB，是压缩前的 {unpacked // max(packed, 1):,} 倍，像是压缩炸弹，没有装载。"
            "确是数据的，请解开后装载。"
        )


def _name(one: zipfile.ZipInfo) -> str:
    """Names without the mark of UTF-8 are GB18030 here; parts that lead out of the folder are dropped."""
    name = one.filename
    if not one.flag_bits & 0x800:
        try:
            name = name.encode("cp437").decode("gb18030")
        except (UnicodeEncodeError, UnicodeDecodeError):
            name = one.filename
    parts = [part[:200] for part in PurePosixPath(name.replace("\\", "/").replace("\0", "")).parts]
    return "/".join(part for part in parts if part not in ("/", "..", ".")) or "unnamed"


def _is_office(path: Path) -> bool:
    try:
        with zipfile.ZipFile(path) as archive:
            return _OFFICE in archive.namelist()
    except (zipfile.BadZipFile, OSError):
        return False


def _head(path: Path) -> bytes:
    with path.open("rb") as file:
        return file.read(8)


def clear(folder: Path) -> None:
    """What a killed run left unpacked."""
    shutil.rmtree(folder, ignore_errors=True)
