"""Fetch the third-party files that the pages use, once, and keep them in the repository.

For maintainers only: `python scripts/vendor.py`. It needs npm and a registry; nobody else ever does. Each package
gets a folder with the named files, its licence and a `manifest.json` whose hashes a test recomputes.
"""

from __future__ import annotations

import hashlib
import json
import re
import subprocess
import sys
import tarfile
import tempfile
from dataclasses import dataclass
from pathlib import Path

VENDOR = Path(__file__).resolve().parents[1] / "src/ipcity/web/static/vendor"
SOURCE_MAP = re.compile(rb"\s*/\*# sourceMappingURL=[^*]*\*/|\s*//# sourceMappingURL=\S*")
# The MIT terms, for packages that name the licence and ship no licence file
MIT = """Permission is hereby granted, free of charge, to any person obtaining a copy of this software and associated
documentation files (the "Software"), to deal in the Software without restriction, including without limitation the
rights to use, copy, modify, merge, publish, distribute, sublicense, and/or sell copies of the Software, and to permit
persons to whom the Software is furnished to do so, subject to the following conditions:

The above copyright notice and this permission notice shall be included in all copies or substantial portions of the
Software.

THE SOFTWARE IS PROVIDED "AS IS", WITHOUT WARRANTY OF ANY KIND, EXPRESS OR IMPLIED, INCLUDING BUT NOT LIMITED TO THE
WARRANTIES OF MERCHANTABILITY, FITNESS FOR A PARTICULAR PURPOSE AND NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR
COPYRIGHT HOLDERS BE LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION OF CONTRACT, TORT OR
OTHERWISE, ARISING FROM, OUT OF OR IN CONNECTION WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.
"""


@dataclass(frozen=True)
class Package:
    folder: str
    name: str
    version: str
    files: tuple[str, ...]  # inside the package


PACKAGES = (
    Package("tabler", "@tabler/core", "1.6.1", ("dist/css/tabler.min.css",)),
    Package("echarts", "echarts", "6.1.0", ("dist/echarts.common.min.js", "NOTICE")),
    Package("htmx", "htmx.org", "2.0.11", ("dist/htmx.min.js",)),
)


def fetch(package: Package, into: Path) -> Path:
    """The unpacked package folder."""
    wanted = f"{package.name}@{package.version}"
    packed = subprocess.run(
        ["npm", "pack", "--silent", wanted], cwd=into, check=True, stdout=subprocess.PIPE, text=True
    )
    with tarfile.open(into / packed.stdout.strip().splitlines()[-1]) as archive:
        archive.extractall(into / package.folder, filter="data")
    return into / package.folder / "package"


def licence_text(unpacked: Path, first: bytes, licence: str) -> str:
    """The package's own licence file, else the MIT terms under the copyright lines of its banner."""
    for name in ("LICENSE", "LICENSE.md", "LICENSE.txt"):
        if (unpacked / name).exists():
            return (unpacked / name).read_text()
    if licence != "MIT":
        raise SystemExit(f"{unpacked}: licence {licence}, and no licence file in the package; add it by hand")
    lines = re.findall(r"^\s*\*\s*(Copyright .+)$", first[:2000].decode(), re.M)
    return "The MIT License\n\n" + "\n".join(lines) + "\n\n" + MIT


def keep(package: Package, unpacked: Path) -> None:
    folder = VENDOR / package.folder
    folder.mkdir(parents=True, exist_ok=True)
    about = json.loads((unpacked / "package.json").read_text())
    kept = {Path(name).name: SOURCE_MAP.sub(b"", (unpacked / name).read_bytes()) for name in package.files}
    kept["LICENSE"] = licence_text(unpacked, next(iter(kept.values())), about["license"]).encode()
    for name, content in kept.items():
        (folder / name).write_bytes(content)
    manifest = {
        "name": package.name,
        "version": about["version"],
        "licence": about["license"],
        "files": {name: hashlib.sha256(content).hexdigest() for name, content in sorted(kept.items())},
    }
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n")
    print(f"{package.name} {about['version']}: {', '.join(kept)}")


def main() -> int:
    with tempfile.TemporaryDirectory() as aside:
        for package in PACKAGES:
            keep(package, fetch(package, Path(aside)))
    return 0


if __name__ == "__main__":
    sys.exit(main())
