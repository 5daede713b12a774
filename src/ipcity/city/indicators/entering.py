"""Acts on entered figures: take up what was given, enter, check by another person, take back."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

from django.contrib.auth.models import User
from django.db import transaction
from django.utils import timezone

from ipcity.base.errors import BadInput
from ipcity.city.directory.queries import acting_units
from ipcity.city.inbox import actions as inbox
from ipcity.city.inbox.kinds import kind
from ipcity.city.indicators.entered import VALUES, Figure, Sort, State
from ipcity.city.indicators.figures import Published, Typed, given_published, given_series
from ipcity.city.indicators.reading import Text
from ipcity.city.indicators.registry import definitions
from ipcity.city.trail.actions import record
from ipcity.records.places import area_name

CHECK = kind("check-figure", zh="核对填报数", en="Check a typed figure")
WHERE = "/desk/figures/"
_SORTS = {Sort.TYPED: "填报数", Sort.PUBLISHED: "公布数"}


def take_up_given_figures() -> int:
    """The figures of the data files that the register does not have yet; those it has are left as they are."""
    given: list[tuple[Sort, str, Typed | Published]] = [
        *((Sort.TYPED, name, one) for name, series in given_series().items() for one in series.figures),
        *((Sort.PUBLISHED, one.code, one) for one in given_published()),
    ]
    return sum(_take_up(sort, series, one) for sort, series, one in given)


def _take_up(sort: Sort, series: str, one: Typed | Published) -> bool:
    identity = {"sort": sort, "series": series, "area": one.area, "on": one.on}
    values: dict[str, Any] = {
        "value": str(one.value),
        "source_zh": one.source["zh"],
        "source_en": one.source["en"],
        "url": one.url,
    }
    if isinstance(one, Typed):
        identity |= {"realm": one.realm, "period_from": None}
        values |= {"basis": one.basis, "mark": one.mark}
    else:
        identity |= {"realm": "real", "period_from": one.from_}
        values["numerator"] = str(one.numerator) if one.numerator is not None else ""
    return Figure.objects.get_or_create(**identity, defaults=values | {"state": State.GIVEN})[1]


@transaction.atomic
def enter(identity: dict[str, Any], values: dict[str, Any], *, actor: str) -> Figure:
    """New, or a change; either serves once somebody else has checked it."""
    figure = Figure.objects.select_for_update().filter(**identity).first()
    if figure is None:
        figure = Figure.objects.create(**identity, **values, entered_by=actor)
    elif figure.state == State.ENTERED:
        _take(figure, values, entered_by=actor)
    elif _same(values, figure.in_use()):
        _take(figure, {}, proposed=None, proposed_by="")
    else:
        _take(figure, {}, proposed={name: values[name] for name in VALUES}, proposed_by=actor)
    record("figures.entered", subject=figure.key, actor=actor, details={"series": figure.series})
    _ask_for_a_second_pair_of_eyes(figure, actor)
    return figure


@transaction.atomic
def check(figure: Figure, *, by: User) -> Figure:
    """By another person than the one who entered it; from now on it serves."""
    key = f"user:{by.pk}"
    locked = Figure.objects.select_for_update().get(pk=figure.pk)
    if not locked.waits:
        raise BadInput(f"{locked} 已经核对过了。请刷新后再看。")
    if locked.waits_for_another_than == key:
        raise BadInput("录入的人不能核对自己录入的数。请另一位同事对照来源核对。")
    entered_by = locked.waits_for_another_than
    _take(
        locked, locked.proposed or {}, proposed=None, proposed_by="", state=State.CHECKED, entered_by=entered_by,
        checked_by=key, checked_at=timezone.now(),
    )  # fmt: skip
    record("figures.checked", subject=locked.key, actor=key, details={"series": locked.series})
    inbox.settle(CHECK, subject=locked.key, by=by)
    return locked


@transaction.atomic
def remove(identity: dict[str, Any], *, actor: str) -> str:
    """Only while it has not served: a figure in use is corrected, never removed."""
    figure = Figure.objects.get(**identity)
    if figure.state != State.ENTERED:
        raise BadInput(f"{figure} 已经核对使用，不能撤回。需要更正时请录入新的数。")
    key = figure.key
    figure.delete()
    inbox.withdraw(CHECK, subject=key)
    record("figures.removed", subject=key, actor=actor, details={"series": figure.series})
    return key


def waiting() -> list[Figure]:
    return [one for one in Figure.objects.all() if one.waits]


def name_of(figure: Figure) -> Text:
    """What the figure counts; a series that no longer exists is named by its code."""
    if figure.sort == Sort.PUBLISHED:
        known = {one.code: one.name for one in definitions()}
    else:
        known = {code: one.label for code, one in given_series().items()}
    return known.get(figure.series, {"zh": figure.series, "en": figure.series})


def _take(figure: Figure, values: dict[str, Any], **fields: Any) -> None:
    for name, value in (values | fields).items():
        setattr(figure, name, value)
    figure.save()


def _same(one: dict[str, Any], other: dict[str, Any]) -> bool:
    """282.5 is 282.50."""
    return all(_number(one[name]) == _number(other[name]) for name in ("value", "numerator")) and all(
        one[name] == other[name] for name in VALUES if name not in ("value", "numerator")
    )


def _number(text: str) -> Decimal | None:
    return Decimal(text) if text else None


def _ask_for_a_second_pair_of_eyes(figure: Figure, actor: str) -> None:
    """Whoever acts for the same unit; without a unit it waits on the page of figures alone."""
    if not figure.waits:
        inbox.withdraw(CHECK, subject=figure.key)
        return
    user = User.objects.filter(pk=actor.removeprefix("user:")).first() if actor.startswith("user:") else None
    name, where = name_of(figure), area_name(figure.area)
    title = {
        "zh": f"核对{_SORTS[Sort(figure.sort)]}：{name['zh']}，{where['zh']}，{figure.on}",
        "en": f"Check a figure: {name['en']}, {where['en']}, {figure.on}",
    }
    for unit in acting_units(user)[:1] if user else []:
        inbox.put(CHECK, subject=figure.key, title=title, address=WHERE, unit=unit)
