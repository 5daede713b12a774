"""Kill -9 at random moments of a load, an update and an index build: nothing is lost, nothing is half, and doing it
again completes it. Two hundred of them, run by hand, are logged in `docs/reference/kill-load.md`."""

from __future__ import annotations

import pytest
from tests import kill

SEEDS = range(4)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("kill")


@pytest.fixture(scope="module")
def scenes(folder):
    return {scene.name: scene for scene in kill.scenes(folder)}


@pytest.mark.parametrize("seed", SEEDS)
@pytest.mark.parametrize("name", ["load", "update", "build"])
def test_a_kill_leaves_a_whole_version_and_doing_it_again_completes_it(folder, scenes, name, seed):
    scene = scenes[name]
    with kill.home_of(folder, scene, seed) as home:
        assert kill.kill_once(scene, home, seed).state in scene.whole
        assert kill.repeated(scene, home) == scene.digest
