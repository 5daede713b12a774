"""A house started as a person would start it: its own process group, its own data folder, a free port."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import time
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlencode

from ipcity.testing import CHECKOUT

IPCITY = Path(sys.executable).with_name("ipcity")
READY = re.compile(r"http://127\.0\.0\.1:(\d+)/")
HIDDEN = re.compile(r'<input type="hidden" name="([^"]+)" value="([^"]*)"')
START_SECONDS = 240


def free_port() -> int:
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def _heeds_ctrl_c() -> None:
    """As in a terminal, also where the tests themselves run in the background, which is deaf to it."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


class Started:
    """`command` runs in a session of its own, so that every process it leaves behind can be found."""

    def __init__(
        self,
        home: Path,
        *command: str,
        folder: Path = CHECKOUT,
        base: dict[str, str] | None = None,
        **more: str,
    ) -> None:
        self.port = int(more.get("PORT", "0")) or free_port()
        ours = ("IPCITY_", "DJANGO_", "MAKE")
        clean = {key: value for key, value in (base or os.environ).items() if not key.startswith(ours)}
        clean |= {"IPCITY_HOME": str(home), **more, "PORT": str(self.port)}
        self.log = home.parent / f"start-{time.monotonic_ns()}.log"
        with self.log.open("wb") as out:
            self.process = subprocess.Popen(
                command or (str(IPCITY), "start"),
                cwd=folder,
                env=clean,
                stdin=subprocess.DEVNULL,
                stdout=out,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                preexec_fn=_heeds_ctrl_c,
            )

    @property
    def said(self) -> str:
        return self.log.read_text(encoding="utf-8", errors="replace")

    def wait_ready(self) -> None:
        until = time.monotonic() + START_SECONDS
        while not READY.search(self.said):
            assert self.process.poll() is None, f"it ended with {self.process.returncode}:\n{self.said}"
            assert time.monotonic() < until, f"not ready after {START_SECONDS} s:\n{self.said}"
            time.sleep(0.05)

    def wait_end(self, seconds: float = 120) -> int:
        return self.process.wait(timeout=seconds)

    def get(self, path: str) -> tuple[int, str]:
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", path)
            answer = connection.getresponse()
            return answer.status, answer.read().decode(errors="replace")
        finally:
            connection.close()

    def sign_in(self, username: str, password: str) -> int:
        """The status of the answer to the sign-in page's own form, filled in."""
        return self.signed_in(username, password)[0]

    def signed_in(self, username: str, password: str) -> tuple[int, str]:
        """That status, and the cookies that the person brings from now on."""
        connection = HTTPConnection("127.0.0.1", self.port, timeout=30)
        try:
            connection.request("GET", "/account/login/")
            answer = connection.getresponse()
            page, cookies = answer.read().decode(), answer.headers.get_all("Set-Cookie") or []
            hidden = dict(HIDDEN.findall(page))
            fields = {**hidden, "username": username, "login": username, "password": password}
            headers = {
                "Content-Type": "application/x-www-form-urlencoded",
                "Cookie": "; ".join(cookie.split(";")[0] for cookie in cookies),
            }
            connection.request("POST", "/account/login/", body=urlencode(fields), headers=headers)
            done = connection.getresponse()
            return done.status, "; ".join(
                one.split(";")[0] for one in done.headers.get_all("Set-Cookie") or []
            )
        finally:
            connection.close()

    def members(self) -> list[int]:
        """Living processes of the session, the leader among them; those ended but not yet collected are left out."""
        found = []
        for stat in Path("/proc").glob("[0-9]*/stat"):
            try:
                state, _parent, _group, session = stat.read_text().rpartition(")")[2].split()[:4]
            except (FileNotFoundError, ProcessLookupError):
                continue
            if int(session) == self.process.pid and state != "Z":
                found.append(int(stat.parent.name))
        return sorted(found)

    def left_behind(self, seconds: float = 15) -> list[str]:
        """What still runs after `seconds`: command lines, none if all is well."""
        until = time.monotonic() + seconds
        while self.members() and time.monotonic() < until:
            time.sleep(0.05)
        return [Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ") for pid in self.members()]

    def interrupt(self) -> None:
        """Ctrl-C: the terminal sends it to the whole foreground group."""
        os.killpg(self.process.pid, signal.SIGINT)

    def clear_away(self) -> None:
        for pid in self.members():
            os.kill(pid, signal.SIGKILL)
        self.process.wait()
