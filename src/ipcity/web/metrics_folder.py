"""Where several workers put their figures together. Set before prometheus_client is loaded, which looks once."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

SHARED = "PROMETHEUS_MULTIPROC_DIR"


def share_figures(home: Path, supervisor: int) -> None:
    """A folder for the workers of one server; those of servers that are gone are removed."""
    root = home / "metrics"
    folder = root / str(supervisor)
    folder.mkdir(parents=True, exist_ok=True)
    for other in root.iterdir():
        if other.name.isdigit() and not Path("/proc", other.name).exists():
            shutil.rmtree(other, ignore_errors=True)
    os.environ[SHARED] = str(folder)
