"""Copying files with their hash, and folders that appear whole or not at all."""

from __future__ import annotations

import errno
import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from hashlib import sha256
from pathlib import Path
from typing import BinaryIO

from ipcity.base.errors import BadInput, Busy
from ipcity.base.files import explained_space, sync

_CHUNK = 2**20


def digest(path: Path) -> str:
    found = sha256()
    with path.open("rb") as source:
        while chunk := source.read(_CHUNK):
            found.update(chunk)
    return found.hexdigest()


def copy(source: Path, target: Path) -> str:
    """Copies the content, readable to the owner alone; returns its SHA-256. Raises FileNotFoundError for no source."""
    found = sha256()
    with source.open("rb") as data:
        target.parent.mkdir(parents=True, exist_ok=True)
        with explained_space(target), _private(target) as out:
            while chunk := data.read(_CHUNK):
                found.update(chunk)
                out.write(chunk)
    return found.hexdigest()


def _private(target: Path) -> BinaryIO:
    return os.fdopen(os.open(target, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "wb")


@contextmanager
def aside(target: Path, *, what: str) -> Iterator[Path]:
    """A folder beside `target` to be filled; leaving the block puts it in place by one rename.

    A kill leaves only the hidden folder, which the next run empties. `target` must not exist, or be empty.
    """
    target.parent.mkdir(parents=True, exist_ok=True)
    part = target.with_name(f".{target.name}.part")
    with explained_space(part):
        part.mkdir(mode=0o700, exist_ok=True)
    handle = os.open(part, os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Busy(f"另一个进程正在{what}。请等它结束后再试。", path=str(target)) from None
        _empty(part)
        try:
            yield part
        except BaseException:
            shutil.rmtree(part, ignore_errors=True)
            raise
        os.sync()  # the content reaches the disk before the name does
        _put(part, target)
        sync(target.parent)
    finally:
        os.close(handle)


def _put(part: Path, target: Path) -> None:
    try:
        part.rename(target)
    except OSError as failed:
        shutil.rmtree(part, ignore_errors=True)
        if failed.errno != errno.EBUSY:
            raise
        raise BadInput(
            "这个文件夹是一块磁盘的挂载点，不能整个换上。请指定它下面的一个子文件夹。", path=str(target)
        ) from None


def _empty(folder: Path) -> None:
    for path in folder.iterdir():
        if path.is_dir() and not path.is_symlink():
            shutil.rmtree(path)
        else:
            path.unlink()
