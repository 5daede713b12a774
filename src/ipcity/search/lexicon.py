"""What the index knows of words and names: is a word written anywhere, and which holders may a short name mean.

Nothing is kept in memory: the terms of the index are asked. Other names of holders come from a table given from outside.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from ipcity.base.text import fold, is_cjk
from ipcity.postings import Query, Run, Searcher, Term, any_of
from ipcity.records import normal_name
from ipcity.records.decided import names_of
from ipcity.search.names import MARK, abbreviates
from ipcity.search.pinyin import syllables
from ipcity.search.script import simplified
from ipcity.search.vocabulary import Vocabulary

MOST_MEANT = 12
_MOST_FIRST = 100
_LOOKED_AT = 5_000  # keys that begin alike
_INSTITUTES = "大院所校局"  # the last character of their short names
_MENTIONED = 20  # records
_FIELDS = ("title_words", "text_words", "name_words")


class Lexicon:
    """`aliases`: a name as `records.normal_name` gives it → the other names of the same holder."""

    def __init__(
        self,
        searcher: Searcher,
        aliases: Mapping[str, Sequence[str]] | None = None,
    ) -> None:
        self._searcher = searcher
        self._aliases = aliases if aliases is not None else {}
        self.vocabulary = Vocabulary(searcher)

    def stands(self, word: str) -> bool:
        """Is the word, as it is cut, written in any title, abstract or name?"""
        return any(self._searcher.held(field, word) for field in _FIELDS)

    def sounding_like(self, letters: str) -> list[str]:
        """Words of this pinyin, but none that is rare beside the most frequent of them."""
        words = self.vocabulary.words
        found = self.vocabulary.sounding_like(letters)
        return [word for word in found[:3] if words[word] * 10 >= words[found[0]]]

    def also(self, name: str) -> list[str]:
        norm = normal_name(name)
        return [*self._aliases.get(norm, ()), *sorted(names_of(norm) - {norm})]

    def names_by_key(self, key: str, most: int = _LOOKED_AT) -> list[tuple[str, str, int]]:
        """[(key, name, records)] of the holders one of whose keys begins so, the most frequent first."""
        found = self._searcher.keywords("names", key, most)
        split = [(*term.split(MARK, 1), count) for term, count in found]
        return sorted(((a, b, n) for a, b, n in split), key=lambda one: (-one[2], one[1]))  # type: ignore[misc]

    def holders_beginning(self, text: str) -> list[tuple[str, int]]:
        return self.terms("applicant", text, _LOOKED_AT)

    def terms(self, field: str, prefix: str, most: int) -> list[tuple[str, int]]:
        """(term, records) of a field, those that begin so in their order."""
        return self._searcher.keywords(field, prefix, most)

    def holders_of(self, query: Query, most: int = 20) -> list[str]:
        """The holders of the records of a query, those with most records first."""
        found = self._searcher.matching(query)
        return [name for name, _ in self._searcher.counted(found, {"applicant": most})["applicant"]]

    def holders_spelled(self, spelled: tuple[str, ...]) -> list[str]:
        """Holders in whose name these syllables stand side by side; an inventor beside them does not count."""
        if len(spelled) < 2:
            return []
        found = self.holders_of(Run("name_pinyin", tuple(enumerate(spelled))), 50)
        return [name for name in found if _within(spelled, syllables(name))]

    def holders_holding(self, pair: str) -> list[str]:
        """Holders in whose name two characters stand side by side, in either script."""
        return self.holders_of(any_of([Term(field, pair) for field in ("name_pairs", "name_script")]), 500)

    def short_name(self, text: str) -> list[str]:
        """光威复材 → 威海光威复合材料股份有限公司: the characters in order, the first two side by side at the
        beginning of the core; 哈工大 → 哈尔滨工业大学: each a beginning of a word. A text that stands in a name
        needs no such help."""
        plain = simplified(normal_name(text))
        if not 3 <= len(plain) <= 8 or not all(map(is_cjk, plain)):
            return []
        pattern = re.compile("".join(f".*?{re.escape(char)}" for char in plain[2:]))
        found = self.names_by_key(plain[:2])
        meant = [name for key, name, _ in found if plain not in name and pattern.match(key[2:])]
        if not meant and self._uncommon(plain):
            known = [name for name, _ in self.holders_beginning(plain[0])] + self.holders_holding(plain[:2])
            meant = [name for name in known if abbreviates(plain, name)]
        return list(dict.fromkeys(meant))[:MOST_MEANT]

    def _uncommon(self, word: str) -> bool:
        """No word of texts; what ends as institutes are called for short may be mentioned here and there."""
        held = sum(self._searcher.held(field, word) for field in _FIELDS)
        return held <= (_MENTIONED if word[-1] in _INSTITUTES else 0)

    def beginning_with(self, text: str) -> list[str]:
        """Names whose core begins with the text: 威高 is 威高集团 before it is 永威高科技."""
        found = self.names_by_key(simplified(normal_name(text)), most=400)
        return list(dict.fromkeys(name for _, name, _ in found))[:_MOST_FIRST]

    def with_initials(self, letters: str) -> list[str]:
        found = self.names_by_key(fold(letters))
        meant = [name for key, name, _ in found if key == fold(letters)] or [name for _, name, _ in found]
        return list(dict.fromkeys(meant))[:MOST_MEANT]


def _within(spelled: tuple[str, ...], whole: tuple[str, ...]) -> bool:
    return any(whole[at : at + len(spelled)] == spelled for at in range(len(whole) - len(spelled) + 1))
