"""Strings of a query → queries of the index. Pairs of characters decide; words only rank.

A quoted string is looked for as it is written (width, case and blanks folded); a bare word in either script.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from ipcity.base.text import fold, is_cjk
from ipcity.postings import Bool, Boost, Fixed, Nothing, Prefix, Query, Run, Term, any_of
from ipcity.search.script import simplified
from ipcity.search.synonyms import synonyms_of
from ipcity.search.text import BLANK, main_words, pairs_of_query, words

SHORT = 4  # characters; a word so short is found in one piece when cutting would drop a character
WEIGHT = {"title": 8.0, "text": 1.0, "name": 2.0, "people": 1.0}
_WHOLE_WEIGHT = 3.0  # the word in one piece, over its parts here and there


class Strings:
    """`marks` collects what is to be highlighted."""

    def __init__(self) -> None:
        self.marks: list[str] = []
        self.widened: dict[str, list[str]] = {}  # word → what was looked for as well

    def word(self, text: str, where: tuple[str, ...]) -> Query:
        """Every part of the word, or one of its synonyms, is in one of the fields; the whole in one piece counts more."""
        plain = simplified(fold(text))
        parts = [plain] if synonyms_of(plain) else parts_of(plain)
        self.marks += [text, *parts]
        found = [self._part(part, where) for part in parts]
        ranked = [
            Boost(Term(f"{name}_words", word), WEIGHT[name])
            for name in where
            if name != "people"
            for word in dict.fromkeys(words(plain))
        ]
        whole = [self.loose(plain, where, _WHOLE_WEIGHT)] if len(parts) > 1 else []
        return Bool(must=(*found,), should=(*ranked, *whole))

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
        ways = [run_of(f"{name}_words", run) for name in named]
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
        ways = [Prefix(f"{name}_words", plain) for name in named]
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
            return Nothing()
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
        parts = tuple((at, one.removesuffix(_ANY)) for at, one in placed)
        return Run(field, parts, tuple(at for at, (_, one) in enumerate(placed) if one.endswith(_ANY)))

    def _run(self, field: str, plain: str) -> Query:
        run = pairs_of_query(plain)
        if not run:
            single = plain.replace(" ", BLANK)
            return Prefix(field, single) if single else Nothing()
        return run_of(field, run)

    def _weighed(self, query: Query, name: str, weight: float) -> Query:
        return Fixed(query, weight * WEIGHT[name])


def run_of(field: str, terms: Sequence[str]) -> Query:
    """Side by side."""
    return Term(field, terms[0]) if len(terms) == 1 else Run(field, tuple(enumerate(terms)))


_ANY = "\x03"  # after a single character: whatever follows


def _placed(plain: str) -> list[str]:
    if len(plain) == 1:
        return [plain + _ANY]
    return pairs_of_query(plain)


def parts_of(plain: str) -> list[str]:
    """What must be found of a folded word: its words of two characters and more, or the whole where one would be lost."""
    cut = main_words(plain)
    parts = [part for part in cut if len(part) > 1]
    if not parts or (len(parts) < len(cut) and len(plain) <= SHORT):
        parts = [plain]  # 临港区 is not 临港 and any 区
    return list(dict.fromkeys(parts))
