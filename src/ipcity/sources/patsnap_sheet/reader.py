"""PatSnap's cells: names end in `(undefined)` or in an address, and stand one after another without a separator."""

from __future__ import annotations

import re
from pathlib import Path

from ipcity.sources.sheet_source import Flat, SheetSource

_MARK = "(undefined)"
_ADDRESS = re.compile(r"(?P<postcode>\d{6})(?P<address>[^()]+?)(?:\([^()]*\))?$")
_OFFICE = re.compile(r"\([^()]*[路街道号区市省里][^()]*\)$")


def taken_apart(flat: Flat) -> Flat:
    """`叶锦辉(undefined)李强(undefined)` → two names; `…公司518000广东省…(广东,深圳)` → the address alone."""
    for field in ("inventors", "agents", "classes"):
        if field in flat:
            flat[field] = ";".join(one for one in flat[field].split(_MARK) if one)
    if "agency" in flat:
        flat["agency"] = _OFFICE.sub("", flat["agency"].replace(_MARK, ""))
    holder, whole = flat.get("holders", ""), flat.pop("address_of_holder", "")
    if found := _ADDRESS.search(whole.removeprefix(holder)):
        flat["address"] = found["address"].strip()
    return flat


SOURCE = SheetSource(Path(__file__).parent, taken_apart)
