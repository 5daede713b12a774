"""P1 search against the peers, P2 totals against brute force, P3 boolean counts against the index's own."""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Iterator
from functools import partial
from itertools import combinations

import pyarrow.compute as pc

from bench.figures import Figure, geometric_mean, percentile
from bench.made import House
from bench.peers import Peer, Tantivy
from bench.queries import KINDS, SEED, Asked
from ipcity.base.text import fold
from ipcity.search import LocalIndex, open_index

ROUNDS = 3  # or as many as fit into the time, but one
SECONDS = 150
STRINGS = 200


def against_peers(house: House, peers: list[Peer], asked: list[Asked]) -> Iterator[Figure]:
    """P1: a page of ten in order of rank, the exact total, and facets where asked. Totals of words differ by design: we
    find every text that holds the string, a word index only where it was cut so."""
    ours = _times(asked, lambda: _us(house))
    theirs = {peer.name: _times(asked, partial(getattr, peer, "ask")) for peer in peers}
    for kind in KINDS:
        at = [n for n, one in enumerate(asked) if one.kind == kind]
        said = "; ".join(f"{name} {_ms([times[n] for n in at])}" for name, times in theirs.items())
        slower = [
            times for name, times in theirs.items() if not name.startswith("tantivy")
        ]  # those of the goal
        ratios = [geometric_mean([times[n] / ours[n] for n in at]) for times in slower]
        yield Figure(f"P1 {kind}: p50 / p95 ms", _ms([ours[n] for n in at]), said, min(ratios))
    for name, times in theirs.items():
        ratio = geometric_mean([their / our for their, our in zip(times, ours, strict=True)])
        yield Figure(f"P1 all {len(asked)} queries", _ms(ours), f"{name} {_ms(times)}", ratio)


def _us(house: House) -> Callable[[Asked], int]:
    """A reader that has kept nothing from the round before."""
    index = open_index(house.index)
    return lambda one: index.search(one.ours, one.filters, limit=10, facets=one.facets).total


def _times(asked: list[Asked], opened: Callable[[], Callable[[Asked], int]]) -> list[float]:
    """The median of three rounds over all queries, after one that warms the disk's cache; of one round, where three
    would take too long."""
    rounds: list[list[float]] = []
    while len(rounds) < 2 or (len(rounds) <= ROUNDS and sum(map(sum, rounds)) < SECONDS):
        ask, took = opened(), []
        for one in asked:
            began = time.perf_counter()
            ask(one)
            took.append(time.perf_counter() - began)
        rounds.append(took)
    return [sorted(times)[(len(times) - 1) // 2] for times in zip(*rounds[1:], strict=True)]


def totals(house: House) -> Figure:
    """P2: random strings of one to six characters, wherever they begin, across punctuation as well."""
    table = house.lake.at().sql(
        "select map_extract(title, 'zh')[1] as t, coalesce(map_extract(abstract, 'zh')[1], '') as a from records"
    )
    texts = [table[name].combine_chunks().cast("large_string") for name in ("t", "a")]
    folded = [pc.utf8_lower(pc.utf8_normalize(column, "NFKC")) for column in texts]
    draw, index, same, asked = random.Random(SEED), open_index(house.index), 0, 0
    while asked < STRINGS:
        needle = _string(draw, folded[1][draw.randrange(len(folded[1]))].as_py())
        if not needle:
            continue
        brute = pc.sum(pc.or_(*(pc.match_substring(column, needle) for column in folded))).as_py()
        asked += 1
        same += brute == index.search(f'"{needle}"', facets=()).total == len(index.hit_set(f'"{needle}"'))
    return Figure(
        "P2 totals of quoted strings equal to brute force", f"{same} of {asked}", "pyarrow match_substring"
    )


def _string(draw: random.Random, text: str) -> str:
    begin = draw.randrange(len(text))
    needle = text[begin : begin + draw.randint(1, 6)]
    return "" if '"' in needle or needle != fold(needle) else needle


def counts(house: House, peer: Tantivy, asked: list[Asked]) -> Figure:
    """P3: AND, OR and NOT of conditions that have been asked before, with parsing; the peer counts words, we strings."""
    index = open_index(house.index)
    words = list(dict.fromkeys(one.words[0] for one in asked if one.kind == "three facets"))[:20]
    pairs = [(pair, joined) for pair in combinations(words, 2) for joined in ("AND", "OR", "NOT")][:300]
    for word in words:
        index.hit_set(f'"{word}"')
    kept = [_once(partial(_kept_count, index, f'"{pair[0]}" {joined} "{pair[1]}"')) for pair, joined in pairs]
    own = [_once(partial(peer.count, pair, joined)) for pair, joined in pairs]
    ratio = geometric_mean([one / other for one, other in zip(own, kept, strict=True)])
    return Figure(
        f"P3 boolean counts of kept hit sets: p50 / p95 ms ({len(pairs)})",
        _ms(kept),
        f"{peer.name} {_ms(own)}",
        ratio,
    )


def _kept_count(index: LocalIndex, query: str) -> int:
    return len(index.hit_set(query))


def _once(run: Callable[[], int]) -> float:
    run()
    began = time.perf_counter()
    run()
    return time.perf_counter() - began


def _ms(took: list[float]) -> str:
    return f"{percentile(took, 0.5) * 1000:.2f} / {percentile(took, 0.95) * 1000:.2f}"
