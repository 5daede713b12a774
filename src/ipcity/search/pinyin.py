"""Pinyin: names → syllables for the index, and a person's letters → the syllables they may mean.

One reading per character is enough for names, except where a word of several characters has its own: 重庆 is chongqing.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache, lru_cache

from ipcity.base.later import Later
from ipcity.base.text import fold, is_cjk
from ipcity.search.script import simplified

MOST_READINGS = 6
pypinyin, mmseg = Later("pypinyin.constants"), Later("pypinyin.seg.mmseg")
_TONES = str.maketrans("āáǎàēéěèīíǐìōóǒòūúǔùǖǘǚǜüńňǹḿ", "aaaaeeeeiiiioooouuuuvvvvvnnnm")
_SEVERAL = set(
    "重长行乐朝厦单曾都会参乘传大调度恶分冈更红降角解龟壳宁泊铺强曲省石识属宿尾畏夏相校血咽扎着中种薄藏发和没沈乌台调佛觉"
)
_ANYTHING = re.compile(r"[a-z']+")


@lru_cache(maxsize=65_536)
def syllables(name: str) -> tuple[str, ...]:
    """`威海市高区` → wei hai shi gao qu; what is not Chinese is left out."""
    chars = "".join(filter(is_cjk, simplified(fold(name))))
    if _SEVERAL.isdisjoint(chars):
        return tuple(filter(None, map(reading, chars)))
    return tuple(filter(None, (one for piece in mmseg.seg.cut(chars) for one in _readings_of(piece))))


def _readings_of(piece: str) -> Iterable[str]:
    """Of a phrase as it is read together, otherwise of each character; as `pypinyin.lazy_pinyin`, ten times faster."""
    known = pypinyin.PHRASES_DICT.get(piece)
    return [one[0].translate(_TONES) for one in known] if known else map(reading, piece)


@lru_cache(maxsize=32_768)
def reading(char: str) -> str:
    return str(pypinyin.PINYIN_DICT.get(ord(char), "")).split(",")[0].translate(_TONES)


def readings_of_characters() -> Iterable[str]:
    """All characters that have one."""
    return map(chr, pypinyin.PINYIN_DICT)


def has_several(char: str) -> bool:
    """Its neighbours decide how it is read."""
    return char in _SEVERAL


@cache
def _known() -> frozenset[str]:
    """Every syllable that a common character has; a lone m or n is none."""
    read = {reading(chr(code)) for code in pypinyin.PINYIN_DICT if 0x4E00 <= code < 0xA000}
    return frozenset(one for one in read if set(one) & set("aeiouv"))


@lru_cache(maxsize=1024)
def readings(letters: str) -> tuple[tuple[str, ...], ...]:
    """`xian` → (xian), (xi an); longest syllables first. Empty where the letters are no pinyin."""
    plain = fold(letters)
    if not _ANYTHING.fullmatch(plain) or len(plain) > 60:
        return ()
    return tuple(_split(plain))


def _split(rest: str) -> list[tuple[str, ...]]:
    """From the end forward, so that each rest is worked out once."""
    ways: dict[int, list[tuple[str, ...]]] = {len(rest): [()]}
    for start in range(len(rest) - 1, -1, -1):
        ways[start] = []
        if rest[start] == "'":
            ways[start] = ways[start + 1]
            continue
        for length in range(min(6, len(rest) - start), 0, -1):
            one = rest[start : start + length]
            if one in _known():
                ways[start] += [(one, *after) for after in ways[start + length]]
        ways[start] = sorted(ways[start], key=len)[:MOST_READINGS]
    return ways[0]
