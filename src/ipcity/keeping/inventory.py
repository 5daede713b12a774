"""What of a home belongs into a backup. Everything does, but what is listed here: a new room's folder is kept
without being announced, and forgetting to announce it cannot lose anything."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

WORK = "work.sqlite3"
KEYS = "keys"  # the folder of the backup for what must be able to lie elsewhere
_KEY_FILES = ("secret-key", KEYS)
_DERIVED = ("index", "static", "metrics", "cache")  # built again
_OTHERWISE = ("lake", WORK, "last-backup.json")  # the first two are copied in ways of their own
_QUEUE = "jobs.sqlite3"  # the jobs stand in the work plane and are sent again


def other_files(home: Path) -> Iterator[Path]:
    """Mail, outbox, uploads, anchors of the trail, the sample city … relative to the home, in order."""
    for entry in sorted(home.iterdir()):
        if not _is_left_out(entry.name):
            yield from (path.relative_to(home) for path in _files(entry) if not _is_passing(path.name))


def key_files(home: Path) -> Iterator[Path]:
    for name in _KEY_FILES:
        yield from (path.relative_to(home) for path in _files(home / name) if not _is_passing(path.name))


def _is_left_out(name: str) -> bool:
    """Also what SQLite keeps beside a database: `-wal`, `-shm`, `-journal`."""
    named = {*_KEY_FILES, *_DERIVED, *_OTHERWISE, _QUEUE}
    beside = tuple(f"{base}-" for base in (WORK, _QUEUE))
    return name in named or name.startswith(beside)


def _is_passing(name: str) -> bool:
    return name.endswith((".lock", ".part"))


def _files(entry: Path) -> Iterator[Path]:
    """Links to files and folders are followed, each folder once: uploads may lie on another disk."""
    if entry.is_file():
        yield entry
    seen: set[str] = set()
    for folder, folders, names in os.walk(entry, followlinks=True):
        real = os.path.realpath(folder)
        if real in seen:
            folders.clear()
            continue
        seen.add(real)
        folders.sort()
        yield from (path for name in sorted(names) if (path := Path(folder, name)).is_file())
