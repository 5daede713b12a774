"""The tree of a query → queries of the index. Matching is exact (pairs); words only rank.

A bare word matches where the record holds it: in title, abstract or the name of a party; as a place where it is the
name of one; as a number where it can be read as one. A longer word is cut, and each part must be found.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import tantivy
from tantivy import Occur, Query

from ipcity.base.days import parse_day
from ipcity.base.errors import BadInput, BadQuery
from ipcity.base.text import fold
from ipcity.law import ApplicationNumber, read_application_number
from ipcity.records.places import area_name, places_of_words, zone_name
from ipcity.search.base import Filters
from ipcity.search.schema import plain_number
from ipcity.search.syntax import Group, Node, Range, Term, fields
from ipcity.search.text import BLANK, main_words, pairs_of_query, words

ANYWHERE = ("title", "text", "name")
QUOTED = ("title", "text")
SHORT = 4  # characters; a word so short is found in one piece when cutting would drop a character
_WEIGHT = {"title": 4.0, "text": 1.0, "name": 2.0}
_PLACE_WEIGHT = 2.0
_NUMBER_WEIGHT = 20.0
_WHOLE_WEIGHT = 3.0  # the word in one piece, over its parts here and there


class Compiler:
    """One query. `understood` collects what was read into its words; `marks` the strings to highlight."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        self.understood: list[str] = []
        self.marks: list[str] = []

    def query(self, node: Node | None) -> Query:
        """Matching and ranking of the tree; of nothing asked, everything."""
        if node is None:
            return self._term("lake", "record")
        return self._node(node)

    def _node(self, node: Node) -> Query:
        if isinstance(node, Range):
            return self._days(node)
        if isinstance(node, Term):
            return self._of_field(node) if node.field else self._anywhere(node)
        return self._group(node)

    def _group(self, group: Group) -> Query:
        if group.op == "NOT":
            return Query.boolean_query(
                [(Occur.Must, self._all()), (Occur.MustNot, self._quietly(group.parts[0]))]
            )
        occur = Occur.Must if group.op == "AND" else Occur.Should
        return Query.boolean_query([(occur, self._node(part)) for part in group.parts])

    def _quietly(self, node: Node) -> Query:
        """What must not be there is not highlighted."""
        before = list(self.marks)
        query = self._node(node)
        self.marks = before
        return query

    def _anywhere(self, term: Term) -> Query:
        if term.exact:
            self.marks.append(term.text)
            return self._string(term.text, QUOTED)
        ways = [self._text(term.text, ANYWHERE)]
        if places := places_of_words(term.text):
            ways.append(self._places(term.text, places))
        if number := self._number(term.text):
            ways.append(number)
        return _any(ways)

    def _text(self, text: str, where: tuple[str, ...]) -> Query:
        """Every part of the word is in one of the fields; the whole in one piece counts more."""
        cut = main_words(text)
        parts = [part for part in cut if len(part) > 1]
        if not parts or (len(parts) < len(cut) and len(text) <= SHORT):
            parts = [fold(text)]  # 临港区 is not 临港 and any 区
        self.marks += [text, *parts]
        found = [(Occur.Must, self._string(part, where)) for part in dict.fromkeys(parts)]
        ranked = [
            (Occur.Should, Query.boost_query(self._term(f"{name}_words", word), _WEIGHT[name]))
            for name in where
            for word in dict.fromkeys(words(text))
        ]
        whole = [(Occur.Should, self._string(text, where, _WHOLE_WEIGHT))] if len(parts) > 1 else []
        return Query.boolean_query(found + ranked + whole)

    def _string(self, text: str, where: Iterable[str], weight: float = 0.1) -> Query:
        """The exact string in one of the fields."""
        chosen = list(where)
        ways = [
            Query.boost_query(
                Query.const_score_query(self._pairs(f"{name}_pairs", text), 1.0), weight * _WEIGHT[name]
            )
            for name in chosen
        ]
        return _any(ways)

    def _pairs(self, field: str, text: str) -> Query:
        run = pairs_of_query(text)
        if not run:
            single = fold(text).replace(" ", BLANK)
            return (
                Query.regex_query(self._schema, field, re.escape(single) + ".")
                if single
                else Query.empty_query()
            )
        if len(run) == 1:
            return self._term(field, run[0])
        return Query.phrase_query(self._schema, field, list(run))

    def _of_field(self, term: Term) -> Query:
        name = term.field or ""
        entry = fields()[name]
        match entry["type"]:
            case "text":
                self.marks.append(term.text)
                if term.exact:
                    return self._string(term.text, entry["fields"])
                return self._text(term.text, tuple(entry["fields"]))
            case "class":
                return self._class(term)
            case "place":
                return self._place_term(term)
            case "number":
                return self._number(term.text) or self._term("number", plain_number(term.text))
            case "day":
                return self._days(Range(name, term.text, term.text, term.at))
        return self._value(term, entry["field"], entry["values"])

    def _value(self, term: Term, field: str, values: dict[str, str]) -> Query:
        if term.text in values.values():
            return self._term(field, term.text)
        if term.text not in values:
            raise BadQuery(
                f"第 {term.at + 1} 个字符：没有“{term.text}”这个值；可写{'、'.join(values)}。", at=term.at
            )
        return self._term(field, values[term.text])

    def _class(self, term: Term) -> Query:
        symbol = re.sub(r"[\s*]", "", term.text.upper())
        if not re.fullmatch(r"[A-H](\d{2}([A-Z](\d{1,4}(/\d{0,6})?)?)?)?|\d{2}(-\d{2})?", symbol):
            raise BadQuery(
                f"第 {term.at + 1} 个字符：“{term.text}”不是分类号。请写成 B29C、B29C53/60 或洛迦诺 01-02。",
                at=term.at,
            )
        return self._term("classes", symbol.rstrip("/"))

    def _place_term(self, term: Term) -> Query:
        if re.fullmatch(r"\d{6}", term.text) and area_name(term.text)["zh"] != term.text:
            return self._places(term.text, [("area", term.text)])
        if places := places_of_words(term.text):
            return self._places(term.text, places)
        raise BadQuery(
            f"第 {term.at + 1} 个字符：不认得地点“{term.text}”。请写省、市、区或功能区的名称，或六位代码。",
            at=term.at,
        )

    def _places(self, word: str, places: list[tuple[str, str]]) -> Query:
        """In all of them at once: 威海市高区 is the zone, within the city."""
        names = "、".join(
            (area_name(code) if key == "area" else zone_name(code))["zh"] for key, code in places
        )
        self.understood.append(f"“{word}”也作地点：{names}")
        terms = [self._term("areas" if key == "area" else "zone", code) for key, code in places]
        inside = Query.boolean_query([(Occur.Must, term) for term in terms])
        return Query.boost_query(Query.const_score_query(inside, 1.0), _PLACE_WEIGHT)

    def _number(self, text: str) -> Query | None:
        plain = plain_number(text)
        if sum(map(str.isdigit, plain)) < 7:
            return None
        forms = [plain, plain.removeprefix("cn")]
        answer = read_application_number(text)
        if isinstance(answer, ApplicationNumber):
            forms.append(answer.value.lower())
        elif answer.why == "wrong-check":
            self.understood.append(f"“{text}”的校验位不对：按前面各位应为 {answer.expected}")
        return Query.boost_query(
            Query.const_score_query(_any([self._term("number", form) for form in dict.fromkeys(forms)]), 1.0),
            _NUMBER_WEIGHT,
        )

    def _days(self, span: Range) -> Query:
        low, high = self._bound(span.low, span, "0"), self._bound(span.high, span, "9")
        if low and high and low > high:
            raise BadQuery(
                f"第 {span.at + 1} 个字符：范围的起点 {span.low} 晚于终点 {span.high}。", at=span.at
            )
        name = fields()[span.field]["field"]
        return Query.const_score_query(
            Query.range_query(self._schema, name, tantivy.FieldType.Integer, low or 1, high or 99_999_999),
            0.0,
        )

    def _bound(self, text: str, span: Range, fill: str) -> int | None:
        if not text:
            return None
        try:
            day = parse_day(text)
        except BadInput as wrong:
            raise BadQuery(f"第 {span.at + 1} 个字符：{wrong.message}", at=span.at) from None
        if day is None:
            raise BadQuery(
                f"第 {span.at + 1} 个字符：“{text}”不是日期。请写成 2019 或 2019-07-12。", at=span.at
            )
        return int(day.replace("-", "").ljust(8, fill))

    def filtered(self, query: Query, filters: Filters, *, without: str | None = None) -> Query:
        """The query narrowed by choices; `without` leaves one facet's own choice out."""
        narrow: list[tuple[Occur, Query]] = []
        for facet, chosen in filters.include.items():
            if facet != without and chosen:
                narrow.append((Occur.Must, _any([self._choice(facet, value) for value in chosen])))
        for facet, refused in filters.exclude.items():
            if facet != without:
                narrow += [(Occur.MustNot, self._choice(facet, value)) for value in refused]
        if (filters.year_from or filters.year_to) and without != "year":
            years = (filters.year_from or 1, filters.year_to or 9999)
            narrow.append(
                (Occur.Must, Query.range_query(self._schema, "year", tantivy.FieldType.Integer, *years))
            )
        if filters.realm:
            narrow.append((Occur.Must, self._term("realm", filters.realm)))
        quiet = [(occur, Query.boost_query(Query.const_score_query(one, 1.0), 0.0)) for occur, one in narrow]
        return Query.boolean_query([(Occur.Must, query), *quiet]) if quiet else query

    def _choice(self, facet: str, value: str) -> Query:
        if facet == "year":
            return Query.term_query(self._schema, "year", int(value))
        if facet == "area":
            return self._term("areas", value)
        return self._term("classes" if facet == "class" else facet, value)

    def _all(self) -> Query:
        return Query.const_score_query(self._term("lake", "record"), 0.0)

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")


def _any(ways: list[Query]) -> Query:
    return ways[0] if len(ways) == 1 else Query.boolean_query([(Occur.Should, way) for way in ways])
