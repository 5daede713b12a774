"""What the book answers with: never a bare number or day, always its rule, its version and why.

`mark` is the weakest of all that went into the answer: one figure from memory makes the whole answer MEMORY.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any

VERIFIED, MEMORY = "VERIFIED", "MEMORY"
CENT = Decimal("0.01")


@dataclass(frozen=True)
class Said:
    """One sentence in both languages."""

    zh: str
    en: str

    def as_dict(self) -> dict[str, str]:
        return {"zh": self.zh, "en": self.en}


@dataclass(frozen=True)
class Money:
    """An amount with a currency; never a float."""

    amount: Decimal
    currency: str = "CNY"

    def __str__(self) -> str:
        return plain(self.amount)


@dataclass(frozen=True)
class Answer:
    """What every answer carries: the rule, the version of the book, how far verified, and why."""

    rule: str
    version: str
    mark: str
    steps: tuple[Said, ...]
    complete_to: date

    def _common(self) -> dict[str, Any]:
        return {
            "rule": self.rule,
            "version": self.version,
            "mark": self.mark,
            "complete_to": self.complete_to.isoformat(),
            "steps": [step.as_dict() for step in self.steps],
        }


@dataclass(frozen=True)
class Due(Answer):
    """`on`: the last day. `nominal`: before any move to a working day. `provisional`: a calendar is not published."""

    on: date = date.min
    nominal: date = date.min
    obligation: str = ""
    provisional: bool = False
    opens: date | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "on": self.on.isoformat(),
            "nominal": self.nominal.isoformat(),
            "obligation": self.obligation,
            "provisional": self.provisional,
            "opens": self.opens.isoformat() if self.opens else None,
            **self._common(),
        }


@dataclass(frozen=True)
class Amount(Answer):
    """Money by the law of the day `as_of`."""

    money: Money = field(default_factory=lambda: Money(Decimal(0)))
    as_of: date = date.min
    in_force_from: date | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "amount": str(self.money),
            "currency": self.money.currency,
            "as_of": self.as_of.isoformat(),
            "in_force_from": self.in_force_from.isoformat() if self.in_force_from else None,
            **self._common(),
        }


@dataclass(frozen=True)
class Figure(Answer):
    """A number of the law that is no money: years, months, per cent, a threshold."""

    value: Decimal | str = Decimal(0)
    unit: str = ""
    as_of: date = date.min
    in_force_from: date | None = None

    def as_dict(self) -> dict[str, Any]:
        return {
            "value": plain(self.value) if isinstance(self.value, Decimal) else self.value,
            "unit": self.unit,
            "as_of": self.as_of.isoformat(),
            "in_force_from": self.in_force_from.isoformat() if self.in_force_from else None,
            **self._common(),
        }


@dataclass(frozen=True)
class Verdict(Answer):
    """Yes or no, and why."""

    allowed: bool = False

    def as_dict(self) -> dict[str, Any]:
        return {"allowed": self.allowed, **self._common()}


def plain(amount: Decimal) -> str:
    """A decimal string: whole numbers as `1200`, others with two or more places as `67.50`; never an exponent."""
    if amount == amount.to_integral_value():
        return format(amount.to_integral_value(), "f")
    rounded = amount.quantize(CENT)
    return format(rounded if rounded == amount else amount.normalize(), "f")


def weakest(marks: Iterable[str]) -> str:
    return MEMORY if any(mark != VERIFIED for mark in marks) else VERIFIED
