"""The forms a page of the book may have. A key that is not listed here is an error, found by `python -m ipcity.law.check`."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any, Literal, TypeVar

import msgspec
from msgspec import Struct, field

Mark = Literal["VERIFIED", "MEMORY"]
References = str | list[str]
Form = TypeVar("Form", bound=Struct)


class Words(Struct, forbid_unknown_fields=True, frozen=True):
    zh: str
    en: str


class Bracket(Struct, forbid_unknown_fields=True, frozen=True):
    """From the first to the last number, both included."""

    first: int = field(name="from")
    last: int = field(name="to")
    value: Decimal


class Value(Struct, forbid_unknown_fields=True, frozen=True):
    """One value from the day it begins; null: it ceased. `begins: MEMORY`: the figure is verified, its first day is not."""

    value: int | float | str | list[Bracket] | None
    mark: Mark
    reference: References
    article: str = ""
    begins: Mark = "VERIFIED"
    note: Words | None = None
    correction: dict[str, str] | None = None  # reason, by, made_on: only in the operator's own folder


class Parameter(Struct, forbid_unknown_fields=True, frozen=True):
    kind: Literal["parameter"]
    description: Words
    unit: str
    values: dict[date, Value]
    reducible: bool | None = None
    per: str = ""
    note: Words | None = None


class Span(Struct, forbid_unknown_fields=True, frozen=True):
    years: int = 0
    months: int = 0
    days: int = 0
    working_days: int = 0
    hours: int = 0
    counted_from: str = "event"


class When(Struct, forbid_unknown_fields=True, frozen=True):
    event: str
    notice_codes: list[str] = []


class Then(Struct, forbid_unknown_fields=True, frozen=True):
    obligation: str
    effect: str = ""
    actor: str = ""


class For(Struct, forbid_unknown_fields=True, frozen=True):
    right: list[str] = []
    jurisdiction: str = "cn"


class Period(Struct, forbid_unknown_fields=True, frozen=True):
    begin: date | None = field(name="from", default=None)
    end: date | None = field(name="to", default=None)


class Deadline(Struct, forbid_unknown_fields=True, frozen=True):
    """Which day a duty falls due. `in_force` is compared with the day of the event."""

    kind: Literal["deadline"]
    description: Words
    when: When
    then: Then
    after: Span
    in_force: Period
    mark: Mark
    reference: References
    applies: For = field(name="for", default=For())
    article: str = ""
    or_after: Span | None = None  # a second count; the later of the two is the last day
    extension: Span | None = None
    opens: Span | None = None  # how long before the last day the window opens
    ends_day_before: bool = False  # the last day is the one before the anniversary
    ends_year: bool = False  # runs on to 31 December
    moves_to: Literal["next-working-day", "none"] = "none"
    moves_mark: Mark = "VERIFIED"
    unless: list[str] = []
    needs: list[str] = []
    clears: list[str] = []
    begins: Mark = "VERIFIED"
    note: Words | None = None
    correction: dict[str, str] | None = None


class Policy(Struct, forbid_unknown_fields=True, frozen=True):
    """Something public money or an office may do only inside a period."""

    kind: Literal["policy"]
    description: Words
    policy: str
    in_force: Period
    mark: Mark
    reference: References
    area: str = "cn"
    after_end: Words | None = None
    terms: dict[str, str] = {}
    note: Words | None = None
    correction: dict[str, str] | None = None


class Identifier(Struct, forbid_unknown_fields=True, frozen=True):
    """How a kind of number is written. `check` names the arithmetic that proves it."""

    kind: Literal["identifier"]
    description: Words
    identifies: str
    pattern: str
    normal: str
    mark: Mark
    reference: References
    example: str
    check: str = ""
    strip: str = ""
    order: int = 50
    needs: str = ""
    note: Words | None = None


class Holiday(Struct, forbid_unknown_fields=True, frozen=True):
    name: Words
    begin: date = field(name="from")
    end: date = field(name="to")


class Calendar(Struct, forbid_unknown_fields=True, frozen=True):
    kind: Literal["calendar"]
    description: Words
    year: int
    mark: Mark
    reference: References
    holidays: list[Holiday]
    working_days: list[date]
    notice: str = ""
    notice_mark: Mark = "MEMORY"
    correction: dict[str, str] | None = None


class Vocabulary(Struct, forbid_unknown_fields=True, frozen=True):
    """Named entries with a mark each or for all of them."""

    kind: Literal["vocabulary"]
    description: Words
    reference: References
    entries: dict[str, Any]
    mark: Mark = "MEMORY"
    article: str = ""
    note: Words | None = None


class Table(Struct, forbid_unknown_fields=True, frozen=True):
    """A table that cannot ship with the book; the operator loads it from a file of these columns."""

    kind: Literal["table"]
    description: Words
    file: str
    columns: list[str]
    key: list[str]
    mark: Mark
    reference: References
    versions: list[str] = []
    use: Words | None = None


FORMS: dict[str, type[Struct]] = {
    "parameter": Parameter,
    "deadline": Deadline,
    "policy": Policy,
    "identifier": Identifier,
    "calendar": Calendar,
    "vocabulary": Vocabulary,
    "table": Table,
}


def shaped(content: Any, form: type[Form]) -> Form:
    """The page in its form; raises msgspec.ValidationError with the place of what does not fit."""
    return msgspec.convert(content, form)
