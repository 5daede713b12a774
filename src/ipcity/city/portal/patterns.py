"""Ways in which people write things in forms: money, a credit code, a day, an address. Each reader takes any usual way
of writing and says what it understood, or what to write instead."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation

from django.utils.formats import date_format
from django.utils.translation import gettext

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput
from ipcity.base.text import fold
from ipcity.city.directory.credit import read_credit_code
from ipcity.city.directory.spoken import said
from ipcity.records.places import area_name, place_of, zone_name

LONGEST = 200
UNITS = {
    "": 1,
    "元": 1,
    "千": 1_000,
    "千元": 1_000,
    "万": 10_000,
    "万元": 10_000,
    "亿": 100_000_000,
    "亿元": 100_000_000,
}
_MONEY = re.compile(r"(?:人民币|¥|rmb|cny)?(\d+(?:\.\d+)?)(千元|万元|亿元|千|万|亿|元)?$")
_BROKEN = re.compile(r"\d+[千万亿]\d+")
MOST = Decimal(10) ** 13


@dataclass(frozen=True)
class Understood:
    """`value` is the plain form; None where it could not be read, and then `said` is what to do."""

    value: str | None
    said: str


def money(text: str) -> Understood:
    """125000 · 125,000.00 · 12.5万 · ￥1.2 亿元 → yuan with two decimals."""
    clean = re.sub(r"[\s,，]", "", fold(text)).replace("￥", "¥")
    if _BROKEN.match(clean):
        return _refused(gettext("“%(text)s”有两种读法。请写成 125000 或 12.5 万。"), text)
    found = _MONEY.match(clean)
    try:
        amount = Decimal(found[1]) * UNITS[found[2] or ""] if found else None
    except InvalidOperation:
        amount = None
    if amount is None or amount >= MOST:
        return _refused(gettext("读不出“%(text)s”是多少钱。请写成 125000 或 12.5 万。"), text)
    if amount != amount.quantize(Decimal("0.01")):
        return _refused(gettext("“%(text)s”不到一分。金额最多写到分。"), text)
    exact = f"{amount:,.2f}"
    short = f"{amount / 10_000:,.4f}".rstrip("0").rstrip(".")
    told = gettext("%(exact)s 元，合 %(short)s 万元") if amount >= 10_000 else gettext("%(exact)s 元")
    return Understood(f"{amount:.2f}", told % {"exact": exact, "short": short})


def day(text: str) -> Understood:
    """20190930 · 2019.9.30 · 2019年9月30日 → 2019-09-30 and its day of the week."""
    try:
        read = parse_day(text)
    except BadInput as wrong:
        return Understood(None, wrong.message)
    if not read or len(read) != 10:
        return _refused(gettext("“%(text)s”不是完整的日期。请写年、月、日，如 2019-09-30。"), text)
    return Understood(read, f"{read} {date_format(date.fromisoformat(read), 'l')}")


def credit(text: str) -> Understood:
    """Eighteen characters with a right check character; grouped for the eye."""
    try:
        code = read_credit_code(text)
    except BadInput as wrong:
        return Understood(None, wrong.message)
    grouped = f"{code[:2]} {code[2:8]} {code[8:17]} {code[17]}"
    where = said(area_name(code[2:8])) or code[2:8]
    facts = {"code": grouped, "where": where}
    return Understood(code, gettext("%(code)s，校验位正确，登记地 %(where)s") % facts)


def address(text: str) -> Understood:
    """A Chinese address: its division, its functional area, and the rest."""
    place = place_of(text)
    if not place.area:
        return _refused(gettext("“%(text)s”里没有认出行政区。请从省、市写起。"), text)
    parts = [
        said(area_name(place.area)),
        said(zone_name(place.zone)) if place.zone else "",
        place.postcode or "",
    ]
    where = gettext("、").join(filter(None, parts))
    return Understood(
        place.area, gettext("识别为 %(where)s（%(code)s）") % {"where": where, "code": place.area}
    )


PATTERNS: dict[str, Callable[[str], Understood]] = {
    "money": money,
    "day": day,
    "credit": credit,
    "address": address,
}


def _refused(sentence: str, text: str) -> Understood:
    return Understood(None, sentence % {"text": text.strip()[:40]})
