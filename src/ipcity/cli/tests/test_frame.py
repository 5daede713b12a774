"""Errors of any command: one sentence, one JSON document, exit code 1; wrong usage is 2."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

IPCITY = Path(sys.executable).with_name("ipcity")


def run(*words, **environment):
    return subprocess.run(
        [IPCITY, *words], env=os.environ | environment, capture_output=True, text=True, check=False
    )


@pytest.mark.parametrize(
    ("words", "environment", "code"),
    [
        (("record", "nothing"), {}, "not-ready"),
        (("search", "渔竿"), {}, "not-ready"),
        (("plan", "list"), {}, "not-ready"),
        (("load", "no-such-file.csv"), {}, "bad-input"),
        (("coverage",), {"PORT": "many"}, "bad-input"),
        (("plan", "list"), {"IPCITY_DATABASE_URL": "somewhere"}, "bad-input"),
    ],
)
def test_a_failure_is_explained(tmp_path, words, environment, code):
    done = run(*words, "--json", IPCITY_HOME=str(tmp_path), **environment)
    assert done.returncode == 1
    error = json.loads(done.stdout)["error"]
    assert error["code"] == code and set(error) == {"code", "message", "path"}
    assert error["message"] in done.stderr and "Traceback" not in done.stderr


def test_wrong_usage_is_two(tmp_path):
    for words in (("search",), ("load",), ("nothing",), ("search", "--limit", "x", "a")):
        assert run(*words, IPCITY_HOME=str(tmp_path)).returncode == 2


def test_a_traceback_only_where_it_is_asked_for(tmp_path):
    done = run("record", "x", IPCITY_HOME=str(tmp_path), IPCITY_DEBUG="1")
    assert "Traceback" in done.stderr
