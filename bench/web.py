"""P12: a hundred people at once, on loopback, against the server as `ipcity start` runs it with the sample city.

Each walks the same pages in an order of his own: home, search with facets, plan, record, and the mayor's desk and plan
with the mayor's session. First fifty pages a second together, each reading for a second to three; then without a pause,
each asking again as soon as he is answered: the most that the server can do, with the askers on the same cores. On
SQLite, and on a private PostgreSQL where one is installed.
Then the weight of a first visit, compressed, with all that the page asks for.
"""

from __future__ import annotations

import json
import os
import random
import re
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.client import HTTPConnection, HTTPException
from pathlib import Path
from threading import Barrier, Thread
from urllib.parse import quote, urljoin, urlsplit

from tests.house import Started
from tests.postgresql import environment, private_server, programs

from bench.figures import Figure, percentile

PEOPLE, WORKERS = 100, 2
PACES = {
    "50 pages a second": (1.0, 3.0, 12),
    "without a pause": (0.0, 0.0, 8),
}  # shortest, longest; pages each
LONGEST_SECONDS = 80  # a walk that is not through by then is counted as it stands
SEED = 20_180_412
FIRST_VISIT_KB = 300
MAYOR = ("mayor", "zhicheng-sample")  # the sample city's own account, for this machine alone
_LINKED = re.compile(
    r'<(?:link[^>]+?(?:stylesheet|icon|preload)[^>]*?href|script[^>]+?src|img[^>]+?src)="([^"]+)"'
)
_HREF_FIRST = re.compile(r'<link[^>]+?href="([^"]+)"[^>]*?rel="(?:stylesheet|icon|preload)')


Plan = tuple[float, float, int]
Page = tuple[str, str]  # address, cookies


@dataclass
class Walk:
    """What one person saw."""

    seconds: list[float] = field(default_factory=list)
    errors: list[str] = field(default_factory=list)


def figures(folder: Path) -> Iterator[Figure]:
    home = folder / "web-sqlite"
    with _started(home) as house:
        yield from _hundred(house, home, "SQLite")
        yield from _weights(house)
    if programs() is None:
        yield Figure("100 people at once, PostgreSQL", "not run: no PostgreSQL server is installed")
        return
    with private_server(sync=True) as server:
        known = {name: environment(server)[name] for name in ("IPCITY_DATABASE_URL", "PGHOST")}
        home = folder / "web-postgresql"
        with _started(home, **known) as house:
            yield from _hundred(house, home, "PostgreSQL")


@contextmanager
def _started(home: Path, **more: str) -> Iterator[Started]:
    home.parent.mkdir(parents=True, exist_ok=True)
    house = Started(home, IPCITY_WORKERS=str(WORKERS), **more)
    try:
        house.wait_ready()
        yield house
    finally:
        house.process.terminate()
        house.wait_end()
        house.clear_away()


def _hundred(house: Started, home: Path, where: str) -> Iterator[Figure]:
    pages = _pages(house, home)
    _walked(house.port, pages, (0.0, 0.0, 1))  # templates are read, indexes opened
    for pace, plan in PACES.items():
        walks, took = _walked(house.port, pages, plan)
        every = [one for walk in walks for one in walk.seconds]
        errors = [one for walk in walks for one in walk.errors]
        what = f"{PEOPLE} people, {pace}, {where}"
        shares = " / ".join(f"{percentile(every, share) * 1000:,.0f}" for share in (0.5, 0.95))
        yield Figure(
            f"{what}: errors in {len(every) + len(errors):,} answers", str(len(errors)) + _first(errors)
        )
        yield Figure(f"{what}: p50 / p95 ms, at {len(every) / took:,.0f} answers a second", shares)


def _first(errors: list[str]) -> str:
    return f" ({errors[0]})" if errors else ""


def _pages(house: Started, home: Path) -> list[Page]:
    """Addresses as they stand on the pages; records that are found; the mayor's desk and plan."""
    found = subprocess.run(
        [Path(sys.executable).with_name("ipcity"), "search", "机器人", "--limit", "20", "--json"],
        env={**os.environ, "IPCITY_HOME": str(home)}, capture_output=True, check=True,
    )  # fmt: skip
    records = [f"/records/{hit['record_id']}" for hit in json.loads(found.stdout)["hits"]]
    words = ["机器人", "渔竿", "碳纤维", "医疗 器械", ""]
    searches = [f"/search?q={quote(word)}" for word in words] + [
        f"/search?q={quote('机器人')}&f.kind=patent&year_from=2017"
    ]
    status, cookies = house.signed_in(*MAYOR)
    assert status == 302, "the mayor of the sample city could not sign in"
    public = ["/", *searches, "/plan/sample/", *records[:4]]
    return [(page, "") for page in public] + [(page, cookies) for page in ("/desk/", "/plan/sample/")]


def _walked(port: int, pages: list[Page], plan: Plan) -> tuple[list[Walk], float]:
    """All begin at one moment; the time is until the last is through."""
    walks, gate = [Walk() for _ in range(PEOPLE)], Barrier(PEOPLE + 1)
    people = [
        Thread(target=_walk, args=(walk, port, pages, gate, plan, SEED + number))
        for number, walk in enumerate(walks)
    ]
    for person in people:
        person.start()
    gate.wait()
    began = time.perf_counter()
    for person in people:
        person.join()
    return walks, time.perf_counter() - began


def _walk(walk: Walk, port: int, pages: list[Page], gate: Barrier, plan: Plan, seed: int) -> None:
    dice, (shortest, longest, count) = random.Random(seed), plan
    mine = dice.sample(pages, count)
    connection = HTTPConnection("127.0.0.1", port, timeout=60)
    gate.wait()
    until = time.monotonic() + LONGEST_SECONDS
    for page in mine:
        time.sleep(dice.uniform(shortest, longest))
        if time.monotonic() > until:
            break
        _ask(walk, connection, page)
    connection.close()


def _ask(walk: Walk, connection: HTTPConnection, asked: Page) -> None:
    page, cookies = asked
    headers = {"Accept-Encoding": "gzip"} | ({"Cookie": cookies} if cookies else {})
    began = time.perf_counter()
    try:
        connection.request("GET", page, headers=headers)
        answer = connection.getresponse()
        answer.read()
    except (OSError, HTTPException) as failed:
        walk.errors.append(f"{page}: {type(failed).__name__}")
        connection.close()
        return
    if answer.status != 200:
        walk.errors.append(f"{page}: {answer.status}")
    walk.seconds.append(time.perf_counter() - began)


def _weights(house: Started) -> Iterator[Figure]:
    for name, page in (("home", "/"), ("search", f"/search?q={quote('机器人')}")):
        weight, parts = _weight(house.port, page)
        yield Figure(
            f"first visit of {name}, compressed kB ({parts} files)",
            f"{weight / 1000:,.0f}",
            f"at most {FIRST_VISIT_KB}",
        )


def _weight(port: int, page: str) -> tuple[int, int]:
    """The page and what it names itself; a style sheet's own pictures and fonts, too."""
    size, text = _bytes(port, page)
    linked = {urljoin(page, one) for one in (*_LINKED.findall(text), *_HREF_FIRST.findall(text))}
    linked = {one for one in linked if not urlsplit(one).netloc and not one.startswith("data:")}
    sizes = {one: _bytes(port, one) for one in linked}
    for one, (_, content) in list(sizes.items()):
        if one.split("?")[0].endswith(".css"):
            inner = {urljoin(one, name) for name in re.findall(r"url\(['\"]?(?!data:)([^'\")]+)", content)}
            sizes |= {name: _bytes(port, name) for name in inner if name not in sizes}
    return size + sum(one[0] for one in sizes.values()), 1 + len(sizes)


def _bytes(port: int, path: str) -> tuple[int, str]:
    """As sent over the wire; the text of it where it is text."""
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    try:
        sizes = []
        for encoding in ("gzip", "identity"):
            connection.request("GET", path, headers={"Accept-Encoding": encoding})
            sizes.append(connection.getresponse().read())
        return min(map(len, sizes)), sizes[1].decode(errors="replace")
    finally:
        connection.close()
