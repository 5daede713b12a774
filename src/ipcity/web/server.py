"""The HTTP server, embedded: granian's supervisor here, the pages in its worker processes.

Promise: when this process ends, in whatever way, its workers end too. Workers are started afresh (spawn) and
not forked, because the lake's own threads do not survive a fork.
"""

from __future__ import annotations

import errno
import multiprocessing
import os
import signal
import socket
from collections.abc import Callable
from dataclasses import dataclass
from ipaddress import ip_address
from threading import Thread

from django.core.wsgi import get_wsgi_application
from django.urls import get_resolver
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import MPServer

from ipcity.base.errors import BadInput, Environment
from ipcity.base.processes import end_with_parent, keep_freed_memory, leave_quietly
from ipcity.base.settings import settings
from ipcity.city.portal.engine import warm
from ipcity.web.metrics_folder import share_figures
from ipcity.web.turns import Turns, settle_memory

THREADS = 8  # requests taken at once by one worker (see `turns`); each thread keeps a database connection
WAITING = 256  # requests accepted at once by one worker; the others wait in the system's queue
STOP_SECONDS = 8  # a request still running after this is cut off


@dataclass(frozen=True)
class Door:
    """Where the server listens."""

    host: str
    port: int

    @property
    def url(self) -> str:
        name = f"[{self.host}]" if ":" in self.host else self.host
        return f"http://{name}:{self.port}/"

    @property
    def is_loopback(self) -> bool:
        return self.host == "localhost" or _is_loopback_address(self.host)


def _is_loopback_address(host: str) -> bool:
    try:
        return ip_address(host).is_loopback
    except ValueError:
        return False


def free_door(host: str, port: int) -> Door:
    """Checks, before any work is done, that the server will be able to listen; port 0 becomes a free one."""
    try:
        family, kind, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)[0]
        with socket.socket(family, kind) as trial:
            trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            trial.bind(address)
            return Door(str(trial.getsockname()[0]), int(trial.getsockname()[1]))
    except socket.gaierror:
        raise BadInput(
            f"地址 {host} 不存在。请用 IPCITY_HOST 给出本机的地址，例如 127.0.0.1。", path="IPCITY_HOST"
        ) from None
    except OSError as broken:
        raise _why_not(host, port, broken) from None


def _why_not(host: str, port: int, broken: OSError) -> Environment:
    another = f"PORT={port + 1 if 1024 <= port < 65535 else 8000} make run"
    if broken.errno == errno.EADDRINUSE:
        return Environment(f"端口 {port} 已被别的程序占用。请换一个端口：{another}。", path=f"{host}:{port}")
    if broken.errno == errno.EACCES:
        return Environment(
            f"没有权限使用端口 {port}（小于 1024 的端口属于系统）。请换一个端口：{another}。",
            path=f"{host}:{port}",
        )
    return Environment(
        f"无法在 {host} 的端口 {port} 上监听：{broken.strerror}。请检查 IPCITY_HOST 与 PORT。",
        path=f"{host}:{port}",
    )


def application() -> Turns:
    """What a worker runs. Ctrl-C reaches a whole process group: workers leave it, and wait for the supervisor's word."""
    os.setpgid(0, 0)
    keep_freed_memory()
    supervisor = multiprocessing.parent_process()
    if supervisor is not None and supervisor.pid is not None:
        end_with_parent(
            supervisor.pid, signal.SIGKILL
        )  # a worker that is still starting would not heed SIGTERM
        if settings().workers > 1:
            share_figures(settings().home_dir, supervisor.pid)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "ipcity.web.settings")
    pages = get_wsgi_application()
    _ = get_resolver().url_patterns  # a page that cannot be loaded stops the start, not the first visitor
    Thread(target=_warmed, daemon=True).start()  # while the first visitor opens the front page
    if supervisor is not None:
        leave_quietly()
    return Turns(pages)


def _warmed() -> None:
    """What is loaded at the start, and what a first question loads, is there to stay."""
    settle_memory()
    warm()
    settle_memory()


def serve(door: Door, *, workers: int, on_start: Callable[[], None]) -> None:
    """Serves until SIGINT or SIGTERM; requests under way are finished first. `on_start` is called once listening."""
    multiprocessing.set_start_method("spawn", force=True)
    server = MPServer(
        "ipcity.web.server:application",
        factory=True,
        address=door.host,
        port=door.port,
        interface=Interfaces.WSGI,
        workers=workers,
        blocking_threads=THREADS,
        backpressure=WAITING,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.error,
    )
    server.on_startup(on_start)
    server.serve()
