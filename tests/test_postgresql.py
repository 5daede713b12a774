"""The work plane on PostgreSQL: the same tests of the city's apps, against a private server of this run."""

from __future__ import annotations

import os
import pwd
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from ipcity.testing import CHECKOUT

# All migrations run; these apps have more than Django's own queries to prove: triggers, JSON, decimals, locks.
APPS = ("plan", "indicators", "trail")
SETTINGS = "-c listen_addresses='' -c fsync=off -c full_page_writes=off"


def programs() -> Path:
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda path: int(path.parts[-3]))
    return found[-1].parent


def as_server(*command: str) -> None:
    """PostgreSQL refuses to run as root; there it runs as the system's own `postgres`."""
    drop = ["setpriv", "--reuid=postgres", "--regid=postgres", "--clear-groups"] if os.geteuid() == 0 else []
    subprocess.run(
        [*drop, *command], check=True, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, cwd="/"
    )


@pytest.fixture(scope="module")
def server() -> Iterator[Path]:
    """The folder of the socket of a running server; short, because a socket's name may have 107 bytes."""
    folder = Path(tempfile.mkdtemp(prefix="ipc-pg-", dir="/tmp"))
    if os.geteuid() == 0:
        owner = pwd.getpwnam("postgres")
        os.chown(folder, owner.pw_uid, owner.pw_gid)
    data, control = str(folder / "data"), str(programs() / "pg_ctl")
    try:
        as_server(
            str(programs() / "initdb"),
            "-D",
            data,
            "-U",
            "ipcity",
            "-A",
            "trust",
            "-E",
            "UTF8",
            "--locale=C.UTF-8",
        )
        as_server(
            control,
            "-D",
            data,
            "-w",
            "-s",
            "-l",
            str(folder / "log"),
            "-o",
            f"-k {folder} {SETTINGS}",
            "start",
        )
        yield folder
        as_server(control, "-D", data, "-w", "-s", "-m", "immediate", "stop")
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@pytest.mark.postgres
def test_the_citys_apps_pass_on_postgresql(server: Path) -> None:
    environment = {
        **os.environ,
        "IPCITY_DATABASE_URL": "postgresql://ipcity@/postgres",
        "PGHOST": str(server),
    }
    rooms = [f"src/ipcity/city/{app}" for app in APPS]
    run = subprocess.run(
        [sys.executable, "-m", "pytest", *rooms, "-m", "not browser and not shared", "--create-db"],
        cwd=CHECKOUT,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    assert run.returncode == 0, run.stdout[-6000:]
