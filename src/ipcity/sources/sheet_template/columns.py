"""The columns of each kind's template, made from the kind's schema and the words beside it (`words.yaml`)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from itertools import chain
from pathlib import Path
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.records import Kind, kind_of

Text = dict[str, str]
UNNUMBERED = "unnumbered"
_ADDRESS_OF = ("owner", "applicant")  # whose address the template asks for


@dataclass(frozen=True)
class Column:
    """`name`: `title`, `number.registration`, `date.filed`, `party.owner`, `class.nice`, `abstract` …
    `form`: text, day, choice or number (a number is text that spreadsheets like to spoil)."""

    name: str
    title: Text
    form: str = "text"
    required: bool = False
    choices: dict[str, Text] = field(default_factory=dict)
    help: tuple[Text, ...] = ()
    example: str = ""

    @property
    def heading(self) -> str:
        return f"{self.title['zh']} / {self.title['en']}"


Plan = tuple[str, Text, dict[str, Any]]  # name, title, what else the column has


@cache
def columns_of(kind_name: str) -> tuple[Column, ...]:
    """Raises BadInput for a kind that is none."""
    kind, examples = kind_of(kind_name), _words()["examples"][kind_name]
    plans = chain(_names(kind), _numbers_and_days(kind), _parties_and_classes(kind), _rest(kind))
    return tuple(_column(name, title, more, str(examples.get(name, ""))) for name, title, more in plans)


def _names(kind: Kind) -> Iterator[Plan]:
    yield "title", _words()["titles"][kind.kind], {"required": True}
    yield "title.en", _words()["columns"]["title.en"], {}
    if len(kind.right_types) > 1:
        more = {"form": "choice", "choices": kind.right_types, "required": kind.kind != "patent"}
        yield "right_type", _words()["columns"]["right_type"], more


def _numbers_and_days(kind: Kind) -> Iterator[Plan]:
    """Of a patent the document and its day; the other days follow from them."""
    for name, one in kind.numbers.items():
        if name != UNNUMBERED:
            yield f"number.{name}", one.name, {"form": "number"}
    if kind.kind == "patent":
        yield "date.filed", kind.dates["filed"], {"form": "day"}
        yield "published_on", _words()["columns"]["published_on"], {"form": "day"}
        return
    for name, title in kind.dates.items():
        yield f"date.{name}", title, {"form": "day"}


def _parties_and_classes(kind: Kind) -> Iterator[Plan]:
    words, many = _words(), {"help": (_words()["help"]["many"],)}
    for name, title in kind.roles.items():
        yield f"party.{name}", title, many
    if any(role in kind.roles for role in _ADDRESS_OF):
        yield "address", words["columns"]["address"], {"help": (words["help"]["address"],)}
    for name in kind.schemes:
        if name in words["schemes"]:
            yield f"class.{name}", words["schemes"][name], many


def _rest(kind: Kind) -> Iterator[Plan]:
    """The state of a Chinese patent follows from its events and is not asked for."""
    columns, helps = _words()["columns"], _words()["help"]
    yield "abstract", kind.text, {}
    if kind.kind != "patent":
        yield "status", columns["status"], {"form": "choice", "choices": kind.states}
        yield "status_on", columns["status_on"], {"form": "day"}
    yield "office", columns["office"], {"help": (helps["office"],)}
    yield "extra.remark", columns["extra.remark"], {}


def _column(name: str, title: Text, more: dict[str, Any], example: str) -> Column:
    helps = _words()["help"]
    by_form = {"day": helps["day"], "choice": helps["choice"], "number": helps["text_number"]}
    form = more.get("form", "text")
    choices: dict[str, Text] = more.get("choices", {})
    first = next((words["zh"] for words in choices.values()), "")
    lines = (*((by_form[form],) if form in by_form else ()), *more.get("help", ()))
    return Column(name, title, **(more | {"help": lines, "example": example or first}))


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_yaml(Path(__file__).with_name("words.yaml"))
    return words
