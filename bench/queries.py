"""Two hundred queries of five kinds, drawn from the titles and abstracts themselves, the same for every engine."""

from __future__ import annotations

import random
from dataclasses import dataclass

from ipcity.lake import View
from ipcity.search import Filters
from ipcity.search.text import main_words

SEED, EACH = 20_180_412, 40
KINDS = ("term", "AND of two or three", "phrase", "filtered", "three facets")
FACETS = ("applicant", "class", "year")


@dataclass(frozen=True)
class Asked:
    """`words` as the peers' indexes hold them; a phrase is a run of words, which we look for as a quoted string."""

    kind: str
    words: tuple[str, ...]
    subclass: str = ""
    years: tuple[int, int] = (0, 0)

    @property
    def ours(self) -> str:
        return (
            f'"{"".join(self.words)}"'
            if self.kind == "phrase"
            else " AND ".join(f'"{w}"' for w in self.words)
        )

    @property
    def filters(self) -> Filters:
        if self.kind != "filtered":
            return Filters()
        return Filters(include={"class": (self.subclass,)}, year_from=self.years[0], year_to=self.years[1])

    @property
    def facets(self) -> tuple[str, ...]:
        return FACETS if self.kind == "three facets" else ()


def drawn(view: View, each: int = EACH) -> list[Asked]:
    """Words of random records; of those for facets and filters the frequent ones, as people ask them."""
    draw = random.Random(SEED)
    rows = view.sql(
        "select map_extract(title, 'zh')[1] as t, map_extract(abstract, 'zh')[1] as a, classes[1].symbol[:4] as c "
        "from records where hash(record_id) % 97 = 5 order by record_id limit 4000"
    ).to_pylist()
    asked: list[Asked] = []
    for kind in KINDS:
        while sum(one.kind == kind for one in asked) < each:
            row = draw.choice(rows)
            cut = [word for word in main_words(row["a"]) if len(word) > 1]
            asked += _asked(draw, kind, cut, row)
    return asked


def _asked(draw: random.Random, kind: str, cut: list[str], row: dict[str, str]) -> list[Asked]:
    if kind == "phrase":
        run = _run(draw, row["a"])
        return [Asked(kind, run)] if run else []
    if kind == "AND of two or three":
        return [Asked(kind, tuple(dict.fromkeys(draw.sample(cut, draw.choice((2, 3))))))]
    begin = draw.randint(2010, 2016)
    return [Asked(kind, (draw.choice(cut),), row["c"], (begin, begin + 6))]


def _run(draw: random.Random, text: str) -> tuple[str, ...]:
    """Two words side by side, with nothing between them."""
    words = main_words(text)
    at = draw.randrange(max(1, len(words) - 1))
    pair = tuple(words[at : at + 2])
    return pair if len(pair) == 2 and min(map(len, pair)) > 1 and "".join(pair) in text else ()
