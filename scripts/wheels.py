"""The bundle of wheels that `make bundle` writes and `make run WHEELS=folder` reads. Standard library, Python 3.6.

A bundle is whole when every file named in SHA256SUMS is there with that digest and no wheel stands beside
them unnamed. It belongs to one lock, one Python and one kind of machine; `bundle.json` says which.
"""

import hashlib
import json
import platform
import sys
from pathlib import Path

SUMS, CARD = "SHA256SUMS", "bundle.json"


class Trouble(Exception):
    """One sentence, in both languages: what, which, why, what to do."""

    def __init__(self, zh, en):
        super().__init__(en)
        self.zh, self.en = zh, en


def digest_of(path):
    digest = hashlib.sha256()
    with path.open("rb") as data:
        for block in iter(lambda: data.read(2**20), b""):
            digest.update(block)
    return digest.hexdigest()


def this_machine():
    return {
        "python": "{}.{}".format(*sys.version_info[:2]),
        "machine": platform.machine(),
        "system": sys.platform,
    }


def write_sums(folder):
    names = sorted(path.name for path in folder.iterdir() if path.is_file() and path.name != SUMS)
    lines = [f"{digest_of(folder / name)}  {name}\n" for name in names]
    (folder / SUMS).write_text("".join(lines), encoding="utf-8")
    return len(names)


def read_sums(folder):
    try:
        lines = (folder / SUMS).read_text(encoding="utf-8").splitlines()
    except OSError:
        raise Trouble(
            f"{folder} 不是知城的安装包：没有 {SUMS}；请用 make bundle 制作的文件夹",
            f"{folder} is no bundle: it has no {SUMS}; use a folder made by make bundle",
        ) from None
    return {name: digest for digest, name in (line.split("  ", 1) for line in lines if "  " in line)}


def check_sums(folder):
    sums = read_sums(folder)
    missing = sorted(name for name in sums if not (folder / name).is_file())
    if missing:
        raise Trouble(
            f"安装包缺少 {len(missing)} 个文件，首个是 {missing[0]}；请重新复制整个文件夹 {folder}",
            f"the bundle lacks {len(missing)} files, first {missing[0]}; copy the whole folder {folder} again",
        )
    changed = sorted(name for name, digest in sums.items() if digest_of(folder / name) != digest)
    if changed:
        raise Trouble(
            f"安装包中 {len(changed)} 个文件与校验值不符，首个是 {changed[0]}：可能损坏或被改动；请重新复制 {folder}",
            f"{len(changed)} files differ from their checksum, first {changed[0]}: damaged or altered; copy {folder} again",
        )
    strange = sorted(path.name for path in folder.glob("*.whl") if path.name not in sums)
    if strange:
        raise Trouble(
            f"安装包中多出未列入 {SUMS} 的文件 {strange[0]}；请移走它，或重新复制 {folder}",
            f"the file {strange[0]} is not listed in {SUMS}; take it out, or copy {folder} again",
        )


def check_bundle(folder, lock):
    """Whole, untouched, and meant for this checkout and this machine; Trouble otherwise."""
    folder = Path(folder)
    check_sums(folder)
    card = json.loads((folder / CARD).read_text(encoding="utf-8"))
    for key, ours in this_machine().items():
        if card.get(key) != ours:
            raise Trouble(
                f"安装包是为 {key} {card.get(key)} 制作的，这里是 {ours}；请在同样的机器上重新 make bundle",
                f"the bundle was made for {key} {card.get(key)}, this is {ours}; make it again on a like machine",
            )
    if card.get("lock") != digest_of(lock):
        raise Trouble(
            f"安装包与这份代码的 {lock.name} 不是同一版本；请用同一版本的代码重新 make bundle",
            f"the bundle belongs to another version of {lock.name}; make it again from this version",
        )
