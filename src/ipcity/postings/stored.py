"""What is kept of a document to show it: its id and a few bytes. Bytes are pressed eight documents at a time."""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence
from hashlib import blake2b
from itertools import accumulate, pairwise
from pathlib import Path

import numpy as np
import numpy.typing as npt
import pyarrow as pa

from ipcity.postings import files

TOGETHER = 8
_CODEC = pa.Codec("lz4_raw")
_HEAD = struct.Struct("<IB")  # of a block: bytes before they were pressed, documents
_SIZE = 4  # bytes that tell the size of one


class StoredWriter:
    def __init__(self, folder: Path) -> None:
        self._folder, self._waiting = folder, list[bytes]()
        self._ids, self._cards = files.Growing(folder, "ids"), files.Growing(folder, "cards")
        self._id_ends, self._card_ends = [np.empty(0, np.uint32)], list[int]()
        self._marks = [np.empty(0, np.uint64)]

    def add(self, ids: Sequence[str], cards: Iterable[bytes]) -> None:
        self._add_ids([one.encode() for one in ids])
        self._waiting += cards
        while len(self._waiting) >= TOGETHER:
            self._press(self._waiting[:TOGETHER])
            del self._waiting[:TOGETHER]

    def _add_ids(self, ids: list[bytes]) -> None:
        ends = np.fromiter(accumulate(map(len, ids), initial=self._ids.size), np.int64)[1:]
        self._ids.add(b"".join(ids))
        self._id_ends.append(ends.astype(np.uint32))
        self._marks.append(marks(ids))

    def copy(self, stored: Stored, ids: Sequence[bytes]) -> None:
        """All of another segment, pressed as it is where its blocks fit on."""
        self._add_ids([*ids])
        if self._waiting or stored.size % TOGETHER:
            for at in range(0, stored.size, TOGETHER):
                self.add([], stored.block(at // TOGETHER))
            return
        ends = stored.card_ends.astype(np.int64) + self._cards.size
        self._cards.add(bytes(stored.cards))
        self._card_ends += ends.tolist()

    def _press(self, cards: list[bytes]) -> None:
        whole = struct.pack(f"<{len(cards)}I", *map(len, cards)) + b"".join(cards)
        self._cards.add(_HEAD.pack(len(whole), len(cards)) + _CODEC.compress(whole, asbytes=True))
        self._card_ends.append(self._cards.size)

    def close(self) -> None:
        if self._waiting:
            self._press(self._waiting)
        self._ids.close()
        self._cards.close()
        files.save(self._folder, "id_ends", np.concatenate(self._id_ends))
        files.save(self._folder, "card_ends", np.array(self._card_ends, np.uint64))
        found = np.concatenate(self._marks)
        order = np.argsort(found, kind="stable")
        files.save(self._folder, "marks", found[order])
        files.save(self._folder, "marked", order.astype(np.uint32))


class Stored:
    def __init__(self, folder: Path) -> None:
        self._ids, self._id_ends = files.mapped(folder, "ids"), files.load(folder, "id_ends")
        self.cards, self.card_ends = files.mapped(folder, "cards"), files.load(folder, "card_ends")
        self._marks, self._marked = files.load(folder, "marks"), files.load(folder, "marked")

    @property
    def size(self) -> int:
        return len(self._id_ends)

    def id(self, document: int) -> str:
        begin = int(self._id_ends[document - 1]) if document else 0
        return bytes(self._ids[begin : int(self._id_ends[document])]).decode()

    def ids(self) -> pa.LargeStringArray:
        """All, in the order of documents, without a Python string each."""
        offsets = np.concatenate([[0], self._id_ends]).astype(np.int64)
        return pa.LargeStringArray.from_buffers(
            len(self._id_ends), pa.py_buffer(offsets), pa.py_buffer(self._ids)
        )

    def card(self, document: int) -> bytes:
        whole, sizes = self._block(document // TOGETHER)
        within = document % TOGETHER
        begin = (len(sizes) * _SIZE) + sum(sizes[:within])
        return whole[begin : begin + sizes[within]]

    def block(self, number: int) -> list[bytes]:
        whole, sizes = self._block(number)
        ends = [*accumulate(sizes, initial=len(sizes) * _SIZE)]
        return [whole[low:high] for low, high in pairwise(ends)]

    def _block(self, number: int) -> tuple[bytes, tuple[int, ...]]:
        begin = int(self.card_ends[number - 1]) if number else 0
        pressed = self.cards[begin : int(self.card_ends[number])]
        size, count = _HEAD.unpack_from(pressed)
        whole = _CODEC.decompress(pressed[_HEAD.size :], size, asbytes=True)
        return whole, struct.unpack_from(f"<{count}I", whole)

    def find(self, ids: Sequence[str]) -> list[int]:
        """Documents that bear one of these ids; of changed ones the old versions, too."""
        written = [one.encode() for one in ids]
        asked = marks(written)
        low, high = np.searchsorted(self._marks, asked), np.searchsorted(self._marks, asked, side="right")
        return [
            document
            for one, begin, end in zip(ids, low.tolist(), high.tolist(), strict=True)
            for document in self._marked[begin:end].tolist()
            if self.id(document) == one
        ]


def marks(ids: Sequence[bytes]) -> npt.NDArray[np.uint64]:
    """Fingerprints, the same in every process."""
    return np.frombuffer(b"".join([blake2b(one, digest_size=8).digest() for one in ids]), np.uint64)
