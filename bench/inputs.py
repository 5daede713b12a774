"""What is measured on: a real gazette day of 41,558 rows, or the sample city where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ipcity.sources.sample_city import generate
from ipcity.testing import SHARED

REAL = SHARED / "data/cn_patents/gazette_2019-07-12"


@dataclass(frozen=True)
class Input:
    label: str
    path: Path


def some_input(folder: Path) -> Input:
    if REAL.is_dir():
        return Input("one real gazette day (../shared/data/cn_patents/gazette_2019-07-12)", REAL)
    generate(folder / "sample")
    return Input(
        "the sample city (the real gazette day is not beside this checkout)",
        folder / "sample" / "rights.jsonl",
    )
