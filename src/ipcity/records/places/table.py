"""The tables of places, read once: codes, names, and the words that people use for them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml

HERE = Path(__file__).parent
Names = dict[str, str]
_ENDINGS = (
    "特别行政区",
    "维吾尔自治区",
    "壮族自治区",
    "回族自治区",
    "自治区",
    "自治州",
    "地区",
    "省",
    "市",
    "州",
    "盟",
)


@cache
def china() -> dict[str, Any]:
    table: dict[str, Any] = read_yaml(HERE / "cn.yaml")
    return table


@cache
def countries() -> dict[str, str]:
    """Name as written → ISO code; the longer names first, so that 英属维尔京群岛 is not 英国."""
    table: dict[str, str] = read_yaml(HERE / "world.yaml")
    return {name: code for code, name in sorted(table.items(), key=lambda pair: -len(pair[1]))}


@cache
def cities() -> list[dict[str, Any]]:
    """The cities whose districts and functional areas are known here."""
    return [read_yaml(path) for path in sorted(HERE.glob("[0-9]*.yaml"))]


def stem(name: str) -> str:
    """威海市 → 威海; names that would shrink to one character stay whole."""
    for ending in _ENDINGS:
        if name.endswith(ending) and len(name) - len(ending) >= 2:
            return name[: -len(ending)]
    return name


def areas_above(code: str) -> list[str]:
    """371002 → 371002, 371000, 370000; a country stands alone."""
    if not code.isdigit():
        return [code]
    return list(dict.fromkeys((code, code[:4] + "00", code[:2] + "0000")))


@cache
def _area_names() -> dict[str, Names]:
    names = {
        code: {"zh": name, "en": name}
        for part in ("provinces", "prefectures")
        for code, name in china()[part].items()
    }
    for city in cities():
        names[city["code"]] = city["name"]
        names |= {district["code"]: district["name"] for district in city["districts"]}
    return names | {code: {"zh": name, "en": code} for name, code in countries().items()}


def area_name(code: str) -> Names:
    """{zh, en}; an unknown code is its own name."""
    return _area_names().get(code, {"zh": code, "en": code})


@cache
def _zones() -> dict[str, dict[str, Any]]:
    return {zone["id"]: zone for city in cities() for zone in city["zones"]}


def zone_name(zone: str) -> Names:
    names: Names = _zones()[zone]["name"] if zone in _zones() else {"zh": zone, "en": zone}
    return names


@cache
def _words() -> dict[str, tuple[str, str]]:
    words = {}
    for part in ("prefectures", "provinces"):
        for code, name in china()[part].items():
            words[name] = words[stem(name)] = ("area", code)
    words |= {name: ("area", code) for name, code in countries().items()}
    for city in cities():
        words |= {word: ("area", d["code"]) for d in city["districts"] for word in d["written"]}
        words |= {word: ("zone", z["id"]) for z in city["zones"] for word in (*z["written"], *z["words"])}
    return words


def places_of_words(text: str) -> list[tuple[str, str]]:
    """The places that a text names and nothing else: 威海 → [(area, 371000)]; 高区 → [(zone, gaoqu)];
    威海市高技区 → both. Empty when anything is left over: 威海路 is no place."""
    found: list[tuple[str, str]] = []
    while text:
        word = next((text[:end] for end in range(len(text), 1, -1) if text[:end] in _words()), None)
        if word is None:
            return []
        found.append(_words()[word])
        text = text[len(word) :]
    return found
