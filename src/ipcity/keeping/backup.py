"""Taking a backup. The order matters: first the work plane, then files, then the lake.

What the work plane names (a version of the lake, a file) was there before it was written down, so it is in the
backup too. All is written into a hidden folder and appears by one rename.
"""

from __future__ import annotations

from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path

import msgspec

from ipcity import __version__
from ipcity.base.errors import BadInput, Busy, NotFound
from ipcity.base.files import write_json
from ipcity.base.progress import Steps
from ipcity.base.settings import Settings
from ipcity.keeping import postgresql, sqlite_
from ipcity.keeping.copying import aside, copy, digest
from ipcity.keeping.inventory import KEYS, WORK, key_files, other_files
from ipcity.keeping.lake_files import kept_lake, lake_files
from ipcity.keeping.manifest import FORMAT, NAME, Kept, LakeKept, Manifest, Work, read_manifest
from ipcity.lake import open_lake

LAST = "last-backup.json"  # in the home: when, and where to; read by `ipcity doctor`
DUMP = "work.dump"


class Taken(msgspec.Struct, frozen=True, kw_only=True):
    """`sha256` is of the manifest: written down elsewhere, it proves the whole backup. `linked`: files not copied
    again, because the backup before holds them."""

    folder: str
    sha256: str
    manifest: Manifest
    linked: int


def back_up(house: Settings, target: Path, *, with_keys: bool = True, after: Path | None = None) -> Taken:
    """Raises BadInput when `target` is taken. `after` is an earlier backup on the same disk."""
    home, target = house.home_dir, target.expanduser().resolve()
    if not home.is_dir():
        raise NotFound("没有这个数据文件夹，没有可备份的。请核对 IPCITY_HOME。", path=str(home))
    _is_free(home, target)
    known = _Known(after)
    with aside(target, what="往这里备份") as part, Steps("备份") as steps:
        run, at = _Run(home, part, known, steps), datetime.now(UTC).isoformat(timespec="seconds")
        work = run.work(house.database_url)
        keys = run.keys() if with_keys else []
        run.others()
        lake = run.lake()
        manifest = Manifest(
            format=FORMAT, made_by=f"ipcity {__version__}", taken_at=at, work=work, lake=lake,
            files=run.files, keys=keys, key_given=bool(house.secret_key),
        )  # fmt: skip
        write_json(part / NAME, msgspec.to_builtins(manifest))
        proof = sha256((part / NAME).read_bytes()).hexdigest()
    write_json(home / LAST, {"at": manifest.taken_at, "folder": str(target), "sha256": proof})
    return Taken(folder=str(target), sha256=proof, manifest=manifest, linked=run.linked)


def _is_free(home: Path, target: Path) -> None:
    if target.exists() and not (target.is_dir() and not any(target.iterdir())):
        raise BadInput(
            "备份的去处已有内容，没有覆盖。请给出一个新的文件夹名，例如带上日期。", path=str(target)
        )
    if target == home or home in target.parents:
        raise BadInput("备份不能放在数据文件夹里面。请放到另一块磁盘或另一台机器。", path=str(target))


class _Known:
    """An earlier backup: a file of the same path, size and time is linked, once its content is proven."""

    def __init__(self, folder: Path | None) -> None:
        self._folder = folder
        self._files = {kept.path: kept for kept in read_manifest(folder).files} if folder else {}

    def link(self, path: str, size: int, changed: int, target: Path) -> Kept | None:
        kept = self._files.get(path)
        if self._folder is None or kept is None or (kept.bytes, kept.changed) != (size, changed):
            return None
        if digest(self._folder / path) != kept.sha256:
            return None  # the earlier backup has suffered; take the file anew
        target.parent.mkdir(parents=True, exist_ok=True)
        try:
            target.hardlink_to(self._folder / path)
        except OSError:
            return None  # another disk, or one without links
        return kept


class _Run:
    """One backup under way."""

    def __init__(self, home: Path, part: Path, known: _Known, steps: Steps) -> None:
        self._home, self._part, self._known, self._steps = home, part, known, steps
        self.files: list[Kept] = []
        self.linked = 0

    def work(self, address: str) -> Work | None:
        if address:
            counted = postgresql.dump(address, self._part / "work" / DUMP)
            self._listed(f"work/{DUMP}")
            return Work(vendor="postgresql", tables=counted)
        if not (self._home / WORK).exists():
            return None
        sqlite_.dump(self._home / WORK, self._part / "work" / WORK)
        self._listed(f"work/{WORK}")
        return Work(vendor="sqlite", tables=sqlite_.rows(self._part / "work" / WORK))

    def keys(self) -> list[Kept]:
        return [
            self._copied(self._home / path, f"{KEYS}/{path.as_posix()}") for path in key_files(self._home)
        ]

    def others(self) -> None:
        for path in other_files(self._home):
            try:
                self.files.append(self._taken(self._home / path, f"files/{path.as_posix()}"))
            except FileNotFoundError:
                continue  # sent, or withdrawn, since the folder was listed

    def lake(self) -> LakeKept | None:
        folder = self._home / "lake"
        kept = kept_lake(open_lake(folder)) if folder.is_dir() else None
        for path in lake_files(folder, kept) if kept else ():
            try:
                self.files.append(self._taken(path, f"lake/{path.relative_to(folder).as_posix()}"))
            except FileNotFoundError:
                raise Busy(
                    "备份时数据湖的文件被清理，或早已缺失，没有做成备份。请再运行一次；仍不行时运行 ipcity doctor。",
                    path=str(path),
                ) from None
        return kept

    def _taken(self, source: Path, path: str) -> Kept:
        about = source.stat()
        linked = self._known.link(path, about.st_size, about.st_mtime_ns, self._part / path)
        self.linked += linked is not None
        return linked or self._copied(source, path)

    def _copied(self, source: Path, path: str) -> Kept:
        changed = source.stat().st_mtime_ns
        found = copy(source, self._part / path)
        self._steps.advance()
        return Kept(path=path, bytes=(self._part / path).stat().st_size, sha256=found, changed=changed)

    def _listed(self, path: str) -> None:
        whole = self._part / path
        self.files.append(Kept(path=path, bytes=whole.stat().st_size, sha256=digest(whole)))
