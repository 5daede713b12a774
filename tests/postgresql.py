"""A private PostgreSQL server, and every test that touches the work plane on it: `python -m tests.postgresql [words]`.

Left out, because a second run could show nothing new (`is_of_the_work_plane` says which, pytest counts them):
tests that ask for no database (the engine's rooms, files, texts, figures, and those of `city`, `web`, `cli` that start
processes with data folders of their own); tests in a browser, which look at the same pages once more; and the journeys
in `tests/`, which bring their databases: `tests/test_postgresql.py` is the one for PostgreSQL.
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

import pytest

ROOT = Path(__file__).resolve().parents[1]
# the tests' own data: nothing is lost by a power cut, so nothing is flushed
_NOT_FLUSHED = " -c fsync=off -c full_page_writes=off -c synchronous_commit=off"
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
        try:
            yield folder
        finally:
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


_DATABASES = {"db", "transactional_db", "live_server"}


def is_of_the_work_plane(item: pytest.Item) -> bool:
    asks = item.get_closest_marker("django_db") or _DATABASES & set(getattr(item, "fixturenames", ()))
    return bool(asks) and not item.get_closest_marker("browser")


def main(words: list[str]) -> int:
    named = [word for word in words if (ROOT / word.split("::")[0]).exists()]
    rooms = [] if named else _WITH_WORK_PLANE
    with private_server() as server:
        # --reuse-db: the server goes as a whole, so no database is taken down one by one
        command = [sys.executable, "-m", "pytest", *rooms, *words, "--work-plane", "--reuse-db"]
        return subprocess.run(command, cwd=ROOT, env=environment(server), stdin=subprocess.DEVNULL).returncode


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
