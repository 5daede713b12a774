"""JSON Lines: the first line says what the file is, every further one is a whole record."""

from __future__ import annotations

import json
from pathlib import Path

import msgspec

from ipcity.city.exports.about import About
from ipcity.law.legal_events import st27_category
from ipcity.records import Record

_encoder = msgspec.json.Encoder()


class JsonLines:
    ending, mime = "jsonl", "application/x-ndjson"

    def __init__(self, path: Path, about: About) -> None:
        self._out = path.open("wb")
        self._out.write(json.dumps({"ipcity_export": about.as_dict()}, ensure_ascii=False).encode() + b"\n")

    def write(self, record: Record) -> None:
        plain = record.as_dict()
        plain["events"] = [one | {"st27": st27_category(one["code"])} for one in plain["events"]]
        self._out.write(_encoder.encode(plain) + b"\n")

    def close(self) -> None:
        self._out.close()
