"""Every address of the project × every role, from both sides; and that the visitor who may see nothing learns nothing.

What is hidden carries canary words, which may appear on no page that a role may open without having to know them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from django.contrib.auth.models import User
from django.test import Client
from django.urls import URLPattern, URLResolver, get_resolver, reverse
from django.urls.converters import IntConverter
from django.utils import timezone

from ipcity.base.errors import Damaged
from ipcity.city.directory.actions import delegate, invite_firm, load_units, propose
from ipcity.city.directory.cast import enlist
from ipcity.city.directory.matrix import ASK, OPEN, SHUT, _check_codes, columns, pages
from ipcity.city.directory.models import Organisation, OrganisationMember, Person
from ipcity.city.directory.roles import VISITOR, roles

pytestmark = pytest.mark.django_db
CANARY = "金丝雀"  # in the name of every hidden thing
NOWHERE = "/people/no/such/page/"
UNIT_OF = {"mayor": "gov_office", "office": "sti", "officer": "cnipa_city", "district": "d371082"}


def named(resolver: URLResolver, spaces: str = "") -> Iterator[tuple[str, URLPattern]]:
    for pattern in resolver.url_patterns:
        if isinstance(pattern, URLResolver):
            space = f"{spaces}{pattern.namespace}:" if pattern.namespace else spaces
            yield from named(pattern, space)
        else:
            yield f"{spaces}{pattern.name}", pattern


EVERY = dict(named(get_resolver()))


def argument(name: str, converter: Any) -> Any:
    """Something of the right form that is not there; real things are visited by the tests of their room."""
    return 987654 if isinstance(converter, IntConverter) or name in ("pk", "batch_id") else "none"


def address(name: str) -> str:
    pattern = EVERY[name].pattern
    given = {key: argument(key, converter) for key, converter in pattern.converters.items()}
    for key in getattr(pattern, "regex", re.compile("")).groupindex:
        given.setdefault(
            key,
            {"form": "csv", "verb": "undo", "uidb36": "abc", "key": "set-password"}.get(
                key, argument(key, None)
            ),
        )
    return reverse(name, kwargs=given)


@pytest.fixture
def city(db: None) -> dict[str, Person]:
    """One person of each role, and of everything that is hidden one with a canary in its name."""
    load_units()
    cast = {
        code: enlist(f"one-{code}", code, unit=UNIT_OF.get(code, ""), name=f"{code}甲") for code in roles()
    }
    people = {code: Person.objects.get(user=user) for code, user in cast.items()}
    hidden = Person.objects.create(name=f"{CANARY}人")
    officer = people["officer"]
    invite_firm(
        mail="canary@firm.example", credit_code="91371000MA3C12345G", name=f"{CANARY}有限公司", by=officer
    )
    firm = Organisation.objects.create(credit_code="91110000600037341L", name=f"{CANARY}集团")
    OrganisationMember.objects.create(organisation=firm, person=hidden)
    propose(
        act="role.give",
        payload={"role": "analyst", "person": hidden.pk},
        reason=f"{CANARY}理由",
        by=people["system-admin"],
    )
    colleague = Person.objects.get(user=enlist("colleague", "officer", unit="police", name=f"{CANARY}同事"))
    today = timezone.localdate()
    delegate(
        giver=colleague,
        taker=officer,
        codes=["officer"],
        since=today,
        until=today + timedelta(days=1),
        reason=f"{CANARY}因",
    )
    return people


def browser(city: dict[str, Person], role: str) -> Client:
    client = Client(SERVER_NAME="localhost", raise_request_exception=False)
    if role != VISITOR:
        client.force_login(city[role].user)
    return client


def test_every_address_stands_in_the_matrix() -> None:
    assert sorted(set(EVERY) - set(pages())) == [], "addresses without a row in data/pages.yaml"
    assert sorted(set(pages()) - set(EVERY)) == [], "rows without an address"
    assert not any(name.endswith("None") for name in EVERY), "an address without a name"


def test_codes_of_pages_stay_what_they_were() -> None:
    """Written down when they were given; who finds one here changed has broken what stands in letters."""
    given = {"portal:home": "P01", "portal:record": "P07", "account_login": "I01", "directory:matrix": "D19",
             "work:inbox": "W01", "registers:list": "R01", "assets:pair": "N02", "api:tokens": "A25"}  # fmt: skip
    assert {name: pages()[name].code for name in given} == given
    assert len({one.code for one in pages().values()}) == len(pages())


@pytest.mark.parametrize("given", [["P01", "P01"], ["P1"], ["portal"], ["P01", "Q07"]])
def test_a_code_is_refused_that_is_taken_retired_or_none(given: list[str]) -> None:
    with pytest.raises(Damaged, match="页面编号"):
        _check_codes(given, retired=["Q07"])


def test_the_security_administrator_sees_the_codes(city) -> None:
    shown = browser(city, "security-admin").get("/people/matrix/").content.decode()
    assert '<td class="ipc-matrix-code">D19</td><th scope="row"><code>directory:matrix</code></th>' in shown


def body(answer: Any) -> str:
    """A page without what differs at every request: the token of forms, and its own address."""
    text = re.sub(r'(csrfmiddlewaretoken" value=")\w+', r"\1", answer.content.decode())
    return re.sub(r'(name="next" value="|login/\?next=)[^"]*', r"\1", text)


MAY_KNOW = {  # the pages on which the hidden things belong, for those who may open them
    "directory:invitations", "directory:proposals", "directory:people", "directory:delegations",
    "directory:person", "directory:posts", "directory:unit", "directory:me",
    "directory:trail",  # the names of those who acted
}  # fmt: skip
ASKED = {"q": CANARY[-1], "format": "csv", "page": "1"}  # a part of it, which a page may repeat


@pytest.mark.parametrize("role", columns())
def test_every_address_from_both_sides(city, role) -> None:
    """It opens, asks to sign in or is not there, as the matrix says; and tells nothing that is hidden, asked or not."""
    visitor = browser(city, role)
    nothing = visitor.get(NOWHERE)
    assert nothing.status_code == 404
    for name, page in pages().items():
        wanted = page.answer([role] if role != VISITOR else [], signed_in=role != VISITOR)
        path = address(name)
        answer = visitor.get(path)
        said = getattr(answer.wsgi_request, "gate", "not asked")
        assert said == wanted, (name, role, said)
        if wanted == SHUT:
            assert answer.status_code == 404 and body(answer) == body(nothing), (name, role)
            assert answer.headers.keys() == nothing.headers.keys()
            assert visitor.post(path).status_code == 404, (name, role)
        elif wanted == ASK:
            assert answer.headers["Location"].startswith("/account/login/")
        else:
            assert answer.status_code != 403, (name, role)
        if wanted != OPEN or name not in MAY_KNOW:
            tells_nothing(answer, name, role)
            tells_nothing(visitor.get(path, ASKED), name, role)


def tells_nothing(answer: Any, name: str, role: str) -> None:
    text = (b"".join(answer) if answer.streaming else answer.content).decode(errors="ignore")
    text = text.replace(f'value="{CANARY}"', "").replace(f"“{CANARY}”", "")  # what was asked may be repeated
    assert CANARY not in text, (
        f"{role} learns of something hidden at {name}: {text[max(0, text.index(CANARY) - 90) :][:180]}"
    )


def test_no_method_goes_past_the_gate(city) -> None:
    visitor = browser(city, "firm")
    for path in ("/people/trail/", "/people/trail/csv/", "/people/persons/1/"):
        for method in (visitor.head, visitor.options, visitor.put, visitor.delete, visitor.patch):
            assert method(path).status_code == 404, (path, method)


@pytest.mark.parametrize("role", [VISITOR, "firm", "analyst"])
def test_a_missing_slash_and_a_missing_token_tell_nothing(city, role) -> None:
    strict = Client(SERVER_NAME="localhost", enforce_csrf_checks=True, raise_request_exception=False)
    if role != VISITOR:
        strict.force_login(city[role].user)
    for path in ("/people/trail", "/people/persons", "/people/trail/csv", NOWHERE.rstrip("/")):
        assert strict.get(path).status_code == 404, path
    for path in ("/people/trail/verify/", "/people/propose/", NOWHERE):
        assert strict.post(path).status_code == 404, path


def test_who_may_open_a_page_gets_its_slash(city) -> None:
    assert browser(city, "audit-admin").get("/people/trail").headers["Location"] == "/people/trail/"


def test_the_trail_shows_no_names_beyond_those_who_acted(city) -> None:
    page = browser(city, "audit-admin").get("/people/trail/").content.decode()
    assert "金丝雀有限公司" not in page and "canary@firm.example" not in page and "officer甲" in page


def test_an_account_without_roles_sees_what_the_visitor_sees_and_its_own(city) -> None:
    client = Client(SERVER_NAME="localhost")
    client.force_login(User.objects.create(username="nobody-yet"))
    for name, page in pages().items():
        wanted = page.answer([], signed_in=True)
        assert wanted == (OPEN if page.visitor in (OPEN, ASK) else SHUT), name
    assert client.get("/account/me/").status_code == 200 and client.get("/people/unit/").status_code == 404
