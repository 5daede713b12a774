"""Fuzzing one reader with atheris: `python fuzz/epo.py -max_total_time=120` (needs `pip install atheris`).

Each input goes the way of a load: recognised, read, every row normalised. A row, a row with what is wrong with it, and
a refused file are permitted; anything else is a fault, and atheris keeps the input that brought it about. The seeds of
`fuzz/seeds/<reader>` are copied to a folder of their own, so that nothing found is written beside them.
"""

from __future__ import annotations

import re
import shutil
import sys
import tempfile
from collections import Counter
from pathlib import Path

import atheris

with atheris.instrument_imports(include=["ipcity.sources", "ipcity.ingest"]):
    from ipcity.sources.tests.survive import outcome, source_named

SEEDS = Path(__file__).resolve().parent / "seeds"


def fuzz(name: str) -> None:
    source, seen = source_named(name), Counter[str]()
    with tempfile.TemporaryDirectory() as folder:
        corpus = Path(folder) / "corpus"
        corpus.mkdir()
        for number, seed in enumerate(sorted(one for one in (SEEDS / name).rglob("*") if one.is_file())):
            shutil.copy(seed, corpus / f"{number}-{seed.name}")
        words = Path(folder) / "words"
        words.write_text(_dictionary(name), encoding="ascii")
        # The folder bears an application number, which the reader of filings looks for.
        place = Path(folder) / "2019109999019"
        place.mkdir()
        path = place / "input"

        def one_input(data: bytes) -> None:
            path.write_bytes(data)
            seen.update(outcome(source, path))
            seen["inputs"] += 1
            if seen["inputs"] % 1_000 == 0:
                sys.stderr.write(f"{name}: {dict(seen)}\n")

        atheris.Setup(
            [sys.argv[0], "-max_len=16384", f"-dict={words}", *sys.argv[1:], str(corpus)], one_input
        )
        atheris.Fuzz()


def _dictionary(name: str) -> str:
    """The tags and keys of the seeds, so that a change of a file is often still a file of its format."""
    text = b"\n".join(one.read_bytes() for one in (SEEDS / name).rglob("*") if one.is_file())
    words = set(
        re.findall(rb"</?[\w:.-]+>?|\"\w+\"|^[A-Z]{3,4} |<!\[CDATA\[|<!DOCTYPE|<!ENTITY", text, re.MULTILINE)
    )
    quoted = ("".join(f"\\x{byte:02x}" for byte in word) for word in sorted(words) if len(word) < 64)
    return "\n".join(f'"{word}"' for word in quoted) + "\n"
