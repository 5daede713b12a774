"""One rule as a lawyer reads it: its history, its sources, its worked examples with what the book answers."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext

from ipcity.base.errors import NotFound
from ipcity.city.lawbook.library import field_of, topic_of
from ipcity.city.lawbook.timeline import TimeLine, time_line
from ipcity.city.lawbook.values import brackets, flat, shown_value
from ipcity.city.lawbook.words import in_language, word
from ipcity.law.book import names, page, sources
from ipcity.law.casebook import cases_of
from ipcity.law.proving import prove
from ipcity.law.rules import history, mark_of, plain_data, references

_HEAD = {"id", "topic", "reader", "rule", "rules", "expect", "source", "by_hand", "name"}
CASES_SHOWN = 40


@dataclass(frozen=True)
class Dated:
    """One value of the history. `by`, `why`, `made_on` only of a correction; `replaced`: a correction took its place."""

    begins: date
    shown: str
    brackets: list[tuple[str, str]]
    mark: str
    begins_mark: str
    article: str
    references: list[str]
    replaced: bool
    note: str
    by: str
    why: str
    made_on: str


@dataclass(frozen=True)
class Source:
    id: str
    title: str
    authority: str
    in_force: str
    superseded: str


@dataclass(frozen=True)
class Worked:
    id: str
    asked: str
    expected: str
    answered: str
    right: bool
    origin: str
    by_hand: bool


@dataclass(frozen=True)
class Rule:
    path: str
    content: dict[str, Any]
    title: str
    field: str
    topic: str
    mark: str
    dated: tuple[Dated, ...]
    line: TimeLine | None
    sources: tuple[Source, ...]
    worked: tuple[Worked, ...]
    more_cases: int


def rule_of(path: str, today: date) -> Rule:
    """Raises NotFound for a path that is no rule; a path from outside never reaches the file system."""
    if path not in names():
        raise NotFound(f"规则库中没有“{path}”这一页。请从规则库的列表中选。", path=path)
    content = page(path)
    told = tuple(_dated(entry, content.get("unit", "")) for entry in history(path))
    found = cases_of(path)
    return Rule(
        path=path,
        content=content,
        title=in_language(content["description"]),
        field=field_of(path),
        topic=topic_of(content),
        mark=mark_of(content),
        dated=told,
        line=time_line([(one.begins, one.shown) for one in told if not one.replaced], today),
        sources=tuple(_sources(content, told)),
        worked=tuple(_worked(case) for case in found[:CASES_SHOWN]),
        more_cases=max(len(found) - CASES_SHOWN, 0),
    )


def _dated(entry: dict[str, Any], unit: str) -> Dated:
    listed = entry.get("reference", [])
    return Dated(
        begins=date.fromisoformat(str(entry["from"])),
        shown=shown_value(entry.get("value"), unit),
        brackets=brackets(entry.get("value"), unit),
        mark=str(entry.get("mark", "")),
        begins_mark=str(entry.get("begins", "VERIFIED")),
        article=str(entry.get("article", "")),
        references=[str(one) for one in (listed if isinstance(listed, list) else [listed])],
        replaced=bool(entry.get("replaced")),
        note=in_language(entry.get("note")),
        by=str(entry.get("by", "")),
        why=str(entry.get("reason", "")),
        made_on=str(entry.get("made_on", "")),
    )


def _sources(content: dict[str, Any], told: tuple[Dated, ...]) -> list[Source]:
    """Of the page and of every value, those that a correction replaced too."""
    known = sources()
    wanted = references(content) | {one for dated in told for one in dated.references}
    return [
        Source(
            id=one,
            title=str(known.get(one, {}).get("title", one)),
            authority=word("authorities", known.get(one, {}).get("authority", "none")),
            in_force=str(known.get(one, {}).get("in_force", "")),
            superseded=str(known.get(one, {}).get("superseded", "")),
        )
        for one in sorted(wanted)
    ]


def _worked(case: dict[str, Any]) -> Worked:
    proof = prove(case)
    asked = plain_data({key: value for key, value in case.items() if key not in _HEAD})
    by_hand = case.get("by_hand")
    known = sources().get(str(case.get("source", "")), {})
    return Worked(
        id=case["id"],
        asked=flat(asked) or "—",
        expected=_answer(plain_data(case["expect"])),
        answered="" if proof.right else _answer(proof.actual),
        right=proof.right,
        origin=str(by_hand or known.get("title") or case.get("source", "")),
        by_hand=bool(by_hand),
    )


def _answer(node: Any) -> str:
    return gettext("应当拒绝") if node == "refused" else flat(node)
