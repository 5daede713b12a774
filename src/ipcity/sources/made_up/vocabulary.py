"""The pieces that texts are made of, in one Arrow array; `Pieces` says which of them lie where."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

import msgspec
import numpy as np
import pyarrow as pa

from ipcity.base.files import read_yaml

PER_TOPIC, COMMON = 2048, 16_384  # pieces; powers of two, so that a draw is a mask
FIRMS, PERSONS, SYMBOLS = 200_000, 20_000, 40


class Words(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    stems: list[str]
    heads: list[str]
    syllables: str
    leads: list[str]
    tails: list[str]
    frame: list[str]
    openings: list[str]
    closings: list[str]
    surnames: str
    trades: list[str]
    forms: list[str]
    places: list[str]
    classes: list[str]


@dataclass(frozen=True)
class Pieces:
    """`texts` holds one after the other: leads (of each topic, then common), tails likewise, openings, closings,
    stems, syllable words, heads, the frame of titles."""

    texts: pa.StringArray
    tails: int
    openings: int
    closings: int
    stems: int
    names: int
    heads: int
    frame: int
    firms: pa.StringArray
    addresses: pa.StringArray  # of the firm at the same place
    persons: pa.StringArray
    symbols: pa.StringArray  # SYMBOLS of each class in a row
    words: Words


def words() -> Words:
    return msgspec.convert(read_yaml(Path(__file__).with_name("words.yaml")), Words)


def pieces(seed: int) -> Pieces:
    draw, said = np.random.default_rng(seed), words()
    terms = _terms(draw, said)
    names = [a + b for a in said.syllables for b in said.syllables]
    leads = _pieces(draw, said.leads, terms, len(said.classes))
    tails = _pieces(draw, said.tails, terms, len(said.classes))
    parts = [leads, tails, said.openings, said.closings, said.stems, names, said.heads, said.frame]
    tails, openings, closings, stems, names_at, heads, frame, _ = np.cumsum(list(map(len, parts))).tolist()
    firms = _firms(draw, said, names)
    return Pieces(
        texts=pa.array([text for part in parts for text in part]),
        tails=tails, openings=openings, closings=closings, stems=stems, names=names_at, heads=heads,
        frame=frame,
        firms=pa.array(firms), addresses=_addresses(draw, said), persons=_persons(draw, said),
        symbols=_symbols(draw, said), words=said,
    )  # fmt: skip


def _terms(draw: np.random.Generator, said: Words) -> np.ndarray:
    """All words, the most frequent first."""
    combined = [stem + head for stem in said.stems for head in said.heads]
    short = [a + b for a in said.syllables for b in said.syllables]
    rest = np.array(combined + short, dtype=object)
    draw.shuffle(rest)
    return np.concatenate([np.array(said.heads + said.stems, dtype=object), rest])


def zipf(draw: np.random.Generator, many: int, count: int) -> np.ndarray:
    """Ranks 0 … many-1, each drawn about in proportion to 1/(rank+1)."""
    ranks = np.floor(np.exp(draw.random(count) * np.log(many + 1))) - 1
    kept: np.ndarray = np.minimum(ranks, many - 1).astype(np.int64)
    return kept


def _pieces(draw: np.random.Generator, forms: list[str], terms: np.ndarray, topics: int) -> list[str]:
    """Each topic draws from its own order of all words, so that its words are frequent in it and rare elsewhere."""
    made: list[str] = []
    for topic in range(topics + 1):
        order = terms if topic == topics else terms[draw.permutation(len(terms))]
        count = COMMON if topic == topics else PER_TOPIC
        chosen = order[zipf(draw, len(order), count)]
        shapes = draw.integers(0, len(forms), count)
        made += [forms[shape].format(word) for shape, word in zip(shapes, chosen, strict=True)]
    return made


def _firms(draw: np.random.Generator, said: Words, names: list[str]) -> list[str]:
    seats = [place.split("省")[-1].split("市")[0] for place in said.places]
    first = draw.integers(0, len(names), FIRMS)
    second = draw.integers(0, len(said.syllables), FIRMS)
    trade, form = draw.integers(0, len(said.trades), FIRMS), draw.integers(0, len(said.forms), FIRMS)
    return [
        f"{seats[at % len(seats)]}{names[a]}{said.syllables[b]}{said.trades[c]}{said.forms[d]}"
        for at, (a, b, c, d) in enumerate(zip(first, second, trade, form, strict=True))
    ]


def _addresses(draw: np.random.Generator, said: Words) -> pa.StringArray:
    houses, streets = draw.integers(1, 400, FIRMS), draw.integers(0, len(said.syllables), FIRMS)
    return pa.array([
        f"{said.places[at % len(said.places)]}{said.syllables[street]}海路{house}号"
        for at, (house, street) in enumerate(zip(houses, streets, strict=True))
    ])  # fmt: skip


def _persons(draw: np.random.Generator, said: Words) -> pa.StringArray:
    family = draw.integers(0, len(said.surnames), PERSONS)
    given = draw.integers(0, len(said.syllables), (2, PERSONS))
    chars = said.syllables
    return pa.array([said.surnames[a] + chars[b] + chars[c] for a, b, c in zip(family, *given, strict=True)])


def _symbols(draw: np.random.Generator, said: Words) -> pa.StringArray:
    groups, subs = draw.integers(1, 99, (2, len(said.classes) * SYMBOLS))
    return pa.array([
        f"{said.classes[at // SYMBOLS]}{group}/{sub:02}"
        for at, (group, sub) in enumerate(zip(groups, subs, strict=True))
    ])  # fmt: skip
