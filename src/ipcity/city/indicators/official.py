"""Published figures beside ours, with the difference explained from facts alone."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

from ipcity.city.indicators.compute import Computed
from ipcity.city.indicators.figures import Published, published
from ipcity.city.indicators.reading import OfficialFigure, Text
from ipcity.city.indicators.registry import Definition
from ipcity.city.indicators.words import run_on, say


def official_figures(computed: Computed) -> tuple[OfficialFigure, ...]:
    """All that were published for this indicator and area, the newest first."""
    question = computed.question
    found = [one for one in published() if (one.code, one.area) == (question.definition.code, question.area)]
    return tuple(
        OfficialFigure(
            on=_period(one.from_, one.on),
            value=one.value,
            numerator=one.numerator,
            unit=question.definition.unit,
            source=one.source["zh"],
            url=one.url,
            explanation=explanation(one, computed),
        )
        for one in sorted(found, key=lambda one: one.on, reverse=True)
    )


def explanation(theirs: Published, computed: Computed) -> Text:
    question, parts = computed.question, []
    if question.realm == "sample":
        parts.append(say("official.sample"))
    if (theirs.on, theirs.from_) != (question.on, question.period_from):
        which = "other_period" if question.definition.is_flow else "other_day"
        ours = _period(question.period_from, question.on)
        parts.append(say(f"official.{which}", theirs=_period(theirs.from_, theirs.on), ours=ours))
    if question.realm == "real":
        parts.append(
            say("official.not_loaded")
            if computed.reason
            else say("official.loaded", loaded=computed.coverage)
        )
    if question.definition.denominator and theirs.numerator:
        parts.append(_implied(theirs, theirs.numerator, computed, question.definition))
    return run_on(*parts)


def _implied(theirs: Published, numerator: Decimal, computed: Computed, one: Definition) -> Text:
    """A ratio and its numerator give away the denominator that the office used."""
    implied = (numerator / theirs.value).quantize(Decimal("0.01"))
    text = say(
        "official.implied", numerator=f"{numerator:,}", value=theirs.value, unit=one.unit, implied=implied
    )
    if computed.denominator is None:
        ending = say("official.implied_alone")
    else:
        ending = say("official.implied_ours", ours=computed.denominator, on=computed.typed[0].on)
    return {lang: text[lang] + ending[lang] for lang in text}


def _period(first: date | None, last: date) -> str:
    return f"{first} — {last}" if first else last.isoformat()
