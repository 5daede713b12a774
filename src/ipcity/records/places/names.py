"""How a division is written: its full name, and the shorter forms that stand for it where it is expected."""

from __future__ import annotations

import re
from functools import cache

_PEOPLES = (
    "壮族|回族|维吾尔族|维吾尔|苗族|土家族|藏族|蒙古族|蒙古|彝族|布依族|侗族|瑶族|白族|哈尼族|哈萨克族|哈萨克|傣族|黎族|僳僳族|傈僳族|佤族|畲族|拉祜族"
    "|水族|东乡族|纳西族|景颇族|柯尔克孜族|柯尔克孜|土族|达斡尔族|仫佬族|羌族|布朗族|撒拉族|毛南族|仡佬族|锡伯族|锡伯|阿昌族|普米族|朝鲜族"
    "|塔吉克族|塔吉克|怒族|乌孜别克族|鄂温克族|德昂族|保安族|裕固族|京族|独龙族|鄂伦春族|赫哲族|门巴族|珞巴族|满族|各族|满族蒙古族"
)
_SELF_GOVERNED = re.compile(rf"^(.{{2,}}?)(?:{_PEOPLES})+自治([州县旗])$")
_PROVINCE = re.compile(r"(?:特别行政区|维吾尔自治区|壮族自治区|回族自治区|自治区|省|市)$")
_LOWER = re.compile(r"(?:自治州|地区|新区|林区|市|州|盟|县)$")


def stem(name: str) -> str:
    """威海市 → 威海; names that would shrink to one character stay whole, and so do districts."""
    short = _PROVINCE.sub("", name) if _PROVINCE.search(name) else _LOWER.sub("", name)
    return short if len(short) >= 2 else name


@cache
def shorter(name: str) -> tuple[str, ...]:
    """延边朝鲜族自治州 → 延边州, 延边; 昆山市 → 昆山; 环翠区 has none."""
    if found := _SELF_GOVERNED.match(name):
        return (found[1] + found[2], found[1])
    short = stem(name)
    return (short,) if short != name else ()


def is_generic(name: str) -> bool:
    """郊区, 城区, 矿区: names that are words."""
    return len(name) <= 2
