"""Each way of breaking a house is told by the check that is there for it, with a word on what to do."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path

import pytest
from django.db import connection
from django.utils import timezone
from tests.keeping import small_home

from ipcity.base.settings import Settings
from ipcity.city.directory.demo import open_demo_accounts
from ipcity.city.jobs.models import Job
from ipcity.city.trail.actions import record
from ipcity.cli.checks import BAD, OK, WARN, run
from ipcity.cli.checks.data import data_checks
from ipcity.cli.checks.machine import machine_checks
from ipcity.cli.checks.work import work_checks
from ipcity.lake import open_lake

IPCITY = Path(sys.executable).with_name("ipcity")


@pytest.fixture(scope="module")
def kept(tmp_path_factory):
    return small_home(tmp_path_factory.mktemp("doctor") / "home")


@pytest.fixture
def house(kept, tmp_path):
    folder = shutil.copytree(kept, tmp_path / "home")
    folder.chmod(0o700)
    return Settings(home=folder, port=0)


def states(checks):
    found = {one.check: one for one in run(checks)}
    for one in found.values():
        assert one.said.endswith("。"), one
    return found


def test_a_sound_house_is_sound(house):
    (house.home_dir / "last-backup.json").write_text(_backup(house, hours=1))
    found = states([*machine_checks(house), *data_checks(house)])
    assert {name: one.state for name, one in found.items() if one.state == BAD} == {}
    assert found["backup"].state == found["lake"].state == found["pins"].state == found["index"].state == OK
    assert "240 件" in found["index"].said


def _backup(house, hours):
    folder = house.home_dir.parent / "b"
    folder.mkdir()
    (folder / "manifest.json").write_text("{}")
    at = (datetime.now(UTC) - timedelta(hours=hours)).isoformat()
    return json.dumps({"at": at, "folder": str(folder)})


def _write(path, content):
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(content)


def _sparse(path, megabytes):
    path.parent.mkdir(exist_ok=True)
    with path.open("wb") as out:
        out.truncate(megabytes * 2**20)


def _data(home):
    return next((home / "lake/records").glob("kind=*/*.parquet"))


BROKEN = {
    ("home", WARN): lambda home: home.chmod(0o755),
    ("secret-key", BAD): lambda home: (home / "secret-key").chmod(0o644),
    ("secret-key", WARN): lambda home: (home / "secret-key").unlink(),
    ("clock", WARN): lambda home: os.utime(home / "secret-key", (4e9, 4e9)),
    ("backup", WARN): lambda home: _write(
        home / "last-backup.json", '{"at": "2024-01-01T00:00:00+00:00", "folder": "/"}'
    ),
    ("lake", BAD): lambda home: _data(home).unlink(),
    ("lake-leftovers", WARN): lambda home: _write(home / "lake/records/kind=patent/part-left.parquet", "x"),
    ("pins", BAD): lambda home: open_lake(home / "lake").pin(7, "a figure of another house"),
    ("index", BAD): lambda home: shutil.rmtree(home / "index"),
    ("index-size", WARN): lambda home: _sparse(home / "index/left-behind/cards.bin", 40),
}


@pytest.mark.parametrize(("check", "state"), BROKEN)
def test_what_is_broken_is_told_with_what_to_do(house, check, state):
    BROKEN[check, state](house.home_dir)
    told = states([*machine_checks(house), *data_checks(house)])[check]
    assert (told.state, bool(told.do)) == (state, True)


def test_an_index_behind_the_lake_is_told(house, kept, tmp_path):
    older = small_home(tmp_path / "older", loads=1)
    shutil.rmtree(house.home_dir / "index")
    shutil.copytree(older / "index", house.home_dir / "index")
    told = states(data_checks(house))["index"]
    assert told.state == WARN and "v1" in told.said and "v2" in told.said


def test_a_port_of_somebody_else_is_told(house):
    with socket.create_server(("127.0.0.1", 0)) as other:
        taken = house.model_copy(update={"port": other.getsockname()[1]})
        told = states(machine_checks(taken))["port"]
    assert told.state == BAD and "占用" in told.said


@pytest.mark.django_db
def test_jobs_that_wait_while_nobody_works_are_told(house):
    assert states(work_checks(house))["jobs"].state == OK
    long_ago = timezone.now() - timedelta(hours=1)
    Job.objects.create(name="jobs.self_check", title={}, digest="x", due_at=long_ago)
    assert states(work_checks(house))["jobs"].state == BAD


@pytest.mark.django_db
def test_a_changed_trail_is_told(house):
    record("signin.in", subject="user:1", actor="user:1")
    assert states(work_checks(house))["trail"].state == OK
    triggers = import_module("ipcity.city.trail.migrations.0002_only_grows").BACKWARD[connection.vendor]
    with connection.cursor() as cursor:
        for statement in (*triggers, "update trail_entry set act = 'signin.out'"):
            cursor.execute(statement)
    told = states(work_checks(house))["trail"]
    assert told.state == BAD and "写入后被改动" in told.said


@pytest.mark.django_db
def test_open_demo_accounts_before_the_world_are_told(house):
    open_demo_accounts()
    assert states(work_checks(house))["demo-accounts"].state == OK
    public = house.model_copy(update={"host": "192.0.2.1"})
    assert states(work_checks(public))["demo-accounts"].state == BAD


def test_the_command_says_it_in_both_forms_and_fails_when_something_is_bad(house):
    clean = {key: value for key, value in os.environ.items() if not key.startswith("IPCITY_")}
    environment = {**clean, "IPCITY_HOME": str(house.home_dir / "not-there")}
    told = subprocess.run([IPCITY, "doctor", "--json"], env=environment, capture_output=True, text=True)
    assert told.returncode == 1 and json.loads(told.stdout)["state"] == BAD
    assert not (house.home_dir / "not-there").exists(), "looking makes nothing"
    told = subprocess.run([IPCITY, "doctor"], env=environment, capture_output=True, text=True)
    assert told.returncode == 1 and "有问题\thome" in told.stdout and "Traceback" not in told.stderr
