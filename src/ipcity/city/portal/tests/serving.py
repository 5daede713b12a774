"""One installation, started as a newcomer would start it, and one browser: for all tests that look at real pages."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = "/usr/bin/chromium"
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
]
READY_SECONDS = 180


@pytest.fixture(scope="session")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """`IPCITY_TEST_SERVER` names an installation that runs already, for looking at one page again and again."""
    if running := os.environ.get("IPCITY_TEST_SERVER"):
        yield running
        return
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        port = door.getsockname()[1]
    surroundings = os.environ | {"IPCITY_HOME": str(tmp_path_factory.mktemp("city")), "PORT": str(port)}
    command = [str(Path(sys.executable).with_name("ipcity")), "start"]
    process = subprocess.Popen(
        command, env=surroundings, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        yield _ready(f"http://127.0.0.1:{port}", process)
    finally:
        process.send_signal(signal.SIGTERM)
        process.wait(timeout=20)


def _ready(base: str, process: subprocess.Popen[bytes]) -> str:
    until = time.monotonic() + READY_SECONDS
    while time.monotonic() < until and process.poll() is None:
        try:
            with urllib.request.urlopen(f"{base}/readyz", timeout=5):
                return base
        except (urllib.error.URLError, OSError):
            time.sleep(0.5)
    pytest.fail(f"ipcity start was not ready within {READY_SECONDS} s (exit code {process.poll()})")


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        found = play.chromium.launch(executable_path=CHROMIUM, args=ARGUMENTS)
        yield found
        found.close()
