"""Relevance: our own judgements over the real records, scored as nDCG at ten and as known items found at ten.

Left out, with its reason, where the real data are not beside the checkout.
"""

from __future__ import annotations

import math
import sys
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from bench.figures import Figure
from ipcity.base.files import read_yaml
from ipcity.base.text import fold
from ipcity.lake import Lake, open_lake
from ipcity.records import Record
from ipcity.search import LocalIndex, open_index, search_or_nearest, update_index
from ipcity.search.script import simplified
from ipcity.sources import load_paths
from ipcity.testing import SHARED

JUDGED = Path(__file__).with_name("relevance.yaml")
HELD_OUT = Path(__file__).with_name("held_out.yaml")
AT = 10
# all real records: what is not meant is there to be found as well
DATA = ("cn_patents", "office_xml", "other_rights")


def figures(folder: Path) -> Iterator[Figure]:
    if not (SHARED / "data").is_dir():
        yield Figure("relevance: not measured, the real records are not beside this checkout", "—")
        return
    lake = open_lake(folder / "judged" / "lake")
    load_paths(lake, [SHARED / "data" / path for path in DATA if (SHARED / "data" / path).exists()])
    update_index(lake, folder / "judged" / "index")
    yield from scored(lake, open_index(folder / "judged" / "index"))


def scored(lake: Lake, index: LocalIndex, failing: list[str] | None = None) -> Iterator[Figure]:
    """A figure for each group of queries and one for all; the second set apart from the first, on which the ranking
    was tuned. `failing` collects what did not come out whole."""
    records = list(lake.at().records())
    for file, said in ((JUDGED, "relevance"), (HELD_OUT, "relevance, second set")):
        every: list[tuple[float, float]] = []
        for group, entries in read_yaml(file).items():
            found = [_judged(index, records, str(query), wanted, failing) for query, wanted in entries]
            every += found
            yield _figure(f"{said}, {group}", found)
        yield _figure(f"{said}, all", every)


def _figure(what: str, found: list[tuple[float, float]]) -> Figure:
    gain, recall = (sum(one[at] for one in found) / len(found) for at in (0, 1))
    return Figure(f"{what}: nDCG@{AT} / recall@{AT} ({len(found)} queries)", f"{gain:.3f} / {recall:.3f}")


def _judged(
    index: LocalIndex, records: list[Record], query: str, wanted: Any, failing: list[str] | None
) -> tuple[float, float]:
    right = {record.record_id for record in records if _is_right(record, wanted)}
    hits = [hit.record_id for hit in search_or_nearest(index, query, limit=AT, facets=()).hits]
    best = sum(_gain(place) for place in range(min(AT, len(right))))
    gain = sum(_gain(place) for place, one in enumerate(hits) if one in right) / best if right else 0.0
    recall = len(right & set(hits)) / min(AT, len(right)) if right else 0.0
    if failing is not None and gain < 0.99:
        failing.append(f"{gain:.2f} {recall:.2f} {query} ({len(right)} right, {len(hits)} shown)")
    return gain, recall


def _gain(place: int) -> float:
    return 1 / math.log2(place + 2)


def _is_right(record: Record, wanted: Any) -> bool:
    """Brute force over the record, without the index; every key given has to hold."""
    if isinstance(wanted, list):
        numbers = {*(one.value for one in record.numbers), *(one.number for one in record.documents)}
        return bool(numbers & set(map(str, wanted)))
    return all(_HOLDS[key](record, value) for key, value in wanted.items())


def _titled(record: Record, words: list[str]) -> bool:
    titles = simplified(fold(" ".join(record.title.values())))
    return any(simplified(fold(word)) in titles for word in words)


def _sits(record: Record, code: str) -> bool:
    return any((party.area or "").startswith(code) for party in record.holders)


_HOLDS: dict[str, Callable[[Record, Any], bool]] = {
    "holders": lambda record, names: bool({party.name for party in record.holders} & set(names)),
    "holder_has": lambda record, part: any(part in party.name for party in record.holders),
    "holder_in": lambda record, parts: any(part in party.name for part in parts for party in record.holders),
    "inventor": lambda record, name: any(
        party.role == "inventor" and party.name == name for party in record.parties
    ),
    "title": _titled,
    "also": _titled,
    "place": _sits,
    "class": lambda record, symbol: any(one.symbol.startswith(symbol) for one in record.classes),
    "kind": lambda record, kind: record.kind == kind,
}


def main(home: Iterable[str]) -> None:
    """`python -m bench.relevance HOME`: over a house that is loaded already, with what did not come out whole."""
    folder = Path(next(iter(home)))
    failing: list[str] = []
    for figure in scored(open_lake(folder / "lake"), open_index(folder / "index"), failing):
        print(figure.line())
    print("\n".join(failing))


if __name__ == "__main__":
    main(sys.argv[1:])
