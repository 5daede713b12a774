"""What a first visit costs on the wire: the page as sent, and packed all files that it and its style sheets name."""

from __future__ import annotations

import gzip
import re
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import urljoin, urlsplit

import pytest
from django.contrib.staticfiles import finders
from django.test import Client

from ipcity.city.plan.models import Plan

PLAIN_KB, WITH_CHARTS_KB = 300, 700
INDICATOR = "/plan/sample/indicators/invention_in_force_per_10k/"
_INNER = re.compile(r"""url\(["']?(?!data:|#)([^"')]+)""")


class Named(HTMLParser):
    """Addresses of what a browser fetches by itself."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found: set[str] = set()
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "link" and {"stylesheet", "icon", "preload"} & set((given.get("rel") or "").split()):
            self.found.add(given["href"] or "")
        elif tag in ("script", "img") and given.get("src"):
            self.found.add(given["src"] or "")


def packed(address: str, seen: set[str]) -> int:
    """In bytes, with what a style sheet names; each file once."""
    if address in seen:
        return 0
    seen.add(address)
    file = finders.find(urlsplit(address).path.removeprefix("/static/"))
    assert file, address
    content = Path(file).read_bytes()
    inner = _INNER.findall(content.decode()) if address.endswith(".css") else []
    return len(gzip.compress(content)) + sum(packed(urljoin(address, one), seen) for one in inner)


@pytest.mark.parametrize(
    ("address", "most_kb", "charts"),
    [("/", PLAIN_KB, False), ("/search?q=机器人", PLAIN_KB, False), (INDICATOR, WITH_CHARTS_KB, True)],
)
def test_a_first_visit_is_light(
    visitor: Client, city: Plan, address: str, most_kb: int, charts: bool
) -> None:
    answer = visitor.get(address)
    assert answer.status_code == 200
    seen: set[str] = set()
    size = len(answer.content) + sum(packed(one, seen) for one in Named(answer.content.decode()).found)
    assert any("tabler" in one for one in seen) and any("echarts" in one for one in seen) == charts
    assert 50_000 < size < most_kb * 1000, f"{size / 1000:,.0f} kB in {len(seen)} files"
