"""The words of the index, with their frequency and pinyin: for completing, correcting and reading letters as Chinese.

Read from the index when first needed, the most frequent words only, and kept until the index changes.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator
from functools import cached_property

from rapidfuzz import process
from rapidfuzz.distance import DamerauLevenshtein

from ipcity.base.text import is_cjk
from ipcity.postings import Searcher
from ipcity.search.pinyin import syllables

MOST_WORDS = 60_000
_LOOKED_AT = 20_000
_FIELDS = ("title_words", "text_words", "name_words")
_RAREST = 2  # records that hold a word before it is offered to anyone


class Vocabulary:
    def __init__(self, searcher: Searcher) -> None:
        self._searcher = searcher

    @cached_property
    def words(self) -> dict[str, int]:
        """Word of the titles → records, the most frequent first."""
        found = self._searcher.words("title_words", "")
        known = [pair for pair in found if pair[1] >= _RAREST and len(pair[0]) > 1 and not pair[0].isdigit()]
        return dict(sorted(known, key=lambda pair: (-pair[1], pair[0]))[:MOST_WORDS])

    @cached_property
    def _spelled(self) -> dict[str, list[str]]:
        found: dict[str, list[str]] = defaultdict(list)
        for word in self.words:
            if all(map(is_cjk, word)):
                found["".join(syllables(word))].append(word)
        return found

    @cached_property
    def _by_length(self) -> dict[int, dict[str, int]]:
        found: dict[int, dict[str, int]] = defaultdict(dict)
        for word, count in self.words.items():
            if not word.isascii():
                found[len(word)][word] = count
        return found

    def sounding_like(self, letters: str) -> list[str]:
        """jiqiren → [机器人], the most frequent first."""
        return self._spelled.get(letters.replace("'", ""), [])

    def spelled_beginning(self, letters: str) -> list[str]:
        """jiqi → [机器, 机器人, …], the most frequent first."""
        found = [
            word for spelled, words in self._spelled.items() if spelled.startswith(letters) for word in words
        ]
        return sorted(found, key=lambda word: -self.words[word])

    def homophones(self, word: str) -> list[str]:
        """机气人 → [机器人]."""
        return [other for other in self.sounding_like("".join(syllables(word))) if other != word]

    def like(self, word: str, most: int = 4) -> list[str]:
        """Words that differ by a slip of the keyboard: by one sign, of a long Latin word by two; the nearest first."""
        if len(word) < (4 if word.isascii() else 3):
            return []
        pool = self._beginning_alike(word) if word.isascii() else self._by_length[len(word)]
        limit = 2 if word.isascii() and len(word) > 6 else 1
        found = process.extract(
            word, list(pool), scorer=DamerauLevenshtein.distance, score_cutoff=limit, limit=50
        )
        return [one[0] for one in sorted(found, key=lambda one: (one[1], -pool[one[0]])) if one[0] != word][
            :most
        ]

    def _beginning_alike(self, word: str) -> dict[str, int]:
        """Latin words anywhere with the same first letter and about as long."""
        pool: dict[str, int] = {}
        for field in _FIELDS:
            for other, count in self._searcher.words(field, word[0], _LOOKED_AT):
                if other.isascii() and abs(len(other) - len(word)) <= 2:
                    pool[other] = pool.get(other, 0) + count
        return pool

    def beginning(self, prefix: str, most: int) -> list[tuple[str, int]]:
        """Words that begin so, the most frequent first."""
        found = self._searcher.words("title_words", prefix, 3_000)
        known = [pair for pair in found if pair[0] != prefix and pair[1] >= _RAREST]
        return sorted(known, key=lambda pair: (-pair[1], len(pair[0])))[:most]

    def windows(self, run: str) -> Iterator[tuple[int, str]]:
        """Pieces of a Chinese run that are no known words, the longest first, with their place."""
        for size in (4, 3, 2):
            for start in range(len(run) - size + 1):
                if (piece := run[start : start + size]) not in self.words:
                    yield start, piece
