"""A reader may hand over rows, say what is wrong with one, or refuse the file: whatever the bytes, nothing else.

The rows go through `normalise` as in a load, where a row may be unfit, and nothing else either.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from ipcity.base.errors import BadInput
from ipcity.ingest import Source
from ipcity.ingest.normalise import Unfit, normalise
from ipcity.sources import all_sources


def source_named(name: str) -> Source:
    return next(one for one in all_sources() if one.passport.name == name)


def outcome(source: Source, path: Path) -> Counter[str]:
    """How often each of the permitted things happened. Any other exception is a fault of the reader."""
    seen: Counter[str] = Counter()
    source.recognises(path, path.read_bytes()[: 64 * 1024])
    try:
        for row in source.read(path):
            row.digest(source.passport.name)
            if row.problem:
                seen["said broken"] += 1
                continue
            try:
                normalise(row.values, source.passport)
                seen["rows"] += 1
            except Unfit:
                seen["unfit"] += 1
    except BadInput as refused:
        assert refused.message
        seen["refused"] += 1
    return seen
