"""A name taken apart: region in front, core, legal form behind. Comparing parts, not whole strings, keeps 华兴 from 华星."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.base.later import Later
from ipcity.base.text import is_cjk
from ipcity.records import normal_name
from ipcity.records.places import area_name, areas_above, place_of

_BRACKETS = re.compile(r"[(（\[【][^)）\]】]*[)）\]】]")
LONGEST_REGION = 9
pypinyin = Later("pypinyin")


@cache
def signs() -> dict[str, Any]:
    data: dict[str, Any] = read_yaml(Path(__file__).parent / "data" / "signs.yaml")
    return data


@dataclass(frozen=True)
class Parts:
    """`region` is a code of the divisions, "" where the name states none; `core` is what tells firms apart."""

    norm: str
    region: str
    core: str
    form: str

    @property
    def is_chinese(self) -> bool:
        return any(map(is_cjk, self.norm))


@cache
def parts(name: str) -> Parts:
    norm = normal_name(name)
    plain = _BRACKETS.sub(_kept, norm) or norm
    if not any(map(is_cjk, plain)):
        return _latin(norm, plain)
    form = next((one for one in signs()["forms"] if plain.endswith(one) and len(plain) > len(one)), "")
    if not form:
        return Parts(norm, "", plain, "")  # 山东大学 without its region is any university
    region, core = _region(plain.removesuffix(form))
    return Parts(norm, region, core, form)


def _kept(found: re.Match[str]) -> str:
    """（集团） says nothing; （威海） is another campus or branch, and stays."""
    inside = found[0][1:-1]
    place = place_of(inside)
    return f"({inside})" if place.area and _spells(inside, place.area) else ""


def _latin(norm: str, plain: str) -> Parts:
    words = re.findall(r"[a-z0-9]+", plain)
    kept = [word for word in words if word not in signs()["latin_forms"]]
    form = " ".join(word for word in words if word in signs()["latin_forms"])
    return Parts(norm, "", "".join(kept), form)


@cache
def _region(text: str) -> tuple[str, str]:
    """The longest beginning that is the name of a place, and the rest. What is left must still be a name."""
    for end in range(min(LONGEST_REGION, len(text) - 2), 1, -1):
        head = text[:end]
        place = place_of(head)
        if place.area and _spells(head, place.area):
            deeper, rest = _region(text[end:]) if len(text) - end > 4 else ("", text[end:])
            return deeper or place.area, rest
    return "", text


def _spells(head: str, code: str) -> bool:
    """The place is the whole beginning, and not a syllable within it: 威海, 威海市, 山东省威海市."""
    left = head
    for above in areas_above(code):
        full = area_name(above)["zh"]
        for word in sorted({full, full.rstrip("省市区县")}, key=len, reverse=True):
            left = left.replace(word, "", 1)
    return left in ("", "省", "市", "区", "县")


def spelt(core: str) -> str:
    """光威复合 → guangweifuhe."""
    return "".join(pypinyin.lazy_pinyin(core))


def differing(one: str, other: str) -> int:
    """How many places two texts of equal length differ in; 99 for other lengths."""
    return sum(a != b for a, b in zip(one, other, strict=True)) if len(one) == len(other) else 99
