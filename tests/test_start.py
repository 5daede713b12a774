"""Starting and ending, as a person does it: `ipcity start` from nothing, again, stopped, killed."""

from __future__ import annotations

import json
import random
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import pytest

sys.path.insert(0, str(Path(__file__).parent))
from house import IPCITY, Started

SEED = 20190930
KILLS = 5


@contextmanager
def started(home: Path, *command: str, **environment: str) -> Iterator[Started]:
    house = Started(home, *command, **environment)
    try:
        yield house
    finally:
        house.clear_away()


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder in which the sample city stands, whole, after a first start killed at random moments."""
    folder = tmp_path_factory.mktemp("first") / "var"
    dice = random.Random(SEED)
    for number in range(KILLS):
        with started(folder) as house:
            time.sleep(dice.uniform(0.3, 2 + 2 * number))
            house.process.kill()
            house.process.wait()
            assert house.left_behind() == [], "a process outlived its killed parent"
    with started(folder) as house:
        house.wait_ready()
        _wait_for(
            folder / "similar/CURRENT"
        )  # made by a background job; ended before, it would be asked for again
        house.process.send_signal(signal.SIGTERM)
        house.wait_end()
    return folder


def _wait_for(path: Path, seconds: float = 240) -> None:
    until = time.monotonic() + seconds
    while not path.exists():
        assert time.monotonic() < until, f"{path.name} was not made in {seconds} s"
        time.sleep(0.2)


def test_after_kills_the_sample_city_is_whole(home: Path) -> None:
    """Counted in the files themselves: rights by the generator's lines, the plan and accounts in the database."""
    files = (home / "sample" / "rights.jsonl", home / "sample" / "others.jsonl")
    rights = sum(1 for file in files for _ in file.open(encoding="utf-8"))
    with sqlite3.connect(home / "work.sqlite3") as work:
        plans = work.execute("select realm, count(*) from plan_plan group by realm").fetchall()
        tasks = work.execute("select count(*) from plan_task").fetchone()[0]
        accounts = work.execute("select count(*) from auth_user").fetchone()[0]
    assert plans == [("sample", 1)] and tasks == 24 and accounts == 10
    found = subprocess.run(
        [str(IPCITY), "search", "", "--limit", "1", "--json"],
        capture_output=True,
        env={"IPCITY_HOME": str(home), "PATH": ""},
        cwd=home,
    )
    assert json.loads(found.stdout)["total"] == rights


def test_second_start_answers_and_does_no_work_again(home: Path) -> None:
    with started(home) as house:
        house.wait_ready()
        assert "……" not in house.said, f"a step was done again:\n{house.said}"
        assert "zhicheng-sample" in house.said
        for path in (
            "/healthz",
            "/readyz",
            "/",
            "/search?q=" + quote("机器人"),
            "/plan/sample/",
            "/account/login/",
        ):
            assert house.get(path)[0] == 200, path


def test_sigterm_ends_all_children_and_is_no_failure(home: Path) -> None:
    with started(home) as house:
        house.wait_ready()
        assert len(house.members()) > 1, "the pages are served by a child"
        house.process.send_signal(signal.SIGTERM)
        assert house.wait_end() == 0
        assert house.left_behind() == []


def test_ctrl_c_ends_all_children_without_a_traceback(home: Path) -> None:
    with started(home) as house:
        house.wait_ready()
        house.interrupt()
        assert house.wait_end() == 0
        assert house.left_behind() == []
        assert "Traceback" not in house.said


def test_a_killed_server_leaves_no_orphan(home: Path) -> None:
    with started(home) as house:
        house.wait_ready()
        house.process.kill()
        house.process.wait()
        assert house.left_behind() == []


def test_a_killed_make_takes_the_server_with_it(home: Path) -> None:
    waiting = "import os, subprocess, sys; subprocess.run([*sys.argv[1:], str(os.getpid())])"
    with started(home, sys.executable, "-c", waiting, str(IPCITY), "start", "--end-with-parent") as house:
        house.wait_ready()
        house.process.kill()
        house.process.wait()
        assert house.left_behind() == []


def test_ctrl_c_in_the_middle_of_the_first_start_is_one_sentence(tmp_path: Path) -> None:
    with started(tmp_path / "var") as house:
        while "……" not in house.said:
            assert house.process.poll() is None, house.said
            time.sleep(0.02)
        house.interrupt()
        assert house.wait_end() == 130
        assert house.left_behind() == []
        assert "Traceback" not in house.said and "下次启动" in house.said


def test_a_taken_port_is_told_before_any_work(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with started(tmp_path / "var", PORT=str(port)) as house:
            assert house.wait_end() == 1
            assert house.said.count("\n") == 1
            assert f"端口 {port}" in house.said and f"PORT={port + 1} make run" in house.said
    assert not (tmp_path / "var").exists()


@pytest.mark.parametrize(("size", "sentence"), [("30m", "磁盘空间不足"), ("220m", "磁盘已满")])
def test_a_full_disk_is_one_sentence(tmp_path: Path, size: str, sentence: str) -> None:
    """A disk of its own in memory; the larger one passes the first look and is then filled up by somebody else."""
    fill = "head -c 215m /dev/zero > full 2>/dev/null; " if size == "220m" else ""
    script = f"""mount -t tmpfs -o size={size} ipcity "$0" && cd "$0" && mkdir var && export PORT=0 IPCITY_HOME="$0/var"
        ({IPCITY} start & main=$!; until [ -e var/start.lock ] || ! kill -0 $main 2>/dev/null; do sleep 0.01; done; {fill}wait $main)"""
    told = subprocess.run(
        ["unshare", "-rm", "sh", "-c", script, str(tmp_path)], capture_output=True, text=True
    )
    if "mount:" in told.stderr or "unshare:" in told.stderr:
        pytest.skip("this machine lets no test mount a small disk of its own")
    assert told.returncode == 1
    last = told.stderr.strip().splitlines()[-1]
    assert sentence in last and "Traceback" not in told.stderr


def test_the_sample_city_is_not_shown_to_the_world(tmp_path: Path) -> None:
    with started(tmp_path / "var", IPCITY_HOST="0.0.0.0") as house:
        assert house.wait_end() == 1
        assert "只能在本机" in house.said and "ipcity serve" in house.said


def test_serve_refuses_the_world_where_demo_accounts_are(home: Path) -> None:
    with started(home, str(IPCITY), "serve", IPCITY_HOST="0.0.0.0") as house:
        assert house.wait_end() == 1
        assert "不能在 0.0.0.0 上对外提供服务" in house.said


def test_serve_closes_the_demo_accounts_and_start_opens_them_again(home: Path) -> None:
    def count(where: str) -> int:
        with sqlite3.connect(home / "work.sqlite3") as work:
            return int(work.execute(f"select count(*) from auth_user where {where}").fetchone()[0])

    for command, closed, others in (
        ("serve", "not is_active", "is_active"),
        ("start", "is_active", "not is_active"),
    ):
        with started(home, str(IPCITY), command) as house:
            house.wait_ready()
            assert count(closed) == 10  # one for each person at the door, as the page of sign-in prints them
            assert count(others) == 0


def test_serve_from_nothing_has_pages_and_no_account(tmp_path: Path) -> None:
    with started(tmp_path / "var", str(IPCITY), "serve") as house:
        house.wait_ready()
        assert house.get("/healthz")[0] == 200
        assert house.get("/readyz")[0] == 503
    with sqlite3.connect(tmp_path / "var" / "work.sqlite3") as work:
        assert work.execute("select count(*) from auth_user").fetchone() == (0,)


def test_a_printed_account_signs_in_and_a_wrong_password_does_not(home: Path) -> None:
    with started(home) as house:
        house.wait_ready()
        assert "officer" in house.said
        assert house.sign_in("officer", "not-it") == 200, "the form is shown again"
        assert house.sign_in("officer", "zhicheng-sample") == 302
