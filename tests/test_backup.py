"""Backup and restore as a person does them: equal afterwards, refused when damaged, whole or nothing when killed."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import sqlite3
import subprocess
import time
from pathlib import Path
from threading import Event, Thread

import pytest
from tests import kill
from tests.keeping import RIGHTS, SECRET, account, gone, small_home

IPCITY = kill.IPCITY
KILLS = range(4)


def ipcity(home: Path, *words: str) -> tuple[int, dict, str]:
    clean = {key: value for key, value in os.environ.items() if not key.startswith("IPCITY_")}
    told = subprocess.run(
        [IPCITY, *words, "--json"], env={**clean, "IPCITY_HOME": str(home)}, capture_output=True, text=True
    )
    return told.returncode, json.loads(told.stdout), told.stderr


@pytest.fixture(scope="module")
def home(tmp_path_factory):
    return small_home(tmp_path_factory.mktemp("keep") / "home")


@pytest.fixture(scope="module")
def taken(home, tmp_path_factory):
    folder = tmp_path_factory.mktemp("backups") / "monday"
    code, said, _ = ipcity(home, "backup", str(folder))
    assert code == 0
    return folder, said


@pytest.fixture
def copy(taken, tmp_path):
    return Path(shutil.copytree(taken[0], tmp_path / "copy"))


def test_what_comes_back_equals_what_was_there(home, taken, tmp_path):
    code, said, _ = ipcity(
        home, "restore", str(taken[0]), "--to", str(tmp_path / "new"), "--sha256", taken[1]["sha256"]
    )
    assert code == 0
    assert (said["lake_version"], said["records"], said["indexed"]) == (2, 2 * RIGHTS, 2 * RIGHTS)
    assert said["tables"] == {"directory_unit": 0, "plan_plan": 41}
    assert account(tmp_path / "new") == account(home)


def test_the_key_is_nowhere_but_in_its_folder_and_may_live_elsewhere(home, copy, tmp_path):
    found = [path for path in copy.rglob("*") if path.is_file() and SECRET.encode() in path.read_bytes()]
    assert found == [copy / "keys" / "secret-key"]
    assert oct(found[0].stat().st_mode & 0o777) == "0o600" and oct(copy.stat().st_mode & 0o777) == "0o700"
    shutil.move(copy / "keys", tmp_path / "safe")
    code, said, _ = ipcity(home, "restore", str(copy), "--to", str(tmp_path / "new"))
    assert (
        code == 1
        and "缺少文件 keys/secret-key" in said["error"]["message"]
        and "--keys" in said["error"]["message"]
    )
    for given, keys in (("--without-keys", 0), (f"--keys={tmp_path / 'safe'}", 1)):
        code, said, _ = ipcity(home, "restore", str(copy), "--to", str(tmp_path / f"new{keys}"), given)
        assert (code, said["keys"]) == (0, keys)
    assert (tmp_path / "new1/secret-key").read_text() == SECRET


def test_without_keys_leaves_them_out(home, tmp_path):
    code, said, _ = ipcity(home, "backup", str(tmp_path / "b"), "--without-keys")
    assert (code, said["keys"]) == (0, 0)
    assert not any(
        SECRET.encode() in path.read_bytes() for path in (tmp_path / "b").rglob("*") if path.is_file()
    )


def test_the_next_backup_links_what_did_not_change_and_takes_anew_what_suffered(home, taken, tmp_path):
    before = Path(shutil.copytree(taken[0], tmp_path / "before"))
    code, said, _ = ipcity(home, "backup", str(tmp_path / "b"), "--after", str(before))
    assert code == 0 and said["linked"] == said["files"] - 1, "all but the work plane"
    assert (tmp_path / "b/files/mail/new/1.eml").samefile(before / "files/mail/new/1.eml")
    (before / "files/mail/new/1.eml").write_text("坏")
    assert (
        ipcity(home, "backup", str(tmp_path / "c"), "--after", str(before))[1]["linked"] == said["linked"] - 1
    )
    assert (tmp_path / "c/files/mail/new/1.eml").read_text() == "寄"


def _flip(path):
    content = path.read_bytes()
    path.write_bytes(content[:-1] + bytes([content[-1] ^ 1]))


DAMAGE = {
    "被改动": _flip,
    "被截断": lambda path: path.write_bytes(path.read_bytes()[:-1]),
    "缺少文件": Path.unlink,
}


@pytest.mark.parametrize("sentence", DAMAGE)
@pytest.mark.parametrize(
    "part", ["work/work.sqlite3", "lake/records/kind=patent/*.parquet", "files/mail/new/1.eml"]
)
def test_a_damaged_backup_is_refused_before_anything_is_touched(home, copy, tmp_path, sentence, part):
    damaged = next(copy.glob(part))
    DAMAGE[sentence](damaged)
    code, said, stderr = ipcity(home, "restore", str(copy), "--to", str(tmp_path / "new"))
    assert code == 1 and sentence in said["error"]["message"] and damaged.name in said["error"]["message"]
    assert "Traceback" not in stderr
    assert sorted(path.name for path in tmp_path.iterdir()) == ["copy"]


def test_a_list_that_was_tampered_with_is_refused(home, copy, taken, tmp_path):
    manifest = json.loads((copy / "manifest.json").read_text())
    manifest["files"][1]["path"] = "files/../../escaped"
    (copy / "manifest.json").write_text(json.dumps(manifest))
    to = ("--to", str(tmp_path / "new"))
    assert "不许可的路径" in ipcity(home, "restore", str(copy), *to)[1]["error"]["message"]
    told = ipcity(home, "restore", str(copy), *to, "--sha256", taken[1]["sha256"])[1]
    assert "校验值不符" in told["error"]["message"]
    (copy / "manifest.json").write_text('{"format": 1')
    assert "不是完整的 JSON" in ipcity(home, "restore", str(copy), *to)[1]["error"]["message"]


def test_a_home_with_data_is_replaced_only_on_request_and_then_kept_beside(home, taken, tmp_path):
    here = tmp_path / "here"
    here.mkdir()
    (here / "mine").write_text("x")
    code, said, _ = ipcity(here, "restore", str(taken[0]))
    assert code == 1 and "--replace" in said["error"]["message"]
    with (here / "mine").open():
        assert "正在使用" in ipcity(here, "restore", str(taken[0]), "--replace")[1]["error"]["message"]
    code, said, _ = ipcity(here, "restore", str(taken[0]), "--replace")
    assert code == 0 and Path(said["before"], "mine").read_text() == "x"
    assert account(here) == account(home)


def test_a_taken_place_and_a_place_inside_the_home_are_refused(home, taken):
    assert "已有内容" in ipcity(home, "backup", str(taken[0]))[1]["error"]["message"]
    assert "数据文件夹里面" in ipcity(home, "backup", str(home / "b"))[1]["error"]["message"]


def test_while_others_write_the_copy_is_of_one_moment(home, tmp_path):
    """Two tables that are always changed together; a copy of two moments would tell them apart."""
    busy = Path(shutil.copytree(home, tmp_path / "home"))
    over = Event()

    def write() -> None:
        with sqlite3.connect(busy / "work.sqlite3", timeout=30) as work:
            work.execute("create table a (n int)")
            work.execute("create table b (n int)")
            work.commit()
            while not over.is_set():
                work.execute("insert into a values (1)")
                work.execute("insert into b values (1)")
                work.commit()

    writer = Thread(target=write)
    writer.start()
    try:
        time.sleep(0.2)
        tables = ipcity(busy, "backup", str(tmp_path / "b"))[1]["work"]["tables"]
    finally:
        over.set()
        writer.join()
    assert tables["a"] == tables["b"] > 0


def test_while_a_load_runs_the_lake_is_of_a_whole_version(home, tmp_path):
    busy = Path(shutil.copytree(home, tmp_path / "home"))
    more = kill.gazette(tmp_path, "c.csv", 2 * RIGHTS, 2 * kill.FIRST)
    loading = subprocess.Popen(
        [IPCITY, "load", str(more)], env={**os.environ, "IPCITY_HOME": str(busy)}, stderr=-1
    )
    seen = []
    while loading.poll() is None or not seen:
        target = tmp_path / f"b{len(seen)}"
        lake = ipcity(busy, "backup", str(target))[1]["lake"]
        seen.append((target, lake["version"], lake["records"]))
    loading.communicate()
    assert {one[1:] for one in seen} <= {(2, 2 * RIGHTS), (3, 2 * RIGHTS + 2 * kill.FIRST)}
    for target, version, records in (seen[0], seen[-1]):
        said = ipcity(busy, "restore", str(target), "--to", str(tmp_path / f"new-{target.name}"))[1]
        assert (said["lake_version"], said["indexed"]) == (version, records)


def _killed(home: Path, moment: float, *words: str) -> None:
    process = subprocess.Popen(
        [IPCITY, *words], env={**os.environ, "IPCITY_HOME": str(home)}, stdout=-1, stderr=-1
    )
    try:
        process.wait(moment)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate()


def _lasts(run) -> float:
    began = time.monotonic()
    run()
    return time.monotonic() - began


def test_a_killed_backup_leaves_nothing_or_the_whole(home, tmp_path):
    target = tmp_path / "b"
    longest = _lasts(lambda: ipcity(home, "backup", str(target)))
    for seed in KILLS:
        gone(target)
        _killed(home, random.Random(seed).uniform(0.3 * longest, longest), "backup", str(target))
        if target.exists():
            assert ipcity(home, "restore", str(target), "--to", str(tmp_path / f"new-{seed}"))[0] == 0
        else:
            assert ipcity(home, "backup", str(target))[0] == 0, "running again completes it"


def test_a_killed_restore_leaves_nothing_or_the_whole(home, taken, tmp_path):
    target, expected = tmp_path / "new", account(home)
    words = ("restore", str(taken[0]), "--to", str(target))
    longest = _lasts(lambda: ipcity(home, *words))
    for seed in KILLS:
        gone(target)
        _killed(home, random.Random(seed).uniform(0.3 * longest, longest), *words)
        if not target.exists():
            assert ipcity(home, *words)[0] == 0, "running again completes it"
        assert account(target) == expected
