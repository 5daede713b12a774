"""Walking all pages as each person: addresses are found on the pages themselves, as a person finds them.

A page is looked at again only where its build differs: the same tags, classes and roles are the same page with other
words in it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from urllib.parse import unquote, urljoin, urlsplit

from django.urls import Resolver404, resolve
from playwright.sync_api import APIRequestContext

from ipcity.city.directory.demo import planned_accounts
from ipcity.city.directory.matrix import OPEN, page

CHINESE = re.compile(r"[\u4e00-\u9fff]")
VOID = frozenset(
    ["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"]
)
STARTS = (
    "/",
    "/search?q=碳纤维",
    "/plan/",
    "/account/",
    "/account/me/",
    "/desk/",
    "/desk/search/?q=专利",
    "/help/",
)
ENDLESS = ("account_logout", "set_language")


class Reading(HTMLParser):
    """What a page links to, how it is built, and its words in Chinese that are not marked as Chinese."""

    def __init__(self) -> None:
        super().__init__()
        self.links: list[str] = []
        self.build: list[str] = []
        self.unmarked: list[str] = []
        self._open: list[tuple[str, str, bool]] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "a" and given.get("href"):
            self.links.append(str(given["href"]))
        if self._inside("main") and not self._aside():
            part = f"{tag}.{given.get('class') or ''}.{given.get('role') or ''}.{given.get('type') or ''}"
            self.build.append(part)
        aside = "ipc-rail" in (given.get("class") or "")
        if tag not in VOID:
            self._open.append((tag, given.get("lang") or "" if tag != "html" else "", aside))

    def handle_endtag(self, tag: str) -> None:
        while self._open and self._open.pop()[0] != tag:
            pass

    def handle_data(self, data: str) -> None:
        words = CHINESE.search(data) and not self._in_chinese()
        if words and not any(map(self._inside, ("script", "title"))):
            self.unmarked.append(data.strip())

    def _inside(self, tag: str) -> bool:
        return any(one[0] == tag for one in self._open)

    def _aside(self) -> bool:
        return any(one[2] for one in self._open)

    def _in_chinese(self) -> bool:
        """A page's own language does not count: an English page is what is looked at, or nothing is asked."""
        return next((lang for _, lang, _ in reversed(self._open) if lang), "").startswith("zh")


@dataclass
class Walk:
    """What was found so far, over all persons. `names` are the pages that opened, `kept` one address for each build."""

    names: dict[str, str] = field(default_factory=dict)
    kept: dict[str, list[str]] = field(default_factory=dict)  # person → addresses to look at
    builds: set[int] = field(default_factory=set)
    unmarked: list[str] = field(default_factory=list)
    language: str = "zh-hans"

    def go(self, person: str, request: APIRequestContext, more: Iterable[str] = ()) -> None:
        """All pages that this person sees otherwise than the visitor, and each kind of page once."""
        seen: set[str] = set()
        waiting = [*STARTS, *more]
        while waiting:
            address = waiting.pop(0)
            name = name_of(address)
            if name in seen or name in ENDLESS or (person and self._is_known(name)):
                continue
            seen.add(name)
            waiting += self._look(person, request, name, address)

    def look_at(self, person: str, request: APIRequestContext, addresses: Iterable[str]) -> None:
        """States of pages: empty, refused, in work; each a page of its own, wherever its links lead."""
        for address in addresses:
            list(self._look(person, request, name_of(address), address))

    def _is_known(self, name: str) -> bool:
        return page(name).visitor == OPEN and name in self.names and name != "portal:home"

    def _look(self, person: str, request: APIRequestContext, name: str, address: str) -> Iterator[str]:
        answer = request.get(address, headers={"Accept-Language": self.language})
        if "text/html" not in answer.headers.get("content-type", ""):
            return
        self.names.setdefault(name_of(answer.url), address)
        reading = Reading()
        reading.feed(answer.text())
        self.unmarked += [f"{name} {address}: {text[:60]}" for text in reading.unmarked]
        build = hash(frozenset(reading.build))
        if build not in self.builds or address == "/":
            self.builds.add(build)
            self.kept.setdefault(person, []).append(address)
        here = urlsplit(answer.url).path
        yield from (
            urljoin(here, link) for link in reading.links if not link.startswith(("#", "http", "mailto"))
        )


def name_of(address: str) -> str:
    try:
        return resolve(unquote(urlsplit(address).path)).view_name
    except Resolver404:
        return ""


def sign_in(request: APIRequestContext, name: str) -> None:
    """As a person does: the form, its token, and the word that is printed for everybody."""
    form = request.get("/account/login/").text()
    token = re.search(r'csrfmiddlewaretoken" value="([^"]+)', form)
    word = next(one.password for one in planned_accounts() if one.username == name)
    answer = post(request, "/account/login/", {"login": name, "password": word}, token[1] if token else "")
    assert name_of(answer) != "account_login", f"{name} could not sign in"


def post(request: APIRequestContext, address: str, form: dict[str, str], token: str) -> str:
    """Where it led."""
    headers = {"Referer": urljoin(request.get("/help/").url, "/")}
    return request.post(address, form={**form, "csrfmiddlewaretoken": token}, headers=headers).url
