"""CNKI's lists: the document number is the name of the file in the address of the detail page."""

from __future__ import annotations

import re
from pathlib import Path

from ipcity.sources.sheet_source import Flat, SheetSource

_FILE = re.compile(r"[?&]filename=(?P<number>[A-Z]{2}\d+[A-Z]\d?)\b", re.IGNORECASE)


def with_number(flat: Flat) -> Flat:
    found = _FILE.search(flat.pop("cnki_address", ""))
    return flat | ({"publication_number": found["number"].upper()} if found else {})


SOURCE = SheetSource(Path(__file__).parent, with_number)
