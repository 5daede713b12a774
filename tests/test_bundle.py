"""`make bundle` on this machine, then `make run WHEELS=folder` of a fresh copy with the network off."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from ipcity.testing import CHECKOUT

sys.path.insert(0, str(Path(__file__).parent))
from house import Started

NETWORK = (
    "PIP_",
    "HTTP_PROXY",
    "HTTPS_PROXY",
    "ALL_PROXY",
    "http_proxy",
    "https_proxy",
    "all_proxy",
    "IPCITY_",
    "MAKE",
)
NOWHERE = "http://127.0.0.1:9"  # discard: whoever still asks the network is refused at once


def can_unshare() -> bool:
    if not (shutil.which("unshare") and shutil.which("ip")):
        return False
    tried = subprocess.run(["unshare", "-rn", "ip", "link", "set", "lo", "up"], capture_output=True)
    return tried.returncode == 0


def without_network(*command: str) -> tuple[str, ...]:
    """In a network of its own that holds the loopback alone; `setup` and the server see nothing else."""
    if not can_unshare():
        return command
    return ("unshare", "-rn", "sh", "-c", 'ip link set lo up && exec "$@"', "sh", *command)


@pytest.fixture(scope="module")
def bundle(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("bundle") / "wheels"
    made = subprocess.run(
        [sys.executable, "scripts/bundle.py", str(folder)], cwd=CHECKOUT, capture_output=True, text=True
    )
    if made.returncode:
        pytest.skip("wheels cannot be fetched: no package index can be reached from here")
    return folder


@pytest.fixture(scope="module")
def copy(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """What a person would carry over: the tree without environment, data and caches."""
    target = tmp_path_factory.mktemp("copy") / "ipcity"
    left_out = shutil.ignore_patterns(".venv", ".git", "var", "dist", "build", "__pycache__", ".*_cache")
    shutil.copytree(CHECKOUT, target, ignore=left_out)
    return target


def test_make_run_from_a_bundle_with_the_network_off(bundle: Path, copy: Path) -> None:
    environment = {key: value for key, value in os.environ.items() if not key.startswith(NETWORK)}
    broken = dict.fromkeys(("http_proxy", "https_proxy", "all_proxy", "PIP_PROXY"), NOWHERE)
    command = without_network("make", "run", f"WHEELS={bundle}", f"PYTHON={sys.base_exec_prefix}/bin/python3")
    house = Started(copy / "var", *command, folder=copy, base={**environment, **broken})
    try:
        house.wait_ready()
        house.process.send_signal(signal.SIGTERM)
        house.wait_end()
        assert house.left_behind() == [], "a process outlived make"
    finally:
        house.clear_away()
    installed = sorted((copy / ".venv").glob("lib/python3*/site-packages/deltalake"))
    assert len(installed) == 1


def test_a_damaged_bundle_installs_nothing(bundle: Path, copy: Path, tmp_path: Path) -> None:
    damaged = tmp_path / "wheels"
    shutil.copytree(bundle, damaged)
    wheel = next(damaged.glob("rich-*.whl"))
    wheel.write_bytes(wheel.read_bytes()[:-1] + b"x")
    shutil.rmtree(copy / ".venv", ignore_errors=True)
    command = ["make", "setup", f"WHEELS={damaged}", f"PYTHON={sys.base_exec_prefix}/bin/python3"]
    told = subprocess.run(command, cwd=copy, capture_output=True, text=True)
    assert told.returncode != 0
    assert wheel.name in told.stderr and "校验值不符" in told.stderr
    assert not (copy / ".venv").exists()
