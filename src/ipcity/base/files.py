"""Writing so that a power cut at any moment leaves the old file or the new one, never half of one."""

from __future__ import annotations

import errno
import fcntl
import json
import os
import re
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml

from ipcity.base.errors import Busy, Damaged, Environment


def write_whole(path: Path, data: bytes) -> None:
    """Write aside, flush to the disk, rename."""
    path.parent.mkdir(parents=True, exist_ok=True)
    aside = path.with_name(f".{path.name}.{os.getpid()}.part")
    with explained_space(path), aside.open("wb") as out:
        out.write(data)
        out.flush()
        os.fsync(out.fileno())
    aside.replace(path)
    sync(path.parent)


def sync(path: Path) -> None:
    """A file or a folder is on the disk from now on."""
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)


def write_json(path: Path, value: Any) -> None:
    write_whole(path, json.dumps(value, ensure_ascii=False, indent=1).encode())


def read_json(path: Path) -> Any:
    try:
        return json.loads(path.read_bytes())
    except ValueError as broken:
        raise Damaged(
            f"文件内容损坏，不是完整的 JSON：{broken}。请从备份恢复该文件。", path=str(path)
        ) from None


class _Plain(yaml.CSafeLoader):
    """YAML as people read it: `no`, `on` and `NO` are words. Only true and false are booleans."""


_Plain.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in forms if tag != "tag:yaml.org,2002:bool"]
    for first, forms in yaml.CSafeLoader.yaml_implicit_resolvers.items()
}
_Plain.add_implicit_resolver("tag:yaml.org,2002:bool", re.compile(r"^(?:true|false)$"), list("tf"))


def read_yaml(path: Path) -> Any:
    """Safe YAML: no objects, no surprise booleans."""
    try:
        return yaml.load(path.read_bytes(), Loader=_Plain)
    except yaml.YAMLError as broken:
        raise Damaged(f"数据文件读不懂：{broken}", path=str(path)) from None


@contextmanager
def explained_space(path: Path) -> Iterator[None]:
    """Turn a full or read-only disk into a sentence."""
    try:
        yield
    except OSError as broken:
        if broken.errno in (errno.ENOSPC, errno.EDQUOT):
            free = shutil.disk_usage(path.parent).free // 2**20
            raise Environment(
                f"磁盘已满（剩余 {free} MB），没有写完；已有数据未受影响。请腾出空间后再运行一次。",
                path=str(path),
            ) from None
        if broken.errno in (errno.EACCES, errno.EROFS, errno.EPERM):
            raise Environment(
                "没有写入权限。请检查该文件夹的属主，或用 IPCITY_HOME 指定别处。", path=str(path)
            ) from None
        raise


@contextmanager
def locked(path: Path, *, what: str, wait: bool = False) -> Iterator[None]:
    """One holder at a time, over all processes; the system frees the lock when its holder dies."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with explained_space(path), path.open("ab") as handle:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | (0 if wait else fcntl.LOCK_NB))
        except BlockingIOError:
            raise Busy(f"另一个进程正在{what}。请等它结束后再试。", path=str(path)) from None
        try:
            yield
        finally:
            fcntl.flock(handle, fcntl.LOCK_UN)
