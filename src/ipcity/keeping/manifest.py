"""What a backup says of itself: every file with its hash, the rows of every table, the version of the lake."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path, PurePosixPath

import msgspec

from ipcity.base.errors import Damaged, NotFound
from ipcity.base.files import read_json
from ipcity.keeping.copying import digest

NAME = "manifest.json"
FORMAT = 1


class Kept(msgspec.Struct, frozen=True, kw_only=True):
    """One file; `path` from the folder of the backup. `changed` (nanoseconds) lets the next backup know it again."""

    path: str
    bytes: int
    sha256: str
    changed: int = 0


class Work(msgspec.Struct, frozen=True, kw_only=True):
    """The work plane: `sqlite` or `postgresql`, and the rows of each table."""

    vendor: str
    tables: dict[str, int]


class LakeKept(msgspec.Struct, frozen=True, kw_only=True):
    version: int
    records: int
    pinned: list[int]


class Manifest(msgspec.Struct, frozen=True, kw_only=True):
    """`keys` may have been carried elsewhere; `files` are all here. `key_given`: the key came from the environment."""

    format: int
    made_by: str
    taken_at: str
    work: Work | None
    lake: LakeKept | None
    files: list[Kept]
    keys: list[Kept]
    key_given: bool


def read_manifest(folder: Path, *, expected: str = "") -> Manifest:
    """Raises NotFound where there is no backup, Damaged where its list cannot be trusted."""
    path = folder / NAME
    if not path.is_file():
        raise NotFound(
            "这里没有完整的备份：缺少 manifest.json。请核对文件夹；没有做完的备份不会留下这个文件。",
            path=str(folder),
        )
    if expected and sha256(path.read_bytes()).hexdigest() != expected.lower():
        raise Damaged(
            "备份清单与您给出的校验值不符：清单被改动，或给错了校验值。请换一份备份。", path=str(path)
        )
    try:
        manifest = msgspec.convert(read_json(path), Manifest)
    except msgspec.ValidationError as wrong:
        raise Damaged(f"备份清单读不懂：{wrong}。清单被改动；请换一份备份。", path=str(path)) from None
    if manifest.format != FORMAT:
        raise Damaged(
            f"备份的格式是第 {manifest.format} 版，本程序只认第 {FORMAT} 版。请用做备份时的程序（{manifest.made_by}）恢复。",
            path=str(path),
        )
    _paths_stay_inside(manifest)
    return manifest


def checked(
    folder: Path, manifest: Manifest, *, keys: Path | None, step: Callable[[int], None] = lambda _: None
) -> None:
    """Looks at every file; raises Damaged with the first that is missing, cut off or changed. `keys` None: left out."""
    for kept in manifest.files:
        _compare(folder / kept.path, kept)
        step(1)
    for kept in manifest.keys if keys else ():
        _compare((keys or folder) / PurePosixPath(kept.path).relative_to("keys"), kept, is_key=True)


def _compare(path: Path, kept: Kept, *, is_key: bool = False) -> None:
    if not path.is_file():
        more = "密钥保管在别处时，请用 --keys 指明其文件夹。" if is_key else "请换一份备份，或找回该文件。"
        raise Damaged(f"备份不完整：缺少文件 {kept.path}。{more}", path=str(path))
    size = path.stat().st_size
    if size != kept.bytes:
        said = "被截断" if size < kept.bytes else "被改动"
        raise Damaged(
            f"备份中的文件 {kept.path} {said}：应为 {kept.bytes:,} 字节，实为 {size:,} 字节。请换一份备份。",
            path=str(path),
        )
    if digest(path) != kept.sha256:
        raise Damaged(
            f"备份中的文件 {kept.path} 被改动：内容与清单的校验值不符。请换一份备份。", path=str(path)
        )


def _paths_stay_inside(manifest: Manifest) -> None:
    """A list that was tampered with must not make us write elsewhere."""
    for kept in (*manifest.files, *manifest.keys):
        path = PurePosixPath(kept.path)
        if path.is_absolute() or ".." in path.parts or not path.parts:
            raise Damaged(
                f"备份清单列有不许可的路径：{kept.path}。清单被改动；请换一份备份。", path=kept.path
            )
