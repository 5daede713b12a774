"""P12: a hundred people at once, on loopback, against the server as `ipcity start` runs it with the sample city; beside
the records of a house that stands (`--folder` of `made`), where one is named.

Each walks the same pages in an order of his own: home, search with facets, plan, record, and the mayor's plan and inbox
with the mayor's session. The inbox holds 100,000 items: it is the longest list of work there is, cases come later.
First fifty pages a second together, each reading for one to three seconds; then without a pause, each asking again as soon as
he is answered: the most that the server can do, with the askers on the same cores. Beside the times stands what a page
costs the server's processes in processor time, which does not drift with what else the machine does. On SQLite, and on a
private PostgreSQL where one is installed. Then the weight of a first visit, compressed, with all that the page asks for.
"""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator, Sequence
from http.client import HTTPConnection
from pathlib import Path
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from tests.house import Started
from tests.postgresql import environment, private_server, programs

from bench.askers import Pace, Page, Walked, walk
from bench.figures import Figure, percentile
from bench.web_house import fill_inbox, furnish, move_records, processor_seconds, started

PEOPLE, ITEMS = 100, 100_000
# a hundred people, each with a page every two seconds: a little more than fifty a second all the while
PACES = {"50 pages a second": Pace(0.9, 2.9, 40), "without a pause": Pace(0.0, 0.0, 15)}
WARM = Pace(0.0, 0.0, 5)
SEED = 20_180_412
FIRST_VISIT_KB = 300
MAYOR = ("mayor", "zhicheng-sample")  # the sample city's own account, for this machine alone
SORTS = ("home", "search", "record", "plan", "mayor's plan", "mayor's inbox")
_LINKED = re.compile(
    r'<(?:link[^>]+?(?:stylesheet|icon|preload)[^>]*?href|script[^>]+?src|img[^>]+?src)="([^"]+)"'
)
_HREF_FIRST = re.compile(r'<link[^>]+?href="([^"]+)"[^>]*?rel="(?:stylesheet|icon|preload)')


def figures(folder: Path, standing: Path | None = None) -> Iterator[Figure]:
    """`standing`: a folder with `lake` and `index`, copied and not touched."""
    home = folder / "web-sqlite"
    furnish(home, standing)
    with started(home) as house:
        fill_inbox(home, ITEMS)
        yield from _hundred(house, home, "SQLite")
        yield from _weights(house)
    if programs() is None:
        yield Figure("100 people at once, PostgreSQL", "not run: no PostgreSQL server is installed")
        return
    with private_server(sync=True) as server:
        known = {name: environment(server)[name] for name in ("IPCITY_DATABASE_URL", "PGHOST")}
        second = folder / "web-postgresql"
        move_records(home, second)
        with started(second, **known) as house:
            fill_inbox(second, ITEMS, **known)
            yield from _hundred(house, second, "PostgreSQL")


def _hundred(house: Started, home: Path, where: str) -> Iterator[Figure]:
    pages = _pages(house, home)
    yield Figure(f"on {_count(home):,} records, {ITEMS:,} items in the mayor's inbox, {where}", "")
    walk(house.port, pages, PEOPLE, WARM, SEED)  # templates are read, indexes opened
    for name, pace in PACES.items():
        before = processor_seconds(house)
        walked = walk(house.port, pages, PEOPLE, pace, SEED)
        spent = processor_seconds(house) - before
        yield from _told(f"{PEOPLE} people, {name}, {where}", walked, spent)


def _told(what: str, walked: Walked, spent: float) -> Iterator[Figure]:
    every, count = [took for _, took in walked.answers], len(walked.answers)
    yield Figure(
        f"{what}: errors in {count:,} answers", str(len(walked.errors)) + "".join(walked.errors[:1]), "0"
    )
    rate = count / walked.seconds
    yield Figure(f"{what}: p50 / p95 ms, at {rate:,.0f} answers a second", _shares(every), "p95 < 150")
    by_sort = {sort: [took for one, took in walked.answers if one == sort] for sort in SORTS}
    yield Figure(
        f"{what}: p50 / p95 ms by page",
        "; ".join(f"{sort} {_shares(took)}" for sort, took in by_sort.items()),
    )
    own = walked.own_seconds / count * 1000
    yield Figure(
        f"{what}: processor ms a page, all the server's processes",
        f"{spent / count * 1000:,.1f} (and {own:,.1f} for the askers)",
    )


def _shares(took: Sequence[float]) -> str:
    return (
        " / ".join(f"{percentile(list(took), share) * 1000:,.0f}" for share in (0.5, 0.95)) if took else "—"
    )


def _count(home: Path) -> int:
    return int(_asked(home, "", 0)["total"])


def _asked(home: Path, query: str, limit: int) -> dict[str, Any]:
    found = subprocess.run(
        [Path(sys.executable).with_name("ipcity"), "search", query, "--limit", str(limit), "--json"],
        env={**os.environ, "IPCITY_HOME": str(home)}, capture_output=True, check=True,
    )  # fmt: skip
    answer: dict[str, Any] = json.loads(found.stdout)
    return answer


def _pages(house: Started, home: Path) -> list[Page]:
    """Addresses as they stand on the pages; records that are found; what the mayor opens."""
    found = _asked(home, "机器人", 20)["hits"]
    records = [f"/records/{hit['record_id']}" for hit in found[:4]]
    words = ["机器人", "渔竿", "碳纤维", "医疗 器械", ""]
    searches = [f"/search?q={quote(word)}" for word in words] + [
        f"/search?q={quote('机器人')}&f.kind=patent&year_from=2017"
    ]
    status, cookies = house.signed_in(*MAYOR)
    assert status == 302, "the mayor of the sample city could not sign in"
    boxes = ["/desk/", "/desk/?page=400", "/desk/?due=overdue"]
    return [
        Page("home", "/"),
        *(Page("search", one) for one in searches),
        Page("plan", "/plan/sample/"),
        *(Page("record", one) for one in records),
        Page("mayor's plan", "/plan/sample/", cookies),
        *(Page("mayor's inbox", one, cookies) for one in boxes),
    ]


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
