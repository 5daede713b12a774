"""Words of a query as names: of persons, in pinyin, by initials, in short."""

from __future__ import annotations

from typing import Protocol

from ipcity.base.text import fold, is_cjk
from ipcity.postings import Boost, Fixed, OneOf, Prefix, Query, Run, any_of
from ipcity.postings import Term as Has
from ipcity.records import normal_name
from ipcity.search.pinyin import readings
from ipcity.search.script import simplified
from ipcity.search.strings import Strings
from ipcity.search.tree import Term

_NAME_WEIGHT = 3.0
_SPOKEN_WEIGHT = 0.3
_FIRST_WEIGHT = 12.0
_PINYIN_SHORTEST = 4  # letters; `he` and `an` are English words first


class Lexicon(Protocol):
    """What the index knows of words and names; see `lexicon.py`."""

    def stands(self, word: str) -> bool: ...
    def short_name(self, text: str) -> list[str]: ...
    def sounding_like(self, letters: str) -> list[str]: ...
    def beginning_with(self, text: str) -> list[str]: ...
    def with_initials(self, letters: str) -> list[str]: ...
    def holders_spelled(self, spelled: tuple[str, ...]) -> list[str]: ...
    def also(self, name: str) -> list[str]: ...


class Naming:
    """`notes` collects what was read into the words."""

    def __init__(self, strings: Strings, lexicon: Lexicon | None, notes: list[str]) -> None:
        self._strings, self._lexicon, self._notes = strings, lexicon, notes

    def person(self, term: Term) -> Query:
        """A whole name; one character is the family name; Latin names by their parts."""
        name = normal_name(term.text)
        self._strings.marks.append(term.text)
        if term.prefix or (len(name) == 1 and is_cjk(name)):
            return Prefix("inventor", name)
        if name.isascii() and (spelled := [way for way in readings(name) if len(way) > 1]):
            return any_of([self._strings.word(term.text, ("people",)), self._pinyin(name, spelled)])
        if not all(map(is_cjk, name)):
            return self._strings.word(term.text, ("people",))
        return any_of([Has("inventor", one) for one in dict.fromkeys((name, simplified(name)))])

    def of_word(self, text: str) -> list[Query]:
        """The word as the beginning or short form of a holder's name, as pinyin of a name, as initials."""
        if self._lexicon and 2 <= len(text) <= 12 and all(map(is_cjk, text)):
            return self._first(text, self._lexicon) + self._holders(
                text, self._lexicon.short_name(text), "简称"
            )
        if not text.isascii() or len(text) < _PINYIN_SHORTEST or not text.isalpha():
            return []
        spelled = [way for way in readings(text) if len(way) > 1]
        if spelled:
            return [self._pinyin(text, spelled), *self._spoken(text)]
        if self._lexicon and not self._lexicon.stands(fold(text)):
            return self._holders(text, self._lexicon.with_initials(text), "拼音首字母")
        return []

    def _first(self, text: str, lexicon: Lexicon) -> list[Query]:
        names = lexicon.beginning_with(text)
        return [Fixed(OneOf("applicant", tuple(names)), _FIRST_WEIGHT)] if names else []

    def _spoken(self, text: str) -> list[Query]:
        """jiqiren → 机器人, where the letters themselves stand nowhere."""
        if self._lexicon is None or self._lexicon.stands(fold(text)):
            return []
        found = self._lexicon.sounding_like(fold(text))
        if found:
            self._notes.append(f"“{text}”也作{'、'.join(found)}的拼音")
        return [Boost(self._strings.word(word, ("title", "text", "name")), _SPOKEN_WEIGHT) for word in found]

    def _pinyin(self, text: str, spelled: list[tuple[str, ...]]) -> Query:
        if self._lexicon and not self._lexicon.stands(fold(text)):
            self._notes.append(f"“{text}”也作名称的拼音")
        ways = [Run("name_pinyin", tuple(enumerate(way))) for way in spelled]
        anyone = Fixed(any_of(ways), _NAME_WEIGHT)
        holders = [name for way in spelled if self._lexicon for name in self._lexicon.holders_spelled(way)]
        if not holders:
            return anyone
        return any_of([anyone, Fixed(OneOf("applicant", tuple(holders)), _NAME_WEIGHT)])

    def _holders(self, text: str, names: list[str], how: str) -> list[Query]:
        if not names:
            return []
        shown = "、".join(names[:3]) + ("等" if len(names) > 3 else "")
        self._notes.append(f"“{text}”也作{how}：{shown}")
        return [Fixed(OneOf("applicant", tuple(names)), _NAME_WEIGHT)]

    def also(self, name: str) -> list[str]:
        """Other names of the same holder, where a table of them is given."""
        others = self._lexicon.also(name) if self._lexicon else []
        if others:
            self._notes.append(f"“{name}”的其他名称：{'、'.join(others)}")
        return others
