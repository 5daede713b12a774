"""Kill a load at a random moment, look, and load again: used by the test, and by hand to write the log.

`python tests/kill.py 50 > docs/reference/kill-load.md` repeats what the test does and prints what stood after each.
"""

from __future__ import annotations

import hashlib
import os
import random
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from ipcity.lake import open_lake
from ipcity.search import open_index, update_index
from ipcity.sources import load_paths

IPCITY = Path(sys.executable).with_name("ipcity")
HEADER = "item,name,authorization_notice_id,authorized_announcement_date,filing_id,filing_date,patentee,designer,address,Int.Cl."
FIRST, SECOND = 1500, 1500  # rights of the load that is whole, and of the load that is killed


@dataclass(frozen=True)
class Outcome:
    """What stood after the kill: the lake's version, its records, and whether the process had come to its end."""

    seed: int
    after_ms: int
    ended: bool
    version: int
    records: int
    staging: bool


def gazette(folder: Path, name: str, first: int, count: int) -> Path:
    """An invented gazette file."""
    rows = [
        f"{n},一种第{n}号渔竿的缠绕装置,CN1998{n:05}A,2019.07.12,2.02E+12,2018.01.05,第{n % 97}渔具有限公司,李某,"
        f"264200山东省威海市环翠区第{n % 31}路{n}号,A01K87/{n % 90:02}(2006.01)I"
        for n in range(first, first + count)
    ]
    path = folder / name
    path.write_bytes("\n".join([HEADER, *rows, ""]).encode("gb18030"))
    return path


def digest(home: Path) -> str:
    """Of all that the lake holds and the index finds, whatever the order of loading."""
    view = open_lake(home / "lake").at()
    said = hashlib.sha256()
    for record in view.records():
        said.update(repr(record).encode())
    index = open_index(home / "index")
    said.update(
        f"{index.search('').total} {index.search('渔竿').total} {view.version == index.lake_version}".encode()
    )
    return said.hexdigest()


def loaded(home: Path, *paths: Path) -> None:
    for path in paths:
        load_paths(open_lake(home / "lake"), [path])
        update_index(open_lake(home / "lake"), home / "index")


def kill_once(home: Path, path: Path, seed: int, longest: float) -> Outcome:
    """Start `ipcity load`, kill -9 after a moment drawn from the seed, and say what stands."""
    moment = random.Random(seed).uniform(0.2, longest)
    environment = {**os.environ, "IPCITY_HOME": str(home)}
    process = subprocess.Popen([IPCITY, "load", str(path), "--json"], env=environment, stdout=-1, stderr=-1)
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()
    lake = open_lake(home / "lake")
    open_index(home / "index")  # readable at every moment
    return Outcome(
        seed,
        round(moment * 1000),
        process.returncode == 0,
        lake.version or 0,
        lake.at().count(),
        (home / "lake/staging").exists(),
    )


def main(times: int) -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        before, after = gazette(folder, "first.csv", 0, FIRST), gazette(folder, "second.csv", FIRST, SECOND)
        base, expected, longest = prepared(folder, before, after)
        print(f"# {times} loads killed\n")
        print(f"{FIRST} rights stand; a load of {SECOND} more is killed (SIGKILL) at a random moment of its")
        print(
            f"{longest:.1f} s, then run again. `same` compares all records and the index with a load never disturbed.\n"
        )
        print(
            "| seed | killed after ms | had ended | version | records | staged files left | after running again |"
        )
        print("|---|---|---|---|---|---|---|")
        for seed in range(times):
            home = shutil.copytree(base, folder / f"home-{seed}")
            got = kill_once(home, after, seed, longest)
            loaded(home, after)
            same = "same" if digest(home) == expected else "DIFFERENT"
            print(
                f"| {seed} | {got.after_ms} | {got.ended} | {got.version} | {got.records} | {got.staging} | {same} |",
                flush=True,
            )


def prepared(folder: Path, before: Path, after: Path) -> tuple[Path, str, float]:
    """A home with the first load; the digest after an undisturbed second one; and how many seconds that took."""
    base, whole = folder / "base", folder / "whole"
    loaded(base, before)
    shutil.copytree(base, whole)
    began = time.monotonic()
    environment = {**os.environ, "IPCITY_HOME": str(whole)}
    subprocess.run([IPCITY, "load", str(after), "--json"], env=environment, check=True, stdout=-1, stderr=-1)
    return base, digest(whole), time.monotonic() - began


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 50)
