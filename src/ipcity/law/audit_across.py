"""Pages compared with each other: versions without gap or overlap, whole calendars, codes that lead somewhere."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise

from ipcity.law.book import names, page
from ipcity.law.pages import Calendar, Deadline, Policy, shaped

DAY = timedelta(days=1)


def across() -> Iterator[str]:
    """Needs every page in its form."""
    yield from _periods()
    yield from _calendars()
    yield from _codes()


def _periods() -> Iterator[str]:
    """Versions of one deadline follow each other without gap or overlap; policies of one kind do not overlap."""
    rules: dict[tuple[str, ...], list[tuple[date, date, str]]] = defaultdict(list)
    policies: dict[tuple[str, ...], list[tuple[date, date, str]]] = defaultdict(list)
    for name in names():
        content = page(name)
        if content.get("kind") == "deadline":
            rule = shaped(content, Deadline)
            key = (rule.when.event, rule.then.obligation, *rule.applies.right)
            rules[key].append((rule.in_force.begin or date.min, rule.in_force.end or date.max, name))
        elif content.get("kind") == "policy":
            policy = shaped(content, Policy)
            span = (policy.in_force.begin or date.min, policy.in_force.end or date.max, name)
            policies[policy.policy, policy.area].append(span)
    for versions in rules.values():
        for before, after in pairwise(sorted(versions)):
            follows_on = before[1] == date.max and is_own(after[2])  # a new version the operator added
            if not follows_on and (before[1] == date.max or after[0] != before[1] + DAY):
                yield f"{before[2]} and {after[2]}: gap or overlap in their days"
    for versions in policies.values():
        for before, after in pairwise(sorted(versions)):
            if after[0] <= before[1]:
                yield f"{before[2]} and {after[2]}: their days overlap"


def is_own(name: str) -> bool:
    """Added by the operator with a reason: it takes over from its first day."""
    return bool(page(name).get("correction"))


def _calendars() -> Iterator[str]:
    tables = [shaped(page(name), Calendar) for name in names() if page(name).get("kind") == "calendar"]
    found = sorted(one.year for one in tables)
    if found != list(range(found[0], found[-1] + 1)):
        yield f"calendars: a year is missing between {found[0]} and {found[-1]}"
    for table in tables:
        free: set[date] = set()
        for one in table.holidays:
            if one.end < one.begin or {one.begin.year, one.end.year} != {table.year}:
                yield f"calendar {table.year}: {one.begin} to {one.end} is no period of the year"
            free |= {one.begin + DAY * n for n in range((one.end - one.begin).days + 1)}
        for day in table.working_days:
            if day.weekday() < 5 or day in free or day.year != table.year:
                yield f"calendar {table.year}: {day} is no weekend day outside the holidays"


def _codes() -> Iterator[str]:
    """Every code leads somewhere."""
    events = page("cn/patent/events")
    states = set(events["states"])
    for code, entry in events["events"].items():
        if entry["to"] not in states | {"same", "restored"}:
            yield f"event {code} leads to the unknown state {entry['to']}"
    yield from (f"live state {one} is unknown" for one in set(events["live"]) - states)
    for text, entry in page("cn/patent/status_texts")["entries"].items():
        if entry["to"] not in states | {"ended"}:
            yield f"wording {text} leads to the unknown state {entry['to']}"
    categories = set(page("int/st27/categories")["entries"])
    for code, entry in page("cn/patent/st27")["entries"].items():
        if entry["category"] not in categories or code not in events["events"]:
            yield f"ST.27: {code} or {entry['category']} is unknown"
    yield from _fields()
    codes = Counter(
        code
        for name in names()
        if page(name).get("kind") == "deadline"
        for code in page(name)["when"].get("notice_codes", [])
    )
    yield from (f"notice code {code} starts two rules" for code, count in codes.items() if count > 1)


def _fields() -> Iterator[str]:
    entries = page("int/classes/wipo35/fields")["entries"]
    sectors = set(page("int/classes/wipo35/sectors")["entries"])
    if {int(number) for number in entries} != set(range(1, 36)):
        yield "WIPO fields are not 1 to 35"
    symbols = Counter(symbol for one in entries.values() for symbol in one["ipc"])
    yield from (f"IPC {symbol} stands in two fields" for symbol, count in symbols.items() if count > 1)
    for number, one in entries.items():
        if one["sector"] not in sectors:
            yield f"WIPO field {number}: unknown sector {one['sector']}"
        yield from (
            f"WIPO field {number}: {symbol} is no IPC symbol"
            for symbol in one["ipc"]
            if not re.fullmatch(r"[A-H]\d{2}(?:[A-Z]\d{0,4})?", symbol)
        )
