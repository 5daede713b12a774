"""Conditions on a field → queries of the index: classes, places, numbers, days, states, kinds, industries."""

from __future__ import annotations

import re
from datetime import date

from ipcity.base.days import last_day, parse_day
from ipcity.base.errors import BadInput, BadQuery
from ipcity.postings import Fixed, Prefix, Query, Span, Stood, all_of, any_of
from ipcity.postings import Term as Has
from ipcity.records.places import area_name, areas_above, current, places_of_words, zone_name
from ipcity.search.fields import fields
from ipcity.search.forms import FEWEST, forms_asked, looks_like_number, plain_number
from ipcity.search.script import simplified
from ipcity.search.symbols import asked_terms
from ipcity.search.tree import Range, Term
from ipcity.search.values import states_named, values_of

_PLACE_WEIGHT = 2.0
_NUMBER_WEIGHT = 20.0
_FIRST, _LAST = 1, 99_999_999


def refuse(at: int, why: str) -> BadQuery:
    return BadQuery(f"第 {at + 1} 个字符：{why}", at=at)


class Conditions:
    """`understood` collects what was read into the words."""

    def __init__(self) -> None:
        self.understood: list[str] = []

    def exact(self, term: Term) -> Query:
        """One of the values of a field: 种类=商标."""
        values = values_of(term.field or "")
        word = simplified(term.text).lower()
        if word not in values:
            shown = "、".join(list(fields()[term.field or ""]["values"])[:14])
            raise refuse(term.at, f"没有“{term.text}”这个值；可写{shown}。")
        field, value = values[word].split(":")
        return Has(field, value)

    def state(self, term: Term) -> Query:
        """Today's state as the source gives it, or the state on a day as the law works it out."""
        states = states_named(simplified(term.text).lower())
        if not states:
            shown = "、".join(list(fields()["status"]["values"])[:12])
            raise refuse(term.at, f"没有“{term.text}”这个值；可写{shown}。")
        if not term.day:
            return any_of([Has("status", state) for state in states])
        day = self._end_of(term.day, term.at)
        number = int(day.strftime("%Y%m%d"))
        self.understood.append(f"{day.isoformat()} 当天终了时的状态：{term.text}")
        return Fixed(Stood(tuple(states), number), 0.0)

    def _end_of(self, text: str, at: int) -> date:
        try:
            day = parse_day(text)
        except BadInput as wrong:
            raise refuse(at, wrong.message) from None
        if day is None:
            raise refuse(at, f"“{text}”不是日期。请写成 状态@2019-07-12=有效。")
        return last_day(day)

    def of_class(self, term: Term) -> Query:
        terms = asked_terms(fields()[term.field or ""]["schemes"], term.text)
        if not terms:
            raise refuse(
                term.at,
                f"“{term.text}”不是分类号。请写成 B29C、B29C53/60、洛迦诺 01-02、尼斯 9 或国民经济行业 C373。",
            )
        return any_of([Has("classes", one) for one in terms])

    def bare_class(self, text: str) -> Query:
        """A word that has the form of a symbol: A01K87/00."""
        terms = asked_terms(["ipc", "cpc"], text)
        self.understood.append(f"“{text}”也作分类号")
        found = any_of([Has("classes", one) for one in terms])
        return Fixed(found, _PLACE_WEIGHT)

    def bare_kind(self, text: str) -> Query | None:
        """A word that names a kind of right beyond doubt: 商标; None for any other."""
        word = simplified(text)
        if word not in fields()["kind"]["bare"]:
            return None
        self.understood.append(f"“{text}”也作种类")
        field, value = values_of("kind")[word].split(":")
        return Fixed(Has(field, value), _PLACE_WEIGHT)

    def place(self, term: Term) -> Query:
        text = simplified(term.text)
        if re.fullmatch(r"\d{6}|[A-Za-z]{2}", text) and area_name(text.upper())["zh"] != text.upper():
            return self.places(text, [("area", current(text.upper()))])
        if places := places_of_words(text, short=True):
            return self.places(text, places)
        raise refuse(term.at, f"不认得地点“{term.text}”。请写省、市、区或功能区的名称，或六位代码。")

    def places(self, word: str, places: list[tuple[str, str]]) -> Query:
        """Several areas are alternatives (朝阳区 of Beijing, of Changchun); a zone beside them narrows: 威海市高区."""
        names = [(area_name(code) if key == "area" else zone_name(code))["zh"] for key, code in places]
        areas = [code for key, code in places if key == "area"]
        several = len(areas) > 1
        if several:
            names = [
                "".join(area_name(one)["zh"] for one in reversed(areas_above(code))) for code in areas
            ] + names[len(areas) :]
        self.understood.append(f"“{word}”也作地点：{'、'.join(names)}" + ("，任一处都算" if several else ""))
        terms = [any_of([Has("areas", code) for code in areas])] if areas else []
        terms += [Has("zone", code) for key, code in places if key == "zone"]
        return Fixed(all_of(terms), _PLACE_WEIGHT)

    def number(self, term: Term, field: str = "number") -> Query:
        """Of a field: whatever is written is a number."""
        if term.prefix:
            found: Query = Prefix(field, plain_number(term.text))
        else:
            forms, refused = forms_asked(term.text)
            if refused:
                self.understood.append(f"“{term.text}”的校验位不对：按前面各位应为 {refused.expected}")
            found = any_of([Has(field, form) for form in forms])
        return Fixed(found, _NUMBER_WEIGHT)

    def bare_number(self, term: Term) -> Query | None:
        """A bare word that may be a number; None if it cannot be one."""
        few = 3 if term.prefix else FEWEST
        return self.number(term) if looks_like_number(term.text, few) else None

    def days(self, span: Range) -> Query:
        low, high = self._bound(span.low, span, "0"), self._bound(span.high, span, "9")
        return self._span(span, low, high)

    def counts(self, span: Range) -> Query:
        """Whole numbers: years, times cited."""
        ends = []
        for text in (span.low, span.high):
            if text and not text.isdigit():
                raise refuse(span.at, f"“{text}”不是整数。请写成 5、5..10 或 >=5。")
            ends.append(int(text) if text and int(text) <= _LAST else None)
        return self._span(span, *ends)

    def _span(self, span: Range, low: int | None, high: int | None) -> Query:
        if low is not None and high is not None and low > high:
            raise refuse(span.at, f"范围的起点 {span.low} 晚于终点 {span.high}。")
        field = fields()[span.field]["field"]
        first = _FIRST if low is None and fields()[span.field]["type"] == "day" else (low or 0)
        return Fixed(Span(field, first, _LAST if high is None else high), 0.0)

    def _bound(self, text: str, span: Range, fill: str) -> int | None:
        if not text:
            return None
        try:
            day = parse_day(text.strip("-."))
        except BadInput as wrong:
            raise refuse(span.at, wrong.message) from None
        if day is None:
            raise refuse(span.at, f"“{text}”不是日期。请写成 2019、2019-07-12 或 2015..2019。")
        return int(day.replace("-", "").ljust(8, fill))
