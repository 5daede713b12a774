"""What the tests of the office readers share: invented files of every format, and loading them."""

from __future__ import annotations

from ipcity.lake import open_lake
from ipcity.sources import load_paths
from ipcity.testing import CHECKOUT

SEEDS = CHECKOUT / "fuzz" / "seeds"


def loaded(tmp_path, *names):
    """The lake after these seeds, and the report, whose counts add up."""
    lake = open_lake(tmp_path / "lake")
    report = load_paths(lake, [SEEDS / name for name in names])
    assert report.read == report.accepted + report.merged + report.quarantined
    return lake.at(), report


def refused(report):
    return {file.path.rsplit("/", 1)[-1]: file.refused for file in report.files if file.refused}
