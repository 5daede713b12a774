"""The pages of the book tested as data: forms, references, days, brackets, codes. Each problem is one sentence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from itertools import pairwise
from typing import Any

import msgspec
import yaml

from ipcity.law.audit_across import across, is_own
from ipcity.law.book import BOOK, names, own_corrections, own_folder, page, sources
from ipcity.law.casebook import cases
from ipcity.law.pages import FORMS, Bracket, Deadline, Identifier, Parameter, Policy, shaped
from ipcity.law.rules import references

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
    yield from across()
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
        if (BOOK / f"{name}.yaml").is_file() and not is_own(name):
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


def unused() -> Iterator[str]:
    """Sources named in about.yaml that no page and no case refers to."""
    used = {one for name in names() for one in references(page(name))} | {
        case.get("source") for case in cases()
    }
    yield from sorted(set(sources()) - used - {"memory"})
