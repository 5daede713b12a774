"""Reading a dated value: the one in force on the day asked, with its rule and its source; refused where there is none."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ipcity.base.errors import BadInput, NotFound
from ipcity.law.answers import Amount, Figure, Money, Said, plain
from ipcity.law.book import complete_to, page, remembered, remembered_many, version
from ipcity.law.pages import Bracket, Parameter, Value, shaped

CURRENCY = "currency-CNY"


@dataclass(frozen=True)
class InForce:
    """One value of a rule and the day it begins."""

    rule: str
    begins: date
    value: Value


@remembered
def parameter(name: str) -> Parameter:
    content = page(name)
    if content.get("kind") != "parameter":
        raise BadInput(f"“{name}”不是一项数值规则，而是“{content.get('kind')}”。请核对名称。", path=name)
    return shaped(content, Parameter)


@remembered_many
def in_force_on(name: str, on: date) -> InForce:
    """Raises NotFound before the first value of the rule, and after it ceased."""
    values = parameter(name).values
    begun = [start for start in values if start <= on]
    if not begun:
        first = min(values)
        raise NotFound(
            f"规则“{name}”在 {on} 没有数值：收录的第一个数值自 {first} 起。请改问之后的日期，或补录有出处的旧值。",
            path=name,
        )
    start = max(begun)
    if values[start].value is None:
        raise NotFound(
            f"规则“{name}”自 {start} 起不再适用，{on} 没有数值。请核对日期或改用现行规则。", path=name
        )
    return InForce(name, start, values[start])


def number_in(found: InForce, at: int | None) -> Decimal:
    """The number itself, or that of the bracket which holds `at`."""
    value = found.value.value
    if isinstance(value, list):
        return _in_bracket(found.rule, value, at)
    if value is None or isinstance(value, str):
        raise BadInput(f"规则“{found.rule}”的值不是数字：{value}。请用说明查询。", path=found.rule)
    return Decimal(str(value))


def _in_bracket(rule: str, brackets: list[Bracket], at: int | None) -> Decimal:
    if at is None:
        raise BadInput(f"规则“{rule}”按档计，请指明第几年（档、项）。", path=rule)
    for bracket in brackets:
        if bracket.first <= at <= bracket.last:
            return bracket.value
    raise NotFound(f"规则“{rule}”没有第 {at} 档；收录到第 {brackets[-1].last} 档。请核对年度。", path=rule)


def amount(name: str, as_of: date, *, at: int | None = None) -> Amount:
    """Money by the law of a day; `at` is the annuity year or other bracket where the rule has brackets."""
    found = in_force_on(name, as_of)
    number = number_in(found, at)
    return Amount(
        rule=name,
        version=version(),
        mark=found.value.mark,
        steps=tuple(steps_of(found, as_of, at, number)),
        complete_to=complete_to(),
        money=Money(number),
        as_of=as_of,
        in_force_from=found.begins,
    )


def figure(name: str, as_of: date, *, at: int | None = None) -> Figure:
    """A number (or word) of the law by the law of a day."""
    found = in_force_on(name, as_of)
    value = found.value.value
    answer = value if isinstance(value, str) else number_in(found, at)
    return Figure(
        rule=name,
        version=version(),
        mark=found.value.mark,
        steps=tuple(steps_of(found, as_of, at, answer)),
        complete_to=complete_to(),
        value=answer,
        unit=parameter(name).unit,
        as_of=as_of,
        in_force_from=found.begins,
    )


def steps_of(found: InForce, as_of: date, at: int | None, answer: Decimal | str) -> list[Said]:
    text = parameter(found.rule).description
    shown = plain(answer) if isinstance(answer, Decimal) else answer
    where = (f"第 {at} 档", f", bracket {at}") if at is not None else ("", "")
    steps = [
        Said(
            f"{text.zh}{where[0]}：{as_of} 适用自 {found.begins} 起的数值 {shown}（{found.rule}）。",
            f"{text.en}{where[1]}: on {as_of} the value since {found.begins} applies: {shown} ({found.rule}).",
        )
    ]
    if found.value.mark == "MEMORY":
        steps.append(
            Said(
                "该数值未经核对原文，使用前请查证。",
                "This value is unverified; check it before relying on it.",
            )
        )
    if found.value.begins == "MEMORY":
        steps.append(
            Said(f"起始日 {found.begins} 未经核对。", f"The first day {found.begins} is unverified.")
        )
    if as_of > complete_to():
        steps.append(beyond_the_book())
    return steps


def beyond_the_book() -> Said:
    day = complete_to()
    return Said(
        f"规则收录至 {day}，此后的法律变动未核对。",
        f"The book is complete to {day}; later law was not checked.",
    )
