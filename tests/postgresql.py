"""A private PostgreSQL server, and every test that touches the work plane on it: `python -m tests.postgresql [words]`.

The journeys in `tests/` bring databases of their own; `tests/test_postgresql.py` is the one for PostgreSQL.
"""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]
# the tests' own data: nothing is lost by a power cut, so nothing is flushed
_NOT_FLUSHED = " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
# Where the work plane is. The engine's rooms know no database, so a second run of theirs could show nothing new.
_WITH_WORK_PLANE = ("src/ipcity/city", "src/ipcity/web", "src/ipcity/cli")


def programs() -> Path | None:
    """The folder of initdb and pg_ctl, which Debian keeps off the path; the newest version."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent if found else None


@contextmanager
def private_server(*, sync: bool = False) -> Iterator[Path]:
    """The folder of the socket of a running server; short, because a socket's name may have 107 bytes. `sync`: as
    in real use, for measuring."""
    there = programs()
    if there is None:
        raise SystemExit("PostgreSQL 未安装：apt install postgresql / no PostgreSQL server is installed")
    folder = Path(tempfile.mkdtemp(prefix="ipc-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, control = str(folder / "data"), str(there / "pg_ctl")
    options = f"-k {folder} -c listen_addresses=''" + ("" if sync else _NOT_FLUSHED)
    try:
        made = ("-D", data, "-U", "ipcity", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8")
        _as_server(str(there / "initdb"), *made)
        _as_server(control, "-D", data, "-w", "-s", "-l", str(folder / "log"), "-o", options, "start")
        yield folder
        _as_server(control, "-D", data, "-w", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def environment(server: Path, database: str = "postgres") -> dict[str, str]:
    return {**os.environ, "IPCITY_DATABASE_URL": f"postgresql://ipcity@/{database}", "PGHOST": str(server)}


def _as_server(*command: str) -> None:
    """PostgreSQL refuses to run as root; there it runs as the system's own `postgres`."""
    drop = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    subprocess.run(
        [*drop, *command], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/"
    )


def main(words: list[str]) -> int:
    named = [word for word in words if (ROOT / word.split("::")[0]).exists()]
    rooms = [] if named else _WITH_WORK_PLANE
    with private_server() as server:
        # --reuse-db: the server goes as a whole, so no database is taken down one by one
        command = [sys.executable, "-m", "pytest", *rooms, *words, "--reuse-db"]
        return subprocess.run(command, cwd=ROOT, env=environment(server), stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
