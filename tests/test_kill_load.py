"""Kill -9 at 50 random moments of a load: nothing is lost, nothing is half, running again completes it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from tests import kill

SEEDS = range(50)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("kill")


@pytest.fixture(scope="module")
def inputs(folder):
    return kill.gazette(folder, "first.csv", 0, kill.FIRST), kill.gazette(
        folder, "second.csv", kill.FIRST, kill.SECOND
    )


@pytest.fixture(scope="module")
def whole(folder, inputs):
    return kill.prepared(folder, *inputs)


@pytest.mark.parametrize("seed", SEEDS)
def test_a_killed_load_leaves_the_last_whole_version(folder, inputs, whole, seed):
    base, expected, longest = whole
    home = Path(shutil.copytree(base, folder / f"home-{seed}"))
    outcome = kill.kill_once(home, inputs[1], seed, longest)
    assert (outcome.version, outcome.records) in {(1, kill.FIRST), (2, kill.FIRST + kill.SECOND)}
    kill.loaded(home, inputs[1])
    assert kill.digest(home) == expected
    shutil.rmtree(home)
