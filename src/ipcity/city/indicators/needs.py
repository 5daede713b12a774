"""Is enough loaded to give the figure at all? If not, say what is loaded and what is needed."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipcity.base.days import add_years
from ipcity.city.indicators.holdings import Holdings
from ipcity.city.indicators.reading import Text
from ipcity.city.indicators.registry import Definition
from ipcity.city.indicators.words import joined, run_on, say
from ipcity.records import Answer, Coverage, Need, answer
from ipcity.records.places import area_name

_NAMED = 3  # labels named one by one; more are summed up


@dataclass(frozen=True)
class Question:
    """Which figure: of an area, in a realm, for a day or for a period that ends on it."""

    definition: Definition
    area: str
    realm: str
    on: date
    period_from: date | None = None


@dataclass(frozen=True)
class Ground:
    """`reason` is None when every need is met; `used` are the statements of coverage relied upon."""

    reason: Text | None
    used: tuple[Coverage, ...]

    @property
    def text(self) -> Text:
        return _labels(list(self.used))


def ground(question: Question, held: Holdings) -> Ground:
    answers = [(need, answer(need, held.coverage)) for need in needs(question)]
    used = tuple(one for _, found in answers for one in found.loaded)
    unmet = [(need, found) for need, found in answers if not found.met]
    return Ground(_reason(question, held, unmet) if unmet else None, used)


def needs(question: Question) -> list[Need]:
    one = question.definition
    return [
        Need(
            realm=question.realm, office="cn", kind="patent", right_type=one.right_type, content=content.content,
            area=question.area, from_=_first(question, content.years_back), to=question.on,
        )
        for content in one.needs
    ]  # fmt: skip


def _first(question: Question, years_back: int | None) -> date:
    if years_back is not None:
        return add_years(question.on, -years_back)
    return question.period_from or question.on


def _reason(question: Question, held: Holdings, unmet: list[tuple[Need, Answer]]) -> Text:
    if not held.version or not held.coverage:
        return say("not_computable.nothing")
    same_realm = [one for one in held.coverage if one.realm == question.realm]
    if not same_realm:
        return say(f"not_computable.nothing_of_realm_{question.realm}")
    speaking = [one for _, found in unmet for one in found.loaded]
    same_right = [one for one in same_realm if one.right_type == question.definition.right_type]
    loaded = _labels(speaking or same_right or same_realm)
    return say("not_computable.only", loaded=loaded, needed=_needed(question, [need for need, _ in unmet]))


def _needed(question: Question, unmet: list[Need]) -> Text:
    both: Text = {"zh": "和", "en": " and "}
    return say(
        "need",
        area=area_name(question.area),
        begin=min(need.from_ for need in unmet),
        end=question.on,
        right=say(f"rights.{question.definition.right_type}"),
        content=joined([say(f"contents.{need.content}") for need in unmet], both),
    )


def _labels(statements: list[Coverage]) -> Text:
    """The labels, each once; a long list by its first and their number."""
    labels = list({one.label["zh"]: one.label for one in statements}.values())
    if len(labels) > _NAMED:
        return say("and_more", first=labels[0], count=len(labels))
    return joined(labels) if labels else run_on()
