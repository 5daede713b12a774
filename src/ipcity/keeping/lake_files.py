"""The files of the lake at one version: its log, its data, its pinned versions, and what lies beside the table.

Nothing is locked: files of the lake are never changed, only added, and removed no sooner than weeks later.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import unquote

from deltalake import DeltaTable

from ipcity.keeping.manifest import LakeKept
from ipcity.lake import Lake

_BESIDE = ("loads", "source_rows", "quarantine", "pins")  # named by version
_MENDED = ("corrections", "settled")  # what clerks decided about rows set aside: small, kept whole


def kept_lake(lake: Lake) -> LakeKept | None:
    """The version to be kept; None before the first load."""
    version = lake.version
    if version is None:
        return None
    pinned = sorted(one for one in lake.pinned() if one <= version)
    return LakeKept(version=version, records=lake.at(version).count(), pinned=pinned)


def lake_files(folder: Path, kept: LakeKept) -> Iterator[Path]:
    """Absolute paths. Those of the version itself and of pinned ones are given also when they are gone."""
    log = folder / "records" / "_delta_log"
    yield from (path for path in sorted(log.iterdir()) if _is_of(path.name, kept.version))
    needed = {Path(uri) for version in {kept.version, *kept.pinned} for uri in _data(folder, version)}
    yield from sorted(needed | {path for path in _ever_added(log, kept.version) if path.exists()})
    for name in _BESIDE:
        sides = sorted((folder / name).glob("[0-9]*.*"))
        yield from (path for path in sides if path.stem.isdigit() and int(path.stem) <= kept.version)
    for name in _MENDED:
        yield from sorted((folder / name).glob("*.json"))


def data_of(folder: Path, version: int) -> list[Path]:
    """The data files of one version, there or not. Raises what deltalake raises when its log is gone."""
    return [Path(uri) for uri in _data(folder, version)]


def named_by_log(folder: Path) -> set[Path]:
    """Every data file that any version still in the log names."""
    log = folder / "records" / "_delta_log"
    latest = DeltaTable(str(folder / "records")).version()
    return {*_ever_added(log, latest), *data_of(folder, latest)}


def _data(folder: Path, version: int) -> list[str]:
    table = DeltaTable(str(folder / "records"), version=version)
    return [uri.removeprefix("file://") for uri in table.file_uris()]


def _is_of(name: str, version: int) -> bool:
    """Commits and checkpoints begin with their version; `_last_checkpoint` is only a hint and is left behind."""
    number = name.split(".")[0]
    return number.isdigit() and int(number) <= version


def _ever_added(log: Path, version: int) -> Iterator[Path]:
    """Older versions stay readable as far as their files are still there."""
    for commit in sorted(log.glob("*.json")):
        if commit.stem.isdigit() and int(commit.stem) <= version:
            for line in commit.read_text(encoding="utf-8").splitlines():
                if added := json.loads(line).get("add"):
                    yield log.parent / unquote(added["path"])
