"""Words that name places and nothing else: 威海, 威海市高区, 朝阳区, 文登市."""

from __future__ import annotations

from collections import defaultdict
from functools import cache, lru_cache

from ipcity.records.places.divisions import above, all_divisions
from ipcity.records.places.names import is_generic, shorter
from ipcity.records.places.table import cities, countries

Found = tuple[str, str]  # ("area", "371000") or ("zone", "gaoqu")


def places_of_words(text: str, *, short: bool = False) -> list[Found]:
    """The places that a text names. Several areas are alternatives: 朝阳区 is in Beijing or in Changchun;
    a zone beside them narrows: 威海市高区. Empty when anything is left over: 威海路 is no place.

    `short`: counties may be written without their ending (招远), as where a place is asked for by field.
    """
    areas: list[str] | None = None
    zones: list[str] = []
    while text:
        end = next((end for end in range(min(len(text), 15), 1, -1) if text[:end] in _words(short)), 0)
        named = _words(short).get(text[:end], ())
        inside = _within(areas, [code for key, code in named if key == "area"])
        if not named or inside == []:
            return []
        areas = inside if inside is not None else areas
        zones += [code for key, code in named if key == "zone"]
        text = text[end:]
    return [("area", code) for code in areas or ()] + [("zone", code) for code in zones]


def place_in_front(text: str, most: int) -> int:
    """How many characters at the beginning of a text name places and nothing else, `most` of them; 0 where none do."""
    words, ends, at = _words(False), {0}, 0
    while at < most:  # where words may end; of a name that begins with no place that is nowhere
        if at in ends:
            ends |= {end for end in range(at + 2, most + 1) if text[at:end] in words}
        at += 1
    return next((end for end in sorted(ends, reverse=True) if end and _is_place(text[:end])), 0)


@lru_cache(maxsize=16_384)  # the same few places stand before all names
def _is_place(text: str) -> bool:
    return bool(places_of_words(text))


def _within(before: list[str] | None, named: list[str]) -> list[str] | None:
    """The areas named now that lie in one named before; None where no area is named."""
    if not named:
        return None
    if before is None:
        return named
    return [code for code in named if any(wider in above(code) for wider in before)]


@cache
def _words(short: bool) -> dict[str, tuple[Found, ...]]:
    """Today's bearers of a name; the heirs of old bearers where none bears it today."""
    today: dict[str, dict[Found, None]] = defaultdict(dict)
    old: dict[str, dict[Found, None]] = defaultdict(dict)
    for one in all_divisions():
        known = today if one.stands else old
        if one.now and (one.level != "district" or short or not is_generic(one.name)):
            known[one.name]["area", one.now] = None
        if one.now and (one.level != "district" or (short and one.stands)):
            for text in shorter(one.name):
                known[text]["area", one.now] = None
    for name, code in countries().items():
        today[name] = {("area", code): None}
    for city in cities():
        for key, code, texts in _of_city(city):
            for text in texts:
                today[text] = {(key, code): None}
    merged = {name: tuple(found) for name, found in (old | today).items()}
    return {name: _highest(found) for name, found in merged.items()}


def _of_city(city: dict[str, object]) -> list[tuple[str, str, list[str]]]:
    districts = [("area", d["code"], d["written"]) for d in city["districts"]]  # type: ignore[attr-defined]
    zones = [("zone", z["id"], [*z["written"], *z["words"]]) for z in city["zones"]]  # type: ignore[attr-defined]
    return districts + zones


def _highest(found: tuple[Found, ...]) -> tuple[Found, ...]:
    """吉林 is the province, though a city in it has the name: what lies in another bearer adds nothing."""
    codes = {code for _, code in found}
    return tuple(one for one in found if not any(up in codes for up in above(one[1]) if up != one[1]))
