"""Strings of a query → queries of the index. Pairs of characters decide; words only rank.

A quoted string is looked for as it is written (width, case and blanks folded); a bare word in either script.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

import tantivy
from tantivy import Occur, Query

from ipcity.base.text import fold, is_cjk
from ipcity.search.script import simplified
from ipcity.search.synonyms import synonyms_of
from ipcity.search.text import BLANK, main_words, pairs_of_query, words

SHORT = 4  # characters; a word so short is found in one piece when cutting would drop a character
WEIGHT = {"title": 8.0, "text": 1.0, "name": 2.0, "people": 1.0}
_WHOLE_WEIGHT = 3.0  # the word in one piece, over its parts here and there
_SPECIAL = re.compile(r"[\\.+*?()|\[\]{}^$&~#\-]")


def any_of(ways: list[Query]) -> Query:
    if not ways:
        return Query.empty_query()
    return ways[0] if len(ways) == 1 else Query.boolean_query([(Occur.Should, way) for way in ways])


def escaped(text: str) -> str:
    """For a regular expression of the index."""
    return _SPECIAL.sub(lambda found: "\\" + found[0], text)


class Strings:
    """`marks` collects what is to be highlighted."""

    def __init__(self, schema: tantivy.Schema) -> None:
        self._schema = schema
        self.marks: list[str] = []
        self.widened: dict[str, list[str]] = {}  # word → what was looked for as well

    def word(self, text: str, where: tuple[str, ...]) -> Query:
        """Every part of the word, or one of its synonyms, is in one of the fields; the whole in one piece counts more."""
        plain = simplified(fold(text))
        parts = [plain] if synonyms_of(plain) else parts_of(plain)
        self.marks += [text, *parts]
        found = [(Occur.Must, self._part(part, where)) for part in parts]
        ranked = [
            (Occur.Should, Query.boost_query(self._term(f"{name}_words", word), WEIGHT[name]))
            for name in where
            if name != "people"
            for word in dict.fromkeys(words(plain))
        ]
        whole = [(Occur.Should, self.loose(plain, where, _WHOLE_WEIGHT))] if len(parts) > 1 else []
        return Query.boolean_query(found + ranked + whole)

    def _part(self, part: str, where: tuple[str, ...]) -> Query:
        others = synonyms_of(part)
        if not others:
            return self.loose(part, where)
        self.widened[part] = others
        self.marks += others
        return any_of(
            [self.loose(part, where, _WHOLE_WEIGHT), *(self._another(other, where) for other in others)]
        )

    def _another(self, word: str, where: tuple[str, ...]) -> Query:
        """A synonym; a Latin one as whole words, for `ai` stands in `chain`."""
        if not word.isascii():
            return self.loose(word, where)
        run, named = words(word), [name for name in where if name != "people"]
        ways = [
            self._term(f"{name}_words", run[0])
            if len(run) == 1
            else Query.phrase_query(self._schema, f"{name}_words", [*run])
            for name in named
        ]
        return any_of([self._weighed(way, name, 0.1) for name, way in zip(named, ways, strict=True)])

    def exact(self, text: str, where: Iterable[str]) -> Query:
        """The string as written in one of the fields."""
        self.marks.append(text)
        return any_of([self._weighed(self._run(f"{name}_pairs", fold(text)), name, 0.1) for name in where])

    def loose(self, text: str, where: Iterable[str], weight: float = 0.1) -> Query:
        """The string in one of the fields, in either script."""
        plain = simplified(fold(text))
        ways = [(name, f"{name}_{kind}") for name in where for kind in ("pairs", "script")]
        return any_of([self._weighed(self._run(field, plain), name, weight) for name, field in ways])

    def beginning(self, stem: str, where: Iterable[str]) -> Query:
        """`robot*`: words that begin so; of Chinese, which has no word ends, texts that hold it."""
        plain = simplified(fold(stem))
        self.marks.append(stem)
        if not plain or is_cjk(plain[-1]) or " " in plain:
            return self.loose(plain, where)
        named = [name for name in where if name != "people"]
        ways = [self._regex(f"{name}_words", escaped(plain) + ".*") for name in named]
        return any_of([self._weighed(way, name, 1.0) for name, way in zip(named, ways, strict=True)])

    def near(self, left: str, right: str, within: int, where: Iterable[str]) -> Query:
        """At most `within` characters between them; between Latin words, as many words."""
        self.marks += [left, right]
        one, other = simplified(fold(left)), simplified(fold(right))
        if one.isascii() and other.isascii():
            runs = (words(one), words(other))
            fields = [(name, f"{name}_words") for name in where if name != "people"]
        else:
            runs = (_placed(one), _placed(other))
            fields = [(name, f"{name}_{kind}") for name in where for kind in ("pairs", "script")]
        if not all(runs):
            return Query.empty_query()
        width = (len(runs[0]), len(runs[1])) if one.isascii() and other.isascii() else (len(one), len(other))
        ways = []
        for name, field in fields:
            for (first, second), size in (((runs[0], runs[1]), width[0]), ((runs[1], runs[0]), width[1])):
                ways += [
                    self._weighed(self._apart(field, first, second, size + gap), name, 1.0)
                    for gap in range(within + 1)
                ]
        return any_of(ways)

    def _apart(self, field: str, first: list[str], second: list[str], distance: int) -> Query:
        placed = [*enumerate(first), *((distance + at, one) for at, one in enumerate(second))]
        if not any(one.endswith(_ANY) for _, one in placed):
            return Query.phrase_query(self._schema, field, [*placed])
        open_ended = [(at, f"{one[:-1]}." if one.endswith(_ANY) else escaped(one)) for at, one in placed]
        return Query.regex_phrase_query(self._schema, field, [*open_ended])

    def _run(self, field: str, plain: str) -> Query:
        run = pairs_of_query(plain)
        if not run:
            single = escaped(plain.replace(" ", BLANK))
            return self._regex(field, single + ".") if single else Query.empty_query()
        return (
            self._term(field, run[0]) if len(run) == 1 else Query.phrase_query(self._schema, field, list(run))
        )

    def _weighed(self, query: Query, name: str, weight: float) -> Query:
        return Query.boost_query(Query.const_score_query(query, 1.0), weight * WEIGHT[name])

    def _regex(self, field: str, pattern: str) -> Query:
        return Query.regex_query(self._schema, field, pattern)

    def _term(self, field: str, value: str) -> Query:
        return Query.term_query(self._schema, field, value, "basic")


_ANY = "\x03"  # after a single character: whatever follows


def _placed(plain: str) -> list[str]:
    if len(plain) == 1:
        return [escaped(plain) + _ANY]
    return pairs_of_query(plain)


def parts_of(plain: str) -> list[str]:
    """What must be found of a folded word: its words of two characters and more, or the whole where one would be lost."""
    cut = main_words(plain)
    parts = [part for part in cut if len(part) > 1]
    if not parts or (len(parts) < len(cut) and len(plain) <= SHORT):
        parts = [plain]  # 临港区 is not 临港 and any 区
    return list(dict.fromkeys(parts))
