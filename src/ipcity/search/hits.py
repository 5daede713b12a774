"""Hit sets: which documents a query matches, as Roaring bitmaps of their numbers.

Each condition of a query is asked of the index once and kept; AND, OR and NOT are then joined without the index. So the
count of a new combination of known conditions, or a further filter, costs microseconds. One object per version.
"""

from __future__ import annotations

from collections.abc import Callable, Hashable
from dataclasses import fields
from typing import Any

import msgspec
import numpy as np
import tantivy
from pyroaring import BitMap
from tantivy import Query

from ipcity.search.base import Filters
from ipcity.search.compile import Compiler
from ipcity.search.recent import Recent
from ipcity.search.tree import Group, Node

MOST_BYTES = 256 * 2**20  # of all bitmaps kept, about
_NO_FILTERS = Filters()


class HitSets:
    def __init__(self, searcher: tantivy.Searcher, compiler: Callable[[], Compiler]) -> None:
        """`compiler` makes one for each condition: it collects what it reads."""
        self._searcher, self._compiler = searcher, compiler
        self._kept: Recent[BitMap] = Recent(MOST_BYTES, _size)

    def of(self, node: Node | None, filters: Filters = _NO_FILTERS) -> BitMap:
        """Not to be changed by the caller. Raises BadQuery."""
        found = self._node(node)
        return found & self._filters(filters) if filters != _NO_FILTERS else found

    def _node(self, node: Node | None) -> BitMap:
        if node is None:
            return self._kept.get(None, lambda: self._asked(self._compiler().query(None)))
        if not isinstance(node, Group):
            return self._kept.get(_key(node), lambda: self._asked(self._compiler().query(node)))
        if node.op == "OR":
            return BitMap.union(*map(self._node, node.parts))
        return self._all_of(list(node.parts) if node.op == "AND" else [node])

    def _all_of(self, parts: list[Node]) -> BitMap:
        """What is refused is taken away from the rest, which is smaller than everything else would be."""
        refused = [part.parts[0] for part in parts if isinstance(part, Group) and part.op == "NOT"]
        wanted = [part for part in parts if not (isinstance(part, Group) and part.op == "NOT")]
        sets = sorted(map(self._node, wanted), key=len) or [self._node(None)]
        found = BitMap.intersection(*sets)
        for part in refused:
            found = found - self._node(part)
        return found

    def _filters(self, filters: Filters) -> BitMap:
        def asked() -> BitMap:
            compiler = self._compiler()
            return self._asked(compiler.filtered(compiler.query(None), filters))

        return self._kept.get(msgspec.json.encode(filters), asked)

    def _asked(self, query: Query) -> BitMap:
        """In the order of the numbers: the keys of the order are what is wanted."""
        count = int(self._searcher.search(query, 1).count or 0)  # type: ignore[attr-defined]  # not in the stubs
        if not count:
            return BitMap()
        ascending: dict[str, Any] = {"order_by_field": "id", "order": tantivy.Order.Asc}
        found = self._searcher.search(query, count, count=False, **ascending).hits
        return BitMap(np.fromiter((hit[0] for hit in found), np.uint32, len(found)))


def _key(node: Node) -> Hashable:
    """The condition without the places where its parts stand in the query."""
    named = [getattr(node, one.name) for one in fields(node) if one.name != "at"]
    parts = [_key(part) if isinstance(part, Node) else part for part in named]
    return (type(node).__name__, *parts)


def _size(found: BitMap) -> int:
    said = found.get_statistics()
    arrays = said["n_bytes_array_containers"] + said["n_bytes_run_containers"]
    return arrays + said["n_bytes_bitset_containers"] + 100
