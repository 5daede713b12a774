"""The tree of a query → queries of the index. Matching is exact (pairs); words only rank.

A bare word matches where the record holds it: in title, abstract or the name of a party; as a place, a class, a
number or pinyin where it can be read as one. A longer word is cut, and each part must be found.
"""

from __future__ import annotations

from ipcity.postings import Anything, Bool, Fixed, Nothing, Prefix, Query, any_of
from ipcity.records.places import places_of_words
from ipcity.search.base import Filters
from ipcity.search.conditions import Conditions, refuse
from ipcity.search.industries import definitions, industry_named
from ipcity.search.naming import Lexicon, Naming
from ipcity.search.narrow import Narrowing
from ipcity.search.placenames import spelled_places
from ipcity.search.script import simplified
from ipcity.search.strings import Strings
from ipcity.search.symbols import WHOLE
from ipcity.search.syntax import fields, parse
from ipcity.search.tree import Group, Near, Node, Range, Term

ANYWHERE = ("title", "text", "name", "people")
QUOTED = ("title", "text")


class Compiler:
    """One query. `understood` collects what was read into its words; `marks` the strings to highlight."""

    def __init__(self, lexicon: Lexicon | None = None) -> None:
        self._strings, self._conditions = Strings(), Conditions()
        self._naming = Naming(self._strings, lexicon, self._conditions.understood)

    @property
    def understood(self) -> list[str]:
        also = (
            f"“{word}”也查了同义词：{'、'.join(others)}；只查原词请加引号"
            for word, others in self._strings.widened.items()
        )
        return [*self._conditions.understood, *also]

    @property
    def marks(self) -> list[str]:
        return self._strings.marks

    def query(self, node: Node | None) -> Query:
        """Matching and ranking of the tree; of nothing asked, everything."""
        return Anything() if node is None else self._node(node)

    def filtered(self, query: Query, filters: Filters, *, without: str | None = None) -> Query:
        """The query narrowed by choices; `without` leaves one facet's own choice out."""
        return Narrowing(self._of_industry).narrowed(query, filters, without)

    def _node(self, node: Node) -> Query:
        if isinstance(node, Range):
            counts = fields()[node.field]["type"] == "count"
            return self._conditions.counts(node) if counts else self._conditions.days(node)
        if isinstance(node, Term):
            return self._of_field(node) if node.field else self._anywhere(node)
        return self._near(node) if isinstance(node, Near) else self._group(node)

    def _group(self, group: Group) -> Query:
        if group.op == "NOT":
            return Bool(never=(self._quietly(group.parts[0]),))
        parts = tuple(map(self._node, group.parts))
        if group.op == "OR":
            return any_of(parts)
        refused = tuple(query for part in parts if (query := _refused(part)) is not None)
        return Bool(must=tuple(part for part in parts if _refused(part) is None), never=refused)

    def _quietly(self, node: Node) -> Query:
        """What must not be there is not highlighted."""
        before = list(self.marks)
        query = self._node(node)
        self._strings.marks = before
        return query

    def _near(self, near: Near) -> Query:
        names = {one.field for one in (near.left, near.right) if one.field and one.field != "number"}
        where = self._where(names.pop() if names else None, near.at)
        if names:
            raise refuse(near.at, "NEAR 两边应当是同一个字段。")
        return self._strings.near(near.left.text, near.right.text, near.within, where)

    def _where(self, name: str | None, at: int) -> tuple[str, ...]:
        if name is None:
            return QUOTED
        if fields()[name]["type"] not in ("text", "person"):
            raise refuse(at, "NEAR 只用于文字：标题、摘要或名称。")
        return tuple(fields()[name]["fields"])

    def _anywhere(self, term: Term) -> Query:
        if term.exact:
            return self._strings.exact(term.text, QUOTED)
        if term.prefix:
            ways = [self._strings.beginning(term.text, ANYWHERE)]
            return any_of([*ways, number] if (number := self._conditions.bare_number(term)) else ways)
        ways = [self._strings.word(term.text, ANYWHERE)]
        spelled = spelled_places().get(term.text.lower(), ())[:1] if term.text.isascii() else ()
        if places := places_of_words(spelled[0] if spelled else simplified(term.text)):
            ways.append(self._conditions.places(term.text, places))
        if number := self._conditions.bare_number(term):
            ways.append(number)
        if WHOLE.fullmatch(term.text.upper()):
            ways.append(self._conditions.bare_class(term.text))
        if kind := self._conditions.bare_kind(term.text):
            ways.append(kind)
        return any_of(ways + self._naming.of_word(term.text))

    def _of_field(self, term: Term) -> Query:
        name = term.field or ""
        entry = fields()[name]
        match entry["type"]:
            case "text":
                return self._text(term, tuple(entry["fields"]))
            case "person":
                return self._naming.person(term)
            case "class":
                return self._conditions.of_class(term)
            case "place":
                return self._conditions.place(term)
            case "number":
                return self._conditions.number(term, entry.get("field", "number"))
            case "day" | "count":  # in a bracket: 公开日=(2018 OR 2019)
                return self._node(Range(name, term.text, term.text, term.at))
            case "state":
                return self._conditions.state(term)
            case "industry":
                return self._industry(term)
        return self._conditions.exact(term)

    def _text(self, term: Term, where: tuple[str, ...]) -> Query:
        if term.exact:
            return self._strings.exact(term.text, where)
        if term.prefix and where == ("name",):
            return Prefix("applicant", term.text)
        if term.prefix:
            return self._strings.beginning(term.text, where)
        ways = [self._strings.word(term.text, where)]
        if where == ("name",):
            ways += self._naming.of_word(term.text)
            ways += [self._strings.loose(other, where) for other in self._naming.also(term.text)]
        return any_of(ways)

    def _industry(self, term: Term) -> Query:
        name = industry_named(simplified(term.text))
        if name is None:
            shown = "、".join(one.name["zh"] for one in definitions().values())
            raise refuse(term.at, f"没有“{term.text}”这个产业的定义；现有{shown}。")
        return self._of_industry(name)

    def _of_industry(self, name: str) -> Query:
        """By its id; nothing for one that is no more."""
        definition = definitions().get(name)
        node = parse(definition.query) if definition else None
        return Fixed(self._quietly(node), 1.0) if node else Nothing()


def _refused(query: Query) -> Query | None:
    """What is taken away from the rest of an AND, which is smaller than everything else would be."""
    alone = isinstance(query, Bool) and not query.must and not query.should and len(query.never) == 1
    return query.never[0] if alone and isinstance(query, Bool) else None
