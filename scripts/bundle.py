"""Packs what `make run WHEELS=folder` needs on a machine without a network: wheels, checksums, a card, a note.

The wheels are those of requirements.lock, for the Python and the kind of machine this runs on, each checked
against the lock's own digests. The folder appears under its name only when it is whole.
"""

import json
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

from wheels import CARD, digest_of, this_machine, write_sums

ROOT = Path(__file__).resolve().parent.parent
LOCK = ROOT / "requirements.lock"

NOTE = """知城 ipcity {version} 离线安装包 / wheels for a machine without a network

适用 / for: Python {python}, {system} {machine}

1. 把这份代码和本文件夹一起复制到目标机器（Debian 或 Ubuntu，已装 python3、python3-venv、make）。
   Copy the source tree and this folder to the machine (Debian or Ubuntu with python3, python3-venv, make).
2. 在代码目录里运行 / in the source tree run:

       make run WHEELS=/path/to/this/folder

   安装前会逐个核对 SHA256SUMS；缺少或被改动的文件会被指出，不会安装。
   Every file is checked against SHA256SUMS first; one that is missing or altered is named and nothing is installed.

各软件包按其各自的许可证分发。 / Each wheel is under its own licence.
"""


def download(folder: Path) -> None:
    """Digests, not addresses, decide what is accepted; what has no wheel for this machine is an error."""
    command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
    locked = ["--require-hashes", "--only-binary", ":all:", "-r", str(LOCK), "-d", str(folder)]
    if subprocess.run(command + locked).returncode:
        sys.exit(
            "bundle: 未能取得全部安装包，原因见上；没有留下半成品 / not every wheel could be had, for the reason above"
        )


def make_bundle(target: Path, version: str) -> int:
    aside = target.with_name(target.name + ".part")
    shutil.rmtree(aside, ignore_errors=True)
    aside.mkdir(parents=True)
    download(aside)
    card = {**this_machine(), "version": version, "lock": digest_of(LOCK)}
    (aside / CARD).write_text(json.dumps(card, indent=1) + "\n", encoding="utf-8")
    (aside / "README.txt").write_text(NOTE.format(**card), encoding="utf-8")
    count = write_sums(aside)
    shutil.rmtree(target, ignore_errors=True)
    aside.rename(target)
    return count


def main() -> None:
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    target = Path(sys.argv[1]) if len(sys.argv) > 1 else ROOT / "dist" / f"ipcity-bundle-{version}"
    print(f"bundle: 正在取得安装包 / fetching wheels -> {target}", file=sys.stderr, flush=True)
    count = make_bundle(target, version)
    size = sum(path.stat().st_size for path in target.iterdir()) / 2**20
    print(f"bundle: {count} 个文件，{size:.0f} MB，已写入 SHA256SUMS；使用：make run WHEELS={target}")


if __name__ == "__main__":
    main()
