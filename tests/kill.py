"""Kill a load, an update, an index build or its switch at a random moment, look, and do it again.

Used by the test, and by hand to write the log: `python -m tests.kill 200 > docs/reference/kill-load.md`. The work runs in
a process of its own that has all modules loaded, so a kill meets work and not the start of Python.
"""

from __future__ import annotations

import hashlib
import multiprocessing
import random
import shutil
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from ipcity.lake import open_lake
from ipcity.postings import named, sweep
from ipcity.search import open_index, update_index
from ipcity.sources import load_paths

HEADER = "item,name,authorization_notice_id,authorized_announcement_date,filing_id,filing_date,patentee,designer,address,Int.Cl."
FIRST, SECOND = 800, 1000  # rights of the load that is whole, and of the load that is killed
IPCITY = Path(sys.executable).with_name("ipcity")
_FRESH = multiprocessing.get_context("forkserver")
_FRESH.set_forkserver_preload(["tests.kill", "ipcity.sources.gazette.reader", "rjieba", "opencc", "pypinyin"])

_HEAD = """# {times} kills

`python -m tests.kill {times}` wrote this: {first} rights stand; SIGKILL falls at a random moment (drawn from scene and seed)
of a load of new rights, of an update of known ones, or of an index built aside and switched; then it is done again.
*state*: lake version, records, index version, records found. *again*: as if never disturbed, with no file left behind.
"""

State = tuple[int, int, int, int]  # version of the lake, its records, version of the index, what it finds


def load(home: Path, path: Path) -> None:
    """As `ipcity load` does it: the lake, then the index."""
    load_paths(open_lake(home / "lake"), [path])
    index(home, path)


def loaded(home: Path, *paths: Path) -> None:
    for path in paths:
        load(home, path)


def index(home: Path, _: Path) -> None:
    update_index(open_lake(home / "lake"), home / "index")


@dataclass(frozen=True)
class Scene:
    """Something to be killed: what is done to a home, with which file, and what may be seen afterwards."""

    name: str
    work: Callable[[Path, Path], None]
    base: Path
    path: Path
    digest: str  # of the home when the work was never disturbed
    seconds: float
    whole: frozenset[State]


@dataclass(frozen=True)
class Outcome:
    after_ms: int
    ended: bool
    state: State
    staging: bool
    lost_segments: int


def gazette(
    folder: Path, name: str, first: int, count: int, letter: str = "A", on: str = "2019.07.12"
) -> Path:
    """An invented gazette file."""
    rows = [
        f"{n},一种第{n}号渔竿的缠绕装置,CN1998{n:05}{letter},{on},2.02E+12,2018.01.05,第{n % 97}渔具有限公司,李某,"
        f"264200山东省威海市环翠区第{n % 31}路{n}号,A01K87/{n % 90:02}(2006.01)I"
        for n in range(first, first + count)
    ]
    path = folder / name
    path.write_bytes("\n".join([HEADER, *rows, ""]).encode("gb18030"))
    return path


def state(home: Path) -> State:
    """What a reader sees now. Raises when anything is half."""
    lake, found = open_lake(home / "lake"), open_index(home / "index")
    assert found.search("").total == len(found.matching("").record_ids)
    return lake.version or 0, lake.at().count(), found.lake_version, found.search("渔竿").total


def digest(home: Path) -> str:
    """Of all that the lake holds and the index finds, whatever the order of loading."""
    said = hashlib.sha256()
    for record in open_lake(home / "lake").at().records():
        said.update(repr(record).encode())
    found = open_index(home / "index").matching("渔竿 OR 公开日=2020")
    said.update(f"{state(home)} {found}".encode())
    return said.hexdigest()


def scenes(folder: Path) -> Iterator[Scene]:
    """A load of new rights; an update of known ones; an index built aside because most of the lake is new, and switched."""
    first = gazette(folder, "first.csv", 0, FIRST)
    second = gazette(folder, "second.csv", FIRST, SECOND)
    grants = gazette(folder, "grants.csv", 0, FIRST // 4, "B", "2020.07.14")
    base, behind = folder / "base", folder / "behind"
    loaded(base, first)
    shutil.copytree(base, behind)
    load_paths(open_lake(behind / "lake"), [second])
    yield _scene(folder, "load", load, base, second)
    yield _scene(folder, "update", load, base, grants)
    yield _scene(folder, "build", index, behind, second)


def _scene(folder: Path, name: str, work: Callable[[Path, Path], None], base: Path, path: Path) -> Scene:
    undisturbed = Path(shutil.copytree(base, folder / f"{name}-whole"))
    began = time.monotonic()
    process = _FRESH.Process(target=work, args=(undisturbed, path))
    process.start()
    process.join()
    took = time.monotonic() - began
    before, after = state(base), state(undisturbed)
    between = (*after[:2], *before[2:])  # the lake is done, the index not yet
    return Scene(name, work, base, path, digest(undisturbed), took, frozenset({before, between, after}))


def kill_once(scene: Scene, home: Path, seed: int) -> Outcome:
    """Start the work, kill -9 after a moment drawn from the seed, and say what stands."""
    shutil.copytree(scene.base, home)
    moment = random.Random(f"{scene.name} {seed}").uniform(0.01, scene.seconds * 1.05)
    process = _FRESH.Process(target=scene.work, args=(home, scene.path))
    process.start()
    process.join(moment)
    process.kill()
    process.join()
    left = sweep(home / "index")
    return Outcome(
        round(moment * 1000), process.exitcode == 0, state(home), (home / "lake/staging").exists(), left
    )


def repeated(scene: Scene, home: Path) -> str:
    """The work done again, to its end: the digest, after proving that nothing is left behind."""
    scene.work(home, scene.path)
    said, there = named(home / "index"), [path for path in (home / "index").iterdir() if path.is_dir()]
    assert said and len(there) == len(said["segments"])
    assert sweep(home / "index") == 0 and not (home / "lake/staging").exists()
    return digest(home)


@contextmanager
def home_of(folder: Path, scene: Scene, seed: int) -> Iterator[Path]:
    home = folder / f"{scene.name}-{seed}"
    yield home
    shutil.rmtree(home)


def main(times: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        all_scenes = list(scenes(folder))
        _say(_HEAD.format(times=times, first=FIRST))
        _say("| scene | whole run ms | states that are whole |\n|---|---|---|")
        for scene in all_scenes:
            _say(f"| {scene.name} | {scene.seconds * 1000:.0f} | {sorted(scene.whole)} |")
        _say("\n| scene | seed | killed after ms | ended | state | whole | staged | lost segments | again |")
        _say("|---|---|---|---|---|---|---|---|---|")
        bad = sum(_told(folder, all_scenes[at % 3], at // 3) for at in range(times))
        _say(f"\n{times} kills, {bad} that left anything half or lost.")


def _told(folder: Path, scene: Scene, seed: int) -> bool:
    """Whether it went wrong."""
    with home_of(folder, scene, seed) as home:
        got = kill_once(scene, home, seed)
        whole, same = got.state in scene.whole, repeated(scene, home) == scene.digest
    _say(
        f"| {scene.name} | {seed} | {got.after_ms} | {got.ended} | {got.state} | {whole} | {got.staging} "
        f"| {got.lost_segments} | {'same' if same else 'DIFFERENT'} |"
    )
    return not (whole and same)


def _say(line: str) -> None:
    sys.stdout.write(line + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 200)
