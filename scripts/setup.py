"""Makes `.venv`: the Python environment of this checkout, from the hashed lock, with or without a network.

Uses the standard library alone and the grammar of Python 3.6, so that an old Python gets one sentence and not
a SyntaxError. Promise: interrupted at any moment, the next run completes; run again, it returns at once; a
changed lock, a moved checkout or an upgraded Python is noticed.
"""

import argparse
import contextlib
import ctypes
import errno
import fcntl
import hashlib
import importlib.util
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

from wheels import Trouble, check_bundle

ROOT = Path(__file__).resolve().parent.parent
OLDEST, NEWEST = (3, 11), (3, 13)
NEEDED_MB = {"run": 900, "dev": 1300}
LOCKS = {"run": "requirements.lock", "dev": "requirements-dev.lock"}
UNFINISHED = ".ipcity-unfinished"
QUIETLY = ["--no-deps", "--no-input", "--disable-pip-version-check"]
PRCTL = ctypes.CDLL(None).prctl


def say(line):
    """Bytes, because an old Python in the C locale cannot print Chinese."""
    sys.stderr.buffer.write((line + "\n").encode("utf-8"))
    sys.stderr.buffer.flush()


def start(command):
    """A child that ends with this process: a pip that outlives a killed setup would go on writing meanwhile."""
    left_out = ("PYTHONPATH", "PYTHONHOME", "PIP_USER", "PIP_TARGET", "PIP_PREFIX")
    clean = {key: value for key, value in os.environ.items() if key not in left_out}
    return subprocess.Popen(
        command,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        env=clean,
        preexec_fn=lambda: PRCTL(1, signal.SIGKILL, 0, 0, 0),  # 1: PR_SET_PDEATHSIG
    )


def check_python(version, which=shutil.which):
    if OLDEST <= tuple(version[:2]) <= NEWEST:
        return
    names = ["python3.{}".format(minor) for minor in range(NEWEST[1], OLDEST[1] - 1, -1)]  # noqa: UP032
    other = next((name for name in names if which(name)), None)
    way = "PYTHON={} make run".format(other) if other else "apt install python3.11 python3.11-venv"  # noqa: UP032
    ours = "{}.{}".format(*version[:2])
    raise Trouble(
        f"这里的 python3 是 {ours}，知城需要 3.11 至 3.13；请运行：{way}。",
        f"python3 here is {ours}, ipcity needs 3.11 to 3.13; run: {way}.",
    )


def check_modules(find=importlib.util.find_spec):
    """Debian splits these from python3; without them `venv` fails half way with a page of text."""
    for name in ("venv", "ensurepip"):
        if find(name) is None:
            raise Trouble(
                f"这里的 Python 缺少 {name} 模块；请先运行：sudo apt install python3-venv",
                f"this Python lacks the module {name}; run first: sudo apt install python3-venv",
            )


def check_space(folder, needed_mb):
    free = shutil.disk_usage(str(folder)).free // 2**20
    if free < needed_mb:
        raise Trouble(
            f"磁盘空间不足：{folder} 剩余 {free} MB，安装需要约 {needed_mb} MB；请腾出空间后再运行一次",
            f"not enough disk: {free} MB free at {folder}, about {needed_mb} MB needed; make room and run again",
        )


class Environment:
    """One `.venv` and its stamps. `kind` is run, or dev: run and the tools of `make test`, `make check`."""

    def __init__(self, root, kind):
        self.root, self.kind, self.venv = root, kind, root / ".venv"
        self.python = self.venv / "bin" / "python"
        self.unfinished = self.venv / UNFINISHED

    def stamp(self, kind):
        """Names what was installed: the locks, the project's own description, and the place (scripts hold it)."""
        digest = hashlib.sha256(str(self.root).encode())
        for name in [LOCKS[kind], LOCKS["run"], "pyproject.toml"]:
            digest.update((self.root / name).read_bytes())
        return self.venv / (".ipcity-" + kind + "-" + digest.hexdigest()[:16])

    def is_ready(self):
        return self.stamp(self.kind).exists() and self.is_alive()

    def is_alive(self):
        """The environment's Python runs, and is of the version it was made with (Debian may have moved on)."""
        if self.unfinished.exists() or not self.python.exists():
            return False
        ask = "import sys, pip; print('%d.%d' % sys.version_info[:2])"
        answer = subprocess.run(
            [str(self.python), "-c", ask], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL
        )
        made = [
            line for line in (self.venv / "pyvenv.cfg").read_text().splitlines() if line.startswith("version")
        ]
        return (
            bool(made) and answer.returncode == 0 and ("= " + answer.stdout.decode().strip() + ".") in made[0]
        )

    def make(self, wheels):
        if not self.is_alive():
            check_python(sys.version_info)
            check_modules()
            self.make_anew()
        check_space(self.root, NEEDED_MB[self.kind] // (1 if not list(self.venv.glob(".ipcity-*-*")) else 4))
        self.unfinished.touch()
        for old in self.venv.glob(".ipcity-*-*"):
            old.unlink()
        source = ["--no-index", "--find-links", str(wheels)] if wheels else []
        locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(self.root / LOCKS[self.kind])]
        self.pip("安装依赖 / installing", source + locked, self.count_locked())
        self.pip("安装知城 / ipcity itself", ["--no-index", "--no-build-isolation", "-e", str(self.root)], 1)
        for kind in {"run", self.kind}:
            self.stamp(kind).touch()
        self.unfinished.unlink()

    def make_anew(self):
        if self.venv.exists():
            say("setup: 上次没有装完或已失效，重新制作 .venv / remaking .venv")
            shutil.rmtree(str(self.venv))
        check_space(self.root, NEEDED_MB[self.kind])
        self.venv.mkdir()
        self.unfinished.touch()
        say(f"setup: 制作 .venv（{sys.version.split()[0]}）/ making .venv")
        making = start([sys.executable, "-m", "venv", str(self.venv)])
        output = making.communicate()[0]
        if making.returncode:
            say(output.decode(errors="replace").rstrip())
            raise Trouble("未能制作 .venv，原因见上", "could not make .venv, for the reason above")

    def count_locked(self):
        lines = (self.root / LOCKS[self.kind]).read_text().splitlines()
        return sum("==" in line and not line.startswith(" ") for line in lines)

    def pip(self, title, what, total):
        """Runs pip and turns its lines into a count; on failure shows its last lines and one sentence."""
        command = [str(self.python), "-m", "pip", "install", *QUIETLY]
        running = start(command + what)
        kept, done, said = [], 0, time.time()
        for raw in running.stdout:
            line = raw.decode(errors="replace").rstrip()
            kept = [*kept[-14:], line]
            done += line.startswith(("Collecting", "Requirement already", "Processing", "Obtaining"))
            if time.time() - said > 2:
                said = time.time()
                say(f"setup: {title} {min(done, total)}/{total}")
        if running.wait():
            say("\n".join(kept))
            raise Trouble(
                "安装没有完成，原因见上；没有网络时请用 make run WHEELS=文件夹（由 make bundle 制作）",
                "installing failed, for the reason above; without a network use make run WHEELS=folder (see make bundle)",
            )


@contextlib.contextmanager
def alone(root):
    """Two runs at once would spoil each other; the lock is the folder itself, so nothing is left lying about."""
    handle = os.open(str(root), os.O_RDONLY)
    try:
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            say("setup: 另一个 make setup 正在进行，等它结束 / waiting for another make setup")
            fcntl.flock(handle, fcntl.LOCK_EX)
        yield
    finally:
        os.close(handle)


def setup(root, kind, wheels):
    environment = Environment(root, kind)
    if environment.is_ready():
        return
    if not environment.is_alive():
        check_python(sys.version_info)
    with alone(root):
        if environment.is_ready():
            return
        began = time.time()
        if wheels:
            check_bundle(wheels, root / LOCKS["run"])
        environment.make(wheels)
        say(f"setup: 完成，用时 {time.time() - began:.0f} 秒 / done")


def main(arguments):
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--dev", action="store_true", help="with the tools of make test and make check")
    parser.add_argument("--wheels", default="", help="folder made by `make bundle`; then no network is used")
    chosen = parser.parse_args(arguments)
    signal.signal(signal.SIGTERM, lambda *_: sys.exit(143))
    try:
        setup(ROOT, "dev" if chosen.dev else "run", Path(chosen.wheels).resolve() if chosen.wheels else None)
    except Trouble as trouble:
        say(f"setup: {trouble.zh} / {trouble.en}")
        return 1
    except OSError as broken:
        if broken.errno not in (errno.ENOSPC, errno.EDQUOT, errno.EACCES, errno.EROFS, errno.EPERM):
            raise
        say(
            f"setup: 写不进 {broken.filename or ROOT}：{broken.strerror}；请检查磁盘空间与属主 / cannot write there"
        )
        return 1
    except KeyboardInterrupt:
        say("setup: 已中断；再运行一次即可继续 / interrupted; run again to go on")
        return 130
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
