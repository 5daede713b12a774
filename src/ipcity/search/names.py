"""Keys under which an organisation's name is found: its core, the core in pinyin, and the initials of both.

The index holds them as `key|name`, so that the keys that begin with what was typed lead to the names at once.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from ipcity.base.recent import Recent
from ipcity.records import is_natural_person, normal_name
from ipcity.records.places import place_in_front
from ipcity.search.pinyin import syllables
from ipcity.search.script import simplified
from ipcity.search.spelled import Spelled, spelled
from ipcity.search.text import main_words

MARK = "|"
_MOST = 65_536  # names whose keys are kept
_keys_kept: Recent[tuple[str, ...]] = Recent(_MOST)
_HOUSES = "所院厂局校司馆站"
_LONGEST_PLACE = 9  # characters: 内蒙古自治区呼和浩特市 is cut in two steps
_FORM = "股份|集团|控股|有限责任|有限|责任|公司|总公司|分公司"
_LEGAL_FORM = re.compile(rf"(?:{_FORM}|[(].*?[)])+$")
_BRACKETED = re.compile(r"[(][^()]*[)]")


def name_keys(names: Iterable[str]) -> dict[str, tuple[str, ...]]:
    """Of each name: 威海光威复合材料股份有限公司 → 光威复合材料|…, guangweifuhecailiao|…, gwfhcl|…, whgwfhclgfyxgs|…; none for persons."""
    return _keys_kept.get_many(names, _keys_of)


def _keys_of(names: list[str]) -> Iterable[tuple[str, ...]]:
    ways = spelled(names)
    return (_keys(name, ways[name]) for name in names)


def _keys(name: str, way: Spelled) -> tuple[str, ...]:
    if is_natural_person(name):
        return ()
    short = _core(way.plain) or name
    at = way.plain.find(short) if way.by_sign else -1
    sounds = way.syllables[at : at + len(short)] if at >= 0 else syllables(short)
    keys = {short, "".join(sounds), _initials(sounds), _initials(way.syllables)} - {""}
    return tuple(f"{key}{MARK}{name}" for key in sorted(keys))


def _initials(sounds: Iterable[str]) -> str:
    """威高集团 → wgjt."""
    return "".join(one[0] for one in sounds)


def core(name: str) -> str:
    """The name without the places before and the legal form behind: 光威复合材料."""
    return _core(simplified(normal_name(name))) or name


def _core(plain: str) -> str:
    plain = _BRACKETED.sub("", plain)
    return _LEGAL_FORM.sub("", _without_place(_without_place(plain))) or plain


def _without_place(plain: str) -> str:
    return plain[place_in_front(plain, min(_LONGEST_PLACE, len(plain) - 2)) :]


def without_form(plain: str) -> str:
    """皇家飞利浦电子股份有限公司 → 皇家飞利浦电子."""
    return _LEGAL_FORM.sub("", plain)


def abbreviates(short: str, name: str) -> bool:
    """哈工大 for 哈尔滨工业大学, 中科院长春应化所 for 中国科学院长春应用化学研究所: its characters in order, each the
    first of a word, a later one of the same word, or what an institute is: 所 of 研究所."""
    left = short
    for word in main_words(simplified(normal_name(name))):
        if left and word[0] == left[0]:
            for char in word:
                left = left[1:] if left and char == left[0] else left
        elif left and left != short and word[-1] == left[0] and left[0] in _HOUSES:
            left = left[1:]
    return not left
