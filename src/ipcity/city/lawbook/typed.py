"""A day as people write it, and what was understood. Refused with what to write; never guessed.

Beyond the forms of `base.days`: Chinese numerals, months by their English names, spaces, 今天. A day written with
its year at the end is taken only when it can mean one thing (30.9.2019; 3.9.2019 can mean two days).
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date

from django.utils import timezone
from django.utils.translation import gettext

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput

_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_TODAY = {"今天", "今日", "today"}
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_DAY_FIRST = re.compile(r"(\d{1,2})(?:st|nd|rd|th)?[ -]([a-z]{3,9})\.?,?[ -](\d{4})$")
_MONTH_FIRST = re.compile(r"([a-z]{3,9})\.? (\d{1,2})(?:st|nd|rd|th)?,? (\d{4})$")
_YEAR_LAST = re.compile(r"(\d{1,2})[./-](\d{1,2})[./-](\d{4})$")
_CHINESE = re.compile(
    r"([〇零一二三四五六七八九]{4})年([一二三四五六七八九十]{1,2})月([一二三四五六七八九十]{1,3})日$"
)
_WIDE = str.maketrans("０１２３４５６７８９．－／　", "0123456789.-/ ")


@dataclass(frozen=True)
class Typed:
    """`text` is given back as it was typed; `day` is None where nothing or nothing readable was."""

    text: str = ""
    day: date | None = None
    error: str = ""


def typed_day(text: str, *, needed: bool = True) -> Typed:
    clean = re.sub(r"\s+", " ", text.translate(_WIDE)).strip()
    if not clean:
        return Typed(text, None, gettext("请填写日期，例如 2019-09-30。") if needed else "")
    try:
        return Typed(text, _read(clean.lower()))
    except BadInput as refused:
        return Typed(text, None, refused.message)


def _read(clean: str) -> date:
    if clean in _TODAY:
        return timezone.localdate()
    found = _english(clean) or _year_last(clean) or _chinese(clean)
    if found is not None:
        return found
    plain = parse_day(re.sub(r"(?<=\d) (?=\d)", "-", clean).replace(" ", ""))
    if plain is None:
        raise BadInput(gettext("“%s”读不出日期。请写年、月、日，例如 2019-09-30 或 2019年9月30日。") % clean)
    if len(plain) < 10:
        raise BadInput(gettext("“%s”缺少日。期限从某一天起算，请写到日，例如 2019-09-30。") % clean)
    return date.fromisoformat(plain)


def _english(clean: str) -> date | None:
    if found := _DAY_FIRST.match(clean):
        return _of_month(found[3], found[2], found[1], clean)
    if found := _MONTH_FIRST.match(clean):
        return _of_month(found[3], found[1], found[2], clean)
    return None


def _of_month(year: str, name: str, day: str, clean: str) -> date:
    if name[:3] not in _MONTHS:
        raise BadInput(gettext("“%s”里的月份读不出。请写成 2019-09-30 的样子。") % clean)
    return _exact(int(year), _MONTHS.index(name[:3]) + 1, int(day), clean)


def _year_last(clean: str) -> date | None:
    found = _YEAR_LAST.match(clean)
    if not found:
        return None
    first, second, year = int(found[1]), int(found[2]), int(found[3])
    if first <= 12 and second <= 12 and first != second:
        raise BadInput(gettext("“%s”可以读成两个日期。请把年写在前面，例如 2019-09-30。") % clean)
    return _exact(year, min(first, second), max(first, second), clean)


def _chinese(clean: str) -> date | None:
    found = _CHINESE.match(clean)
    if not found:
        return None
    return _exact(int(found[1].translate(_DIGITS)), _counted(found[2]), _counted(found[3]), clean)


def _counted(text: str) -> int:
    """二十九 → 29, 十 → 10, 三 → 3."""
    tens, ten, ones = text.rpartition("十")
    high = (int(tens.translate(_DIGITS)) if tens else 1) * 10 if ten else 0
    return high + (int(ones.translate(_DIGITS)) if ones else 0)


def _exact(year: int, month: int, day: int, clean: str) -> date:
    try:
        return date(year, month, day)
    except ValueError:
        raise BadInput(gettext("“%s”不是一个存在的日期。请核对年、月、日。") % clean) from None
