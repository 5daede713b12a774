"""The pages of the book tested as data: forms, references, days, brackets, codes. Each problem is one sentence."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import msgspec
import yaml

from ipcity.law.book import BOOK, names, own_corrections, own_folder, page, sources
from ipcity.law.casebook import cases
from ipcity.law.pages import FORMS, Bracket, Calendar, Deadline, Identifier, Parameter, Policy, shaped
from ipcity.law.rules import references

DAY = timedelta(days=1)
# Three pages have readers and forms of their own; these are all the keys they may have.
OWN_KEYS = {
    "application_number": {
        "kind",
        "description",
        "forms",
        "check",
        "kinds",
        "kinds_mark",
        "kinds_reference",
        "damaged",
    },
    "document_kinds": {
        "kind",
        "description",
        "mark",
        "reference",
        "letters",
        "corrections",
        "grant_keeps_digits_from",
    },
    "events": {"kind", "description", "reference", "live", "states", "events", "blocks"},
}


def problems() -> Iterator[str]:
    """Everything wrong with the pages, those of the operator's own folder included."""
    pages = [f"{name}: {one}" for name in names() for one in _of_page(page(name))]
    yield from pages
    yield from _twice_written()
    yield from _replaced_in_silence()
    if pages:
        return  # what compares pages with each other needs every page in its form
    yield from _periods()
    yield from _calendars()
    yield from _codes()
    for one in own_corrections():
        if one["rule"] not in names():
            yield f"correction of {one['from']}: no rule {one['rule']}"


def _of_page(content: dict[str, Any]) -> Iterator[str]:
    kind = content.get("kind")
    if kind in OWN_KEYS:
        yield from (f"unknown key {key}" for key in sorted(set(content) - OWN_KEYS[kind]))
    elif kind not in FORMS:
        yield f"unknown kind {kind}"
        return
    else:
        try:
            form = shaped(content, FORMS[kind])
        except msgspec.ValidationError as broken:
            yield f"not in its form: {broken}"
            return
        yield from _of_form(form)
    yield from (
        f"source {one} is not named in about.yaml" for one in sorted(references(content) - set(sources()))
    )
    if not references(content):
        yield "no reference"


def _replaced_in_silence() -> Iterator[str]:
    """A page of the operator's own may stand in front of a bundled one only with its reason."""
    own = own_folder() / "book"
    for path in sorted(own.rglob("*.yaml")):
        name = path.relative_to(own).with_suffix("").as_posix()
        if (BOOK / f"{name}.yaml").is_file() and not _is_own(name):
            yield f"{name}: replaces a page of the book without saying why (correction)"


def _of_form(form: msgspec.Struct) -> Iterator[str]:
    if isinstance(form, Parameter):
        if not form.values:
            yield "no value"
        for day, value in form.values.items():
            if not value.reference:
                yield f"the value of {day} has no reference"
            if isinstance(value.value, list):
                yield from (f"{day}: {one}" for one in _brackets(value.value))
    if isinstance(form, Deadline | Policy):
        begin, end = form.in_force.begin, form.in_force.end
        if begin and end and end < begin:
            yield f"ends {end} before it begins {begin}"
    if isinstance(form, Identifier):
        bare = re.sub(form.strip, "", form.example) if form.strip else form.example
        if not re.fullmatch(form.pattern, bare):
            yield f"its example {form.example} does not fit its pattern"


def _brackets(brackets: list[Bracket]) -> Iterator[str]:
    if brackets and brackets[0].first != 1:
        yield f"brackets begin at {brackets[0].first}, not at 1"
    for one in brackets:
        if one.last < one.first:
            yield f"bracket {one.first} to {one.last} ends before it begins"
    for before, after in pairwise(brackets):
        if after.first != before.last + 1:
            yield f"gap or overlap between brackets {before.last} and {after.first}"


def _twice_written() -> Iterator[str]:
    """YAML keeps the last of two equal keys in silence: a date written twice would lose a value."""
    for root in (BOOK, own_folder() / "book"):
        for path in sorted(root.rglob("*.yaml")):
            node = yaml.compose(path.read_text(encoding="utf-8"), Loader=yaml.CSafeLoader)
            yield from (f"{path.relative_to(root)}: key {key} written twice" for key in _doubles(node))


def _doubles(node: Any) -> Iterator[str]:
    if isinstance(node, yaml.MappingNode):
        counted = Counter(key.value for key, _ in node.value)
        yield from (key for key, count in counted.items() if count > 1)
        for _, value in node.value:
            yield from _doubles(value)
    elif isinstance(node, yaml.SequenceNode):
        for one in node.value:
            yield from _doubles(one)


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
            follows_on = before[1] == date.max and _is_own(after[2])  # a new version the operator added
            if not follows_on and (before[1] == date.max or after[0] != before[1] + DAY):
                yield f"{before[2]} and {after[2]}: gap or overlap in their days"
    for versions in policies.values():
        for before, after in pairwise(sorted(versions)):
            if after[0] <= before[1]:
                yield f"{before[2]} and {after[2]}: their days overlap"


def _is_own(name: str) -> bool:
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


def unused() -> Iterator[str]:
    """Sources named in about.yaml that no page and no case refers to."""
    used = {one for name in names() for one in references(page(name))} | {
        case.get("source") for case in cases()
    }
    yield from sorted(set(sources()) - used - {"memory"})
