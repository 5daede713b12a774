"""How numbers, days and identifiers are written. Absent is —; a true nought is 0; minus is U+2212."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from typing import Protocol

from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe

from ipcity.city.directory.spoken import english, gettext, native

ABSENT = "—"
_APPLICATION = re.compile(r"(?P<year>(?:19|20)\d\d)(?P<kind>\d)(?P<serial>\d{7})(?P<check>[0-9X])?$")
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]


def figure(value: object, places: int | None = None) -> str:
    """41,558 · 10.31 · −0.20; trailing zeros of a Decimal are kept as stored unless `places` is given."""
    if value is None or value == "":
        return ABSENT
    if type(value) is int and places is None:  # most figures of a page are counts
        return f"{value:,}".replace("-", "−")
    number = Decimal(str(value))
    if places is not None:
        number = round(number, places)
    elif number == number.to_integral_value():
        number = number.quantize(Decimal(1))
    return f"{number:,f}".replace("-", "−")


def signed(value: object, places: int | None = None) -> str:
    text = figure(value, places)
    positive = value is not None and value != "" and Decimal(str(value)) > 0
    return f"+{text}" if positive else text


def day(when: str | date | None) -> str:
    """In a sentence: 2019 年 9 月 30 日; in English 30 September 2019. Precision is kept."""
    if not when:
        return ABSENT
    parts = [int(part) for part in (when.isoformat() if isinstance(when, date) else when[:10]).split("-")]
    if english():
        words = (
            [str(parts[0])] + [_MONTHS[month - 1] for month in parts[1:2]] + [str(one) for one in parts[2:]]
        )
        return " ".join(reversed(words))
    return " ".join(f"{part} {unit}" for part, unit in zip(parts, "年月日", strict=False))


def application_number(value: str) -> str:
    """2016109843219 → 2016 1 0984321.9, as people write it; anything else stays as it is."""
    found = _APPLICATION.match(value)
    if not found:
        return value
    check = f".{found['check']}" if found["check"] else ""
    return f"{found['year']} {found['kind']} {found['serial']}{check}"


def class_symbol(symbol: str) -> str:
    """B29C53/60 → B29C 53/60."""
    return re.sub(r"^([A-H]\d\d[A-Z])(\d)", r"\1 \2", symbol)


def marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    """The text with its spans highlighted; overlapping and wild spans do no harm."""
    done, parts = 0, []
    for start, end in sorted(spans):
        start, end = max(start, done), min(end, len(text))
        if start < end:
            parts += [escape(text[done:start]), format_html("<mark>{}</mark>", text[start:end])]
            done = end
    return native(mark_safe("".join([*parts, escape(text[done:])])))  # every part is escaped above


def phrases(text: str) -> SafeString:
    """A headline that breaks between its phrases only."""
    pieces = re.findall(r"[^，。：；,;]+[，。：；,;]?", text)
    return format_html_join("", '<span class="ipc-phrase">{}</span>', ((piece,) for piece in pieces))


class NamedUnit(Protocol):
    """What the directory says of a unit's name; the name of today is `now`."""

    @property
    def now(self) -> str: ...
    @property
    def now_en(self) -> str: ...
    @property
    def former(self) -> str: ...
    @property
    def former_en(self) -> str: ...


def unit_name(unit: NamedUnit) -> SafeString:
    """The name of today, and the name of the plan's day in grey where it was another."""
    now = unit.now_en if english() and unit.now_en else unit.now
    former = unit.former_en if english() and unit.former_en else unit.former
    if not former:
        return native(now)
    once = gettext("原%(name)s") % {"name": former}
    return format_html('{} <span class="ipc-3">{}</span>', native(now), native(once))
