"""The rulebook as a list: what may be asked for, and the rules that answer, in groups by field."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from ipcity.city.lawbook.values import shown_value
from ipcity.city.lawbook.words import in_language, tables, word
from ipcity.law.book import page, value_on
from ipcity.law.rules import rules

MONEY = "currency-CNY"
MARKS = ("VERIFIED", "MEMORY")


@dataclass(frozen=True)
class Wish:
    text: str = ""
    field: str = ""
    topic: str = ""
    mark: str = ""

    @property
    def is_narrow(self) -> bool:
        return bool(self.text or self.field or self.topic or self.mark)


@dataclass(frozen=True)
class Line:
    """`now` is what holds on the day asked, in words; empty where a rule has no single value."""

    path: str
    field: str
    topic: str
    title: str
    other_title: str
    mark: str
    cases: int
    now: str
    since: date | None
    since_mark: str = "VERIFIED"


@dataclass(frozen=True)
class Group:
    field: str
    title: str
    lines: tuple[Line, ...]


def field_of(path: str) -> str:
    return path.split("/")[1]


def topic_of(content: Mapping[str, Any]) -> str:
    if content["kind"] == "parameter":
        return "fee" if content.get("unit") == MONEY else "figure"
    kind = str(content["kind"])
    return kind if kind in tables()["topics"] else "vocabulary"


def groups(wish: Wish, on: date) -> list[Group]:
    """Rights first, then the other fields, each in the order of the words file."""
    found: dict[str, list[Line]] = {}
    for line in lines(wish, on):
        found.setdefault(line.field, []).append(line)
    known = list(tables()["fields"])
    order = sorted(found, key=lambda field: known.index(field) if field in known else len(known))
    return [Group(field, word("fields", field), tuple(found[field])) for field in order]


def lines(wish: Wish, on: date) -> Iterable[Line]:
    return (line for line in (_line(entry, on) for entry in rules()) if _fits(line, wish))


def _line(entry: Mapping[str, Any], on: date) -> Line:
    content, title = page(entry["path"]), entry["title"]
    now, since = _now(content, on)
    english = in_language(title) == title.get("en")
    return Line(
        path=entry["path"],
        field=field_of(entry["path"]),
        topic=topic_of(content),
        title=in_language(title),
        other_title=str(title.get("zh" if english else "en", "")),
        mark=entry["mark"],
        cases=entry["cases"],
        now=now,
        since=since,
        since_mark=str(content["values"][since].get("begins", "VERIFIED")) if since else "VERIFIED",
    )


def _now(content: Mapping[str, Any], on: date) -> tuple[str, date | None]:
    values = content.get("values")
    entry = value_on(values, on) if values else None
    if not values or entry is None:
        return "", None
    return shown_value(entry["value"], content.get("unit", "")), max(day for day in values if day <= on)


def _fits(line: Line, wish: Wish) -> bool:
    """Every word must occur in the title, in either language, or in the path."""
    text = f"{line.title} {line.other_title} {line.path} {word('fields', line.field)}".lower()
    return (
        all(piece in text for piece in wish.text.lower().split())
        and wish.field in ("", line.field)
        and wish.topic in ("", line.topic)
        and wish.mark in ("", line.mark)
    )


def field_choices() -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    """Kinds of right, and the other fields that have rules."""
    there = {field_of(entry["path"]) for entry in rules()}
    known = [
        (code, in_language(entry), bool(entry.get("right"))) for code, entry in tables()["fields"].items()
    ]
    rights = [(code, text) for code, text, right in known if right and code in there]
    named = {code for code, _, _ in known}
    others = [(code, text) for code, text, right in known if not right and code in there]
    return rights, others + [(code, code) for code in sorted(there - named)]
