"""Reading one address. From the front: postcode, province, prefecture, county; then the functional area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any
from unicodedata import normalize

from ipcity.records.places.divisions import above, today
from ipcity.records.places.gazetteer import Word, longest, scope
from ipcity.records.places.table import cities, countries

_STREET = "(?![东西南北中]?[路街巷道]|大道|大街)"  # 高区路 is a street


@dataclass(frozen=True, slots=True)
class Place:
    """`rest` is what follows the city; `text` the address without its glued postcode."""

    text: str
    postcode: str | None = None
    area: str | None = None
    zone: str | None = None
    city_text: str = ""


@lru_cache(maxsize=65_536)
def place_of(address: str) -> Place:
    """An address that names no place we know has no area; nothing is guessed from a postcode."""
    text = "".join(normalize("NFKC", address).split()).lower()  # as base.text folds, without any blank
    postcode = None
    if (head := text[:6]).isdigit() and len(head) == 6:
        postcode, text = head, text[6:]
    text = text.removeprefix("中国")
    for read in (_in_china, _abroad):
        if place := read(text, postcode):
            return place
    return Place(text, postcode)


def cut_to_city(address: str) -> str:
    """What may be kept of a natural person's address: province and city, or the country."""
    place = place_of(address)
    return place.city_text


def _abroad(text: str, postcode: str | None) -> Place | None:
    for name, code in countries().items():
        if text.startswith(name):
            return Place(text, postcode, code, None, name)
    return None


def _in_china(text: str, postcode: str | None) -> Place | None:
    words, at = _words(text)
    if not words:
        return None
    code = words[-1].code
    return Place(text, postcode, code, _zone(code, text[at:]), _city_text(text, words))


def _words(text: str) -> tuple[list[Word], int]:
    """The names from the widest to the narrowest, each within the one before, and where they end."""
    words: list[Word] = []
    at, start = 0, ""
    while (word := longest(scope(start), text, at)) and word.code:
        words.append(word)
        at += len(word.text)
        if text.startswith(word.text, at):  # 北京市北京市海淀区
            at += len(word.text)
        if word.level == "district":
            break
        start = word.inside
    return words, at


def _city_text(text: str, words: list[Word]) -> str:
    """The address up to its city: as written where it names one, else with the name that we know."""
    last = words[-1]
    if last.level != "district":
        return "".join([word.text for word in words])
    written = "".join([word.text for word in words[:-1]])
    if len(words) == 3 or (words[:-1] and words[-2].level == "prefecture"):
        return written
    if last.text.endswith("市") or today()[last.code].name.endswith("市"):
        return written + last.text
    names = [today()[code].name for code in reversed(above(last.code)[1:])]
    return written + "".join(names[1:] if written else names)


def _zone(area: str, rest: str) -> str | None:
    """A zone is named in the address and, where the district is known, lies in it."""
    city = _city_of(area)
    for zone in city["zones"] if city else ():
        if area != city["code"] and area not in zone["in"]:
            continue
        if any(re.search(re.escape(written) + _STREET, rest) for written in zone["written"]):
            return str(zone["id"])
    return None


@cache
def _city_of(area: str) -> dict[str, Any]:
    """The city whose functional areas are known here; empty for all others."""
    return next((one for one in cities() if area[:4] == one["code"][:4] and not area.endswith("0000")), {})
