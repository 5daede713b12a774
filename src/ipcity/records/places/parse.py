"""Reading one address. From the front: postcode, province, city, district; then the functional area."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any

from ipcity.base.text import fold
from ipcity.records.places.table import china, cities, countries, stem

_POSTCODE = re.compile(r"^\s*(\d{6})\s*")
_STREET = "(?![东西南北中]?[路街巷道]|大道|大街)"  # 威海路 is a street, wherever it is


@dataclass(frozen=True)
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
    text = fold(address).replace(" ", "")
    postcode = None
    if found := _POSTCODE.match(text):
        postcode, text = found[1], text[found.end() :]
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
    province, rest = _take(text, _province_pattern(), _provinces())
    city, after = _take(rest, _city_pattern(), _prefectures())
    if city and province and city[:2] != province[:2]:
        city, after = None, rest
    if not city:
        city, after = _county_alone(rest)
    code = city or province
    if not code:
        return None
    city_text = text[: len(text) - len(after)] if city else text[: len(text) - len(rest)]
    area, zone = _within(code, after)
    return Place(text, postcode, area, zone, city_text)


def _within(code: str, rest: str) -> tuple[str, str | None]:
    city = next((one for one in cities() if one["code"] == code or code.startswith(one["code"][:4])), None)
    if city is None:
        return code, None
    area, after = (code, rest) if code != city["code"] else _district(city, rest)
    return area, _zone(city, area, after)


def _district(city: dict[str, Any], rest: str) -> tuple[str, str]:
    for district in city["districts"]:
        for written in district["written"]:
            if re.match(re.escape(written) + _STREET, rest):
                return district["code"], rest[len(written) :]
    return city["code"], rest


def _zone(city: dict[str, Any], area: str, rest: str) -> str | None:
    """A zone is named in the address and, where the district is known, lies in it."""
    for zone in city["zones"]:
        if area != city["code"] and area not in zone["in"]:
            continue
        if any(re.search(re.escape(written) + _STREET, rest) for written in zone["written"]):
            return str(zone["id"])
    return None


def _county_alone(text: str) -> tuple[str | None, str]:
    """荣成市… without its city, for the cities we know."""
    for city in cities():
        for district in city["districts"]:
            for written in district["written"]:
                if re.match(re.escape(written) + _STREET, text):
                    return district["code"], text[len(written) :]
    return None, text


def _take(text: str, pattern: re.Pattern[str], codes: dict[str, str]) -> tuple[str | None, str]:
    found = pattern.match(text)
    return (codes[found[1]], text[found.end() :]) if found else (None, text)


@cache
def _provinces() -> dict[str, str]:
    return _with_stems(china()["provinces"])


@cache
def _prefectures() -> dict[str, str]:
    return _with_stems(china()["prefectures"])


def _with_stems(names: dict[str, str]) -> dict[str, str]:
    return {stem(name): code for code, name in names.items()} | {name: code for code, name in names.items()}


@cache
def _province_pattern() -> re.Pattern[str]:
    return _any_of(_provinces())


@cache
def _city_pattern() -> re.Pattern[str]:
    return _any_of(_prefectures())


def _any_of(names: dict[str, str]) -> re.Pattern[str]:
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile("(" + "|".join(map(re.escape, longest_first)) + ")" + _STREET)
