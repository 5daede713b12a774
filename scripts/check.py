"""`make check`: everything that can be judged without running the house. Runs all, then names what failed."""

import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
BIN = Path(sys.executable).parent

CHECKS: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("format", (str(BIN / "ruff"), "format", "--check", "--quiet", ".")),
    ("lint", (str(BIN / "ruff"), "check", "--quiet", ".")),
    ("floors", (str(BIN / "lint-imports"),)),
    ("docs", (sys.executable, "scripts/check_docs.py")),
    ("migrations", (str(BIN / "django-admin"), "makemigrations", "--check", "--dry-run")),
    ("law cases", (sys.executable, "-m", "ipcity.law.check")),
    ("types", (str(BIN / "mypy"),)),
)


def run(name: str, command: tuple[str, ...], environment: dict[str, str]) -> bool:
    began = time.monotonic()
    done = subprocess.run(
        command, cwd=ROOT, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True
    )
    print(
        f"check: {name:<11}{'ok' if done.returncode == 0 else 'FAILED'}  {time.monotonic() - began:.1f} s",
        flush=True,
    )
    if done.returncode:
        print(done.stdout.rstrip(), flush=True)
    return done.returncode == 0


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="ipcity-check-") as home:
        environment = {**os.environ, "IPCITY_HOME": home, "DJANGO_SETTINGS_MODULE": "ipcity.web.settings"}
        failed = [name for name, command in CHECKS if not run(name, command, environment)]
    print(f"check: {'all good' if not failed else 'failed: ' + ', '.join(failed)}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
