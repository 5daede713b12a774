"""People who ask pages, light enough to share the server's processors: one process, one loop, a bare HTTP client.

What a person waits for is measured: from the request written to the last byte of the answer read.
"""

from __future__ import annotations

import asyncio
import random
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

ANSWER_SECONDS = 60
_LIMIT = 2**20  # of a line of the answer, in bytes


@dataclass(frozen=True)
class Page:
    """`sort` is what it is counted as: search, plan, …"""

    sort: str
    address: str
    cookies: str = ""


@dataclass(frozen=True)
class Pace:
    """For so many `seconds` everybody goes from page to page, reading each for `shortest` to `longest` seconds."""

    shortest: float
    longest: float
    seconds: float


@dataclass
class Walked:
    """What all of them saw together."""

    answers: list[tuple[str, float]] = field(default_factory=list)  # sort of page, seconds
    errors: list[str] = field(default_factory=list)
    seconds: float = 0.0
    own_seconds: float = 0.0  # processor time of the askers themselves


def walk(port: int, pages: Sequence[Page], people: int, pace: Pace, seed: int) -> Walked:
    """Each goes through all pages in an order of his own, again and again. They come one after another, as those do who
    have been at it for a while: begun together, they would ask in waves."""
    walked, own, began = Walked(), time.process_time(), time.perf_counter()
    asyncio.run(_all(walked, port, pages, people, pace, seed))
    walked.seconds, walked.own_seconds = time.perf_counter() - began, time.process_time() - own
    return walked


async def _all(walked: Walked, port: int, pages: Sequence[Page], people: int, pace: Pace, seed: int) -> None:
    await asyncio.gather(*(_one(walked, port, pages, pace, seed + number) for number in range(people)))


async def _one(walked: Walked, port: int, pages: Sequence[Page], pace: Pace, seed: int) -> None:
    dice, line = random.Random(seed), _Line(port)
    until, wait = time.monotonic() + pace.seconds, dice.uniform(0, pace.longest)
    for page in _drawn(pages, dice):
        if time.monotonic() + wait > until:
            break
        await asyncio.sleep(wait)
        await _ask(walked, line, page)
        wait = dice.uniform(pace.shortest, pace.longest)
    line.close()


async def _ask(walked: Walked, line: _Line, page: Page) -> None:
    began = time.perf_counter()
    try:
        status = await asyncio.wait_for(line.get(page), ANSWER_SECONDS)
    except (OSError, EOFError, ValueError, TimeoutError) as failed:
        walked.errors.append(f"{page.address}: {type(failed).__name__}")
        line.close()
        return
    walked.answers.append((page.sort, time.perf_counter() - began))
    if status != 200:
        walked.errors.append(f"{page.address}: {status}")


def _drawn(pages: Sequence[Page], dice: random.Random) -> Iterator[Page]:
    while True:
        yield from dice.sample(pages, len(pages))


class _Line:
    """One connection, kept open between pages and opened again where it broke."""

    def __init__(self, port: int) -> None:
        self._port = port
        self._ends: tuple[asyncio.StreamReader, asyncio.StreamWriter] | None = None

    async def get(self, page: Page) -> int:
        if self._ends is None:
            self._ends = await asyncio.open_connection("127.0.0.1", self._port, limit=_LIMIT)
        reader, writer = self._ends
        cookies = f"Cookie: {page.cookies}\r\n" if page.cookies else ""
        writer.write(
            f"GET {page.address} HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\n{cookies}"
            "Accept-Encoding: gzip\r\n\r\n".encode("ascii")
        )
        head = (await reader.readuntil(b"\r\n\r\n")).lower()
        await _body(reader, head)
        return int(head[9:12])

    def close(self) -> None:
        if self._ends is not None:
            self._ends[1].close()
        self._ends = None


async def _body(reader: asyncio.StreamReader, head: bytes) -> None:
    if b"transfer-encoding: chunked" in head:
        while size := int((await reader.readline()).split(b";")[0], 16):
            await reader.readexactly(size + 2)
        await reader.readline()
        return
    length = head.partition(b"content-length:")[2].split(b"\r\n")[0]
    await reader.readexactly(int(length))
