"""Names of places as a person types them: for completing, and for reading letters as pinyin."""

from __future__ import annotations

from collections import defaultdict
from functools import cache

from ipcity.base.text import is_cjk
from ipcity.records.places.divisions import all_divisions
from ipcity.records.places.names import shorter
from ipcity.records.places.table import cities
from ipcity.search.pinyin import syllables


@cache
def place_names() -> list[str]:
    """Divisions that stand today, and the functional areas of the cities known here."""
    names = [one.name for one in all_divisions() if one.stands]
    return names + [text for city in cities() for zone in city["zones"] for text in zone["written"]]


@cache
def spelled_places() -> dict[str, list[str]]:
    """weihai, weihaishi → [威海, 威海市]; of provinces and cities also without the ending."""
    found: dict[str, list[str]] = defaultdict(list)
    short = [
        text
        for one in all_divisions()
        if one.stands and one.level != "district"
        for text in shorter(one.name)
    ]
    for name in (*short, *place_names()):
        if is_cjk(name[0]):
            found["".join(syllables(name))].append(name)
    return found
