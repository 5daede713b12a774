"""Wild parameters at every address: a page, or a sentence that says what could not be read; never a fault of ours.

Which parameters a page reads is found out by watching it read them, so that a new one is tried without being told of.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any
from urllib.parse import quote

import pytest
from django.http import QueryDict
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse

from ipcity.city.directory.cast import enlist
from ipcity.city.directory.matrix import OPEN, page
from ipcity.city.directory.tests.test_matrix import EVERY, named
from ipcity.city.indicators.models import Snapshot
from ipcity.city.plan.models import Plan
from ipcity.city.portal import engine
from ipcity.city.tables.given import SEVERAL

pytestmark = pytest.mark.django_db
LONG = "海" * 20_000
WILD = ("abc", "-1", "99999999999999", "2018-02-30", "(<b>甲")  # some are sensible somewhere
BROKEN = ("%00", "a%00b", "%ff%fe", quote(LONG))  # nowhere sensible
ROLES = ("", "officer", "audit-admin")
NUMBERS = {"page", "rows", "year_from", "year_to", "n", "step"}
WORDS = {"sort", "realm", "state", "due", "cols", "dense", "unread", "who", "format", "chart", "late", "kind"}
DAYS = {"as_of", "since", "until", "filed", "granted", "on", "from"}
FREE = {
    "work:inbox kind",
    "api:v1:law-annuities kind",
    "assets:object name",
}  # words that only narrow, or are shown as they are
NOT_BY_GET = re.compile(
    r"metrics|account_.*|mfa_.*|openid_.*|socialaccount_.*|usersessions_.*|set_language|portal:(design|readyz)"
)


def examples(plan: Plan) -> dict[str, Any]:
    """Things that are there, by the name of the argument."""
    hit = engine.index().search("", limit=1, facets=("applicant",))
    return {
        "record_id": hit.hits[0].record_id, "slug": plan.slug, "code": "invention_in_force_per_10k", "number": 4,
        "snapshot_id": Snapshot.objects.values_list("pk", flat=True).first() or 1, "symbol": "B29C", "form": "csv",
        "key": hit.facets["applicant"][0].value, "path": "cn/patent/annuity/design",
    }  # fmt: skip


SAID = {"portal:place": "371000", "portal:industry": "robots", "registers:register": "typed-figures"}


def address(name: str, known: dict[str, Any]) -> str:
    pattern = EVERY[name].pattern
    wanted = {*pattern.converters, *getattr(pattern, "regex", re.compile("")).groupindex}
    one = {key: SAID.get(name, known.get(key, 1)) for key in wanted}
    try:
        return reverse(name, kwargs=one)
    except NoReverseMatch:
        return ""


@pytest.fixture
def watched(monkeypatch: pytest.MonkeyPatch) -> set[str]:
    """The names of parameters that were read."""
    seen: set[str] = set()
    for method in ("get", "getlist", "__getitem__"):
        usual = getattr(QueryDict, method)

        def reading(self: QueryDict, key: str, *rest: Any, _usual: Any = usual, **more: Any) -> Any:
            seen.add(key)
            return _usual(self, key, *rest, **more)

        monkeypatch.setattr(QueryDict, method, reading)
    return seen


def reads(client: Client, where: str, watched: set[str]) -> list[str]:
    watched.clear()
    client.get(where)
    narrowing = sorted(name for name in watched if name[:2] in ("f.", "x."))
    return sorted(watched - set(narrowing)) + narrowing[:1]


def asked_for(names: list[str]) -> Iterator[tuple[str, str]]:
    for at, name in enumerate(names):
        yield from ((name, f"{name}={quote(value)}") for value in WILD)
        yield name, f"{name}={BROKEN[at % len(BROKEN)]}"
        yield name, f"{name}=1&{name}=2"


def faults(client: Client, names: list[str], known: dict[str, Any], watched: set[str]) -> Iterator[str]:
    for name in names:
        where = address(name, known)
        read = reads(client, where, watched) if where else []
        for parameter, query in asked_for(read):
            answer = client.get(f"{where}?{query}")
            said = b"" if answer.streaming else answer.content  # type: ignore[attr-defined]
            must = name.partition(":")[0] != "api" and must_refuse(name, parameter, query.partition("=")[2])
            if answer.status_code >= 500 or (must and answer.status_code != 400):
                yield f"{name} {where}?{query[:60]}: {answer.status_code}"
            if answer.status_code == 400 and "。" not in said.decode() and b"detail" not in said:
                yield f"{name} {where}?{query[:60]}: no sentence"


def must_refuse(name: str, parameter: str, value: str) -> bool:
    """Whatever else a page may do with it, here is nothing that it could mean."""
    if value in BROKEN:
        return True
    if "&" in value:
        return parameter not in SEVERAL and parameter[:2] not in ("f.", "x.")
    if f"{name} {parameter}" in FREE:
        return False
    return (
        (value == "abc" and parameter in NUMBERS | WORDS | DAYS)
        or (value == "2018-02-30" and parameter in DAYS | NUMBERS)
        or (value == "99999999999999" and parameter in NUMBERS)
    )


def opened(role: str) -> list[str]:
    """Each page for the first who may open it."""
    found = [name for name, _ in named(get_resolver()) if not NOT_BY_GET.fullmatch(name)]
    before = ROLES[: ROLES.index(role)]
    return [name for name in found if _opens(name, role) and not any(_opens(name, one) for one in before)]


def _opens(name: str, role: str) -> bool:
    return page(name).answer([role] if role else (), signed_in=bool(role)) == OPEN


@pytest.mark.parametrize("role", ROLES)
def test_wild_parameters_are_answered_in_words(
    role: str, city: Plan, visitor: Client, watched: set[str]
) -> None:
    known = examples(city)
    visitor.raise_request_exception = False
    if role:
        visitor.force_login(enlist(f"one-{role}", role, unit="cnipa_city" if role == "officer" else ""))
    assert list(faults(visitor, opened(role), known, watched)) == []


def test_the_longest_query_is_carried_by_every_link(city: Plan, visitor: Client) -> None:
    query = "海带 " * 400
    answer = visitor.get("/search", {"q": query, "year_from": "2015"})
    links = re.findall(r'href="(/search\?[^"]+)"', answer.content.decode())
    assert answer.status_code == 200 and len(links) > 10
    for link in links[:3]:
        assert visitor.get(link.replace("&amp;", "&")).status_code == 200


def test_a_refusal_says_what_and_offers_the_address_without_it(city: Plan, visitor: Client) -> None:
    page_said = visitor.get("/search?q=海带&year_from=abc")
    assert page_said.status_code == 400 and "year_from=abc" in page_said.content.decode()
    assert 'href="/search?q=%E6%B5%B7%E5%B8%A6"' in page_said.content.decode()
