"""All pages for all people: the very walk that the tests of pages make, and the states that no link leads to."""

from __future__ import annotations

from collections import Counter

from playwright.sync_api import Browser, StorageState

from ipcity.city.directory.demo import planned_accounts
from ipcity.city.portal.tests.test_walk import ALSO
from ipcity.city.portal.tests.walking import Walk, name_of, sign_in
from pictures.shot import Shot
from pictures.states import STATES, records

WITH_NOTHING = {"compare": 400}  # what a page answers that the walk visits with nothing chosen
Keys = dict[str, StorageState | None]  # person → what a browser keeps of being signed in


def people(browser: Browser, base: str) -> Keys:
    """Everybody signed in once; the visitor has no keys."""
    keys: Keys = {"": None}
    for one in planned_accounts():
        context = browser.new_context(base_url=base)
        sign_in(context.request, one.username)
        keys[one.username] = context.storage_state()
        context.close()
    return keys


def all_shots(browser: Browser, base: str, keys: Keys) -> list[Shot]:
    """Each page once for each group of people that sees it built otherwise, then records of all kinds and states."""
    walk, found = Walk(), []
    for person, state in keys.items():
        context = browser.new_context(base_url=base, storage_state=state)
        walk.go(person, context.request, ALSO.get(person, ()))
        found += [_shot(address, person) for address in walk.kept.get(person, [])]
        if not person:
            found += records(context)
        context.close()
    return _numbered(found + list(STATES))


def _shot(address: str, person: str) -> Shot:
    name = _name(address)
    return Shot(name, address, person, status=WITH_NOTHING.get(name, 200))


def _name(address: str) -> str:
    return name_of(address).replace("portal:", "").replace(":", "-").replace("_", "-") or "page"


def _numbered(shots: list[Shot]) -> list[Shot]:
    """Two shots of one name and person are told apart by a number."""
    seen: Counter[tuple[str, str, str]] = Counter()
    told = []
    for shot in shots:
        key = (shot.person, shot.name, shot.width)
        seen[key] += 1
        told.append(shot if seen[key] == 1 else shot.again(seen[key]))
    return told
