"""What a source hands over: raw rows. The contract between readers and ingest."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Protocol, runtime_checkable

import msgspec

from ipcity.ingest.passport import Passport

_ENCODER = msgspec.json.Encoder(order="deterministic")


class RawRow(msgspec.Struct, frozen=True):
    """`values` as read, under the field names that `normalise` knows; `place` is file and line.

    `problem` is set where the reader could not even cut the row into cells; `values` then hold what was there.
    """

    place: str
    values: dict[str, Any]
    problem: str | None = None

    def digest(self, source: str) -> str:
        """Of the content alone: the same row in another file or at another line is the same row."""
        return digest_of(source, encoded(self.values))


def encoded(values: dict[str, Any]) -> bytes:
    """As JSON, always the same for the same content."""
    return _ENCODER.encode(values)


def digest_of(source: str, content: bytes) -> str:
    return hashlib.sha256(source.encode() + b"\0" + content).hexdigest()[:24]


class Source(Protocol):
    """One kind of input. `passport` says who published it and on what terms."""

    passport: Passport

    def recognises(self, path: Path, head: bytes) -> bool:
        """Is this one of ours? `head` are the first 64 KiB. Must be cheap and never raise."""
        ...

    def read(self, path: Path) -> Iterator[RawRow]:
        """All rows in order. Raises BadInput when the file as a whole cannot be read."""
        ...


@runtime_checkable
class LazySource(Source, Protocol):
    """A source whose rows can be passed over for much less than it costs to make them."""

    def rows(self, path: Path) -> Iterator[Callable[[], RawRow]]:
        """What `read` gives, in the same order with the same errors, each row made when it is called."""
        ...
