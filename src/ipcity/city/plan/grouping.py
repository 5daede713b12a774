"""From the figures of a paper to its targets: the figures of one part of an announced sum are one target."""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from itertools import groupby

from ipcity.city.plan.standing import rules
from ipcity.documents import Number


@dataclass(frozen=True)
class Demand:
    """A target to be; `components` are its figures where it has several."""

    name: str
    value: Decimal
    first: Number
    last: Number
    components: list[dict[str, str | int]] = field(default_factory=list)


def demands(numbers: list[Number]) -> list[Demand]:
    """In order of reading. The value of several figures is their sum."""
    return [_demand(list(together)) for _, together in groupby(enumerate(numbers), key=_belongs)]


def _belongs(numbered: tuple[int, Number]) -> tuple[int, str, int]:
    """Figures outside a sum stand alone; two sums in two clauses never run together."""
    at, number = numbered
    return (number.phrase_start, number.announced, number.part) if number.announced else (-1, "", at)


def _demand(numbered: list[tuple[int, Number]]) -> Demand:
    numbers = [number for _, number in numbered]
    first, last = numbers[0], numbers[-1]
    value = sum((Decimal(number.value) for number in numbers), Decimal(0))
    if len(numbers) == 1:
        return Demand(first.name, value, first, last)
    equal = len({(number.value, number.unit) for number in numbers}) == 1
    form: str = rules()["grouping"]["several_equal" if equal else "several"]
    name = form.format(
        sum=first.announced, first=first.name, count=len(numbers), value=first.value, unit=first.unit
    )
    return Demand(name, value, first, last, [_component(number) for number in numbers])


def _component(number: Number) -> dict[str, str | int]:
    return {
        "name": number.name, "value": number.value, "unit": number.unit, "comparator": number.comparator,
        "start": number.start, "end": number.end,
    }  # fmt: skip
