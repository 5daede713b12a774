"""The life of an invented right: its days and legal events, as gazettes up to the sample city's day tell them.

A life knows by itself on which days it is in force (`alive`); the law of the house must find the same from the
events alone, and a test compares the two.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta

from ipcity.base.days import add_years
from ipcity.sources.sample_city.dice import Dice, gazette_day
from ipcity.sources.sample_city.vocabulary import Shape

NEW_LETTERS = date(
    2010, 4, 7
)  # from this gazette on U and S mean granted; earlier grants carry other letters
UTILITY_MODEL_YEARS = DESIGN_YEARS = 10


@dataclass
class Life:
    right_type: str
    filed: date
    published: date | None = None
    granted: date | None = None
    ended: date | None = None
    events: list[dict[str, str]] = field(default_factory=list)

    def alive(self, on: date) -> bool:
        return self.granted is not None and self.granted <= on and (self.ended is None or on < self.ended)

    def tell(self, code: str, on: date, effective: date | None = None, text: str = "") -> None:
        self.events.append(
            {"code": code, "on": on.isoformat(), "effective": (effective or on).isoformat(), "text": text}
        )


def granted_invention(dice: Dice, shape: Shape, year: int) -> Life:
    """Filed one and a half to three years before its grant in `year`."""
    first = max(date(year, 1, 1), shape.opens + timedelta(days=560))
    last = min(date(year, 12, 28), shape.as_of - timedelta(days=3))
    granted = gazette_day(dice.day(first, last))
    oldest = min(1095, (granted - shape.opens).days)
    life = Life(
        "invention", filed=granted - timedelta(days=dice.between(550, max(oldest, 551))), granted=granted
    )
    longest = min(540, (granted - life.filed).days - 100)
    _publish(dice, life, longest)
    life.tell("GR01", granted, text="发明专利权授予")
    _lapse(dice, life, shape, shape.lapse_by_fee_year)
    return life


def undecided_invention(dice: Dice, shape: Shape) -> Life:
    """Published and in examination on the sample city's day."""
    while True:
        life = Life("invention", filed=shape.as_of - timedelta(days=dice.between(270, 900)))
        _publish(dice, life, 540)
        if life.published and life.published <= shape.as_of:
            life.events = [event for event in life.events if event["on"] <= shape.as_of.isoformat()]
            return life


def failed_invention(dice: Dice, shape: Shape, code: str) -> Life:
    """Published, then deemed withdrawn (WD01) or rejected (RJ01)."""
    life = Life("invention", filed=dice.day(shape.opens, shape.as_of - timedelta(days=1100)))
    _publish(dice, life, 540)
    text = "发明专利申请公布后的视为撤回" if code == "WD01" else "发明专利申请公布后的驳回"
    life.tell(code, gazette_day(life.filed + timedelta(days=dice.between(760, 1080))), text=text)
    return life


def model_or_design(dice: Dice, shape: Shape, right_type: str) -> Life:
    """Granted without examination of substance, half a year to eleven months after filing; more of them lately."""
    while True:
        filed = max(dice.day(date(2009, 6, 1), shape.as_of) for _ in range(2))
        life = Life(right_type, filed, granted=gazette_day(filed + timedelta(days=dice.between(150, 330))))
        if life.granted and NEW_LETTERS <= life.granted <= shape.as_of:
            break
    life.tell(
        "GR01",
        life.granted,
        text="实用新型专利权授予" if right_type == "utility_model" else "外观设计专利权授予",
    )
    _lapse(dice, life, shape, shape.lapse_of_models)
    _expire(dice, life, shape)
    return life


def same_day_model(dice: Dice, invention: Life) -> Life:
    """The utility model filed with the invention, given up on the day of the invention's grant."""
    assert invention.granted
    granted = gazette_day(invention.filed + timedelta(days=dice.between(150, 300)))
    life = Life("utility_model", invention.filed, granted=granted, ended=invention.granted)
    life.tell("GR01", granted, text="实用新型专利权授予")
    life.tell("AV01", invention.granted, text="避免重复授权放弃专利权")
    return life


def invalidate(life: Life, on: date, *, whole: bool) -> None:
    """Wholly invalid means never in force; partly invalid goes on."""
    assert life.granted
    if whole:
        life.tell("IW01", on, life.granted, "专利权全部无效")
        life.ended = life.granted
    else:
        life.tell("IP01", on, text="专利权部分无效：权利要求1无效，在其余权利要求基础上维持有效")


def _publish(dice: Dice, life: Life, longest: int) -> None:
    life.published = gazette_day(life.filed + timedelta(days=dice.between(240, longest)))
    life.tell("PB01", life.published, text="发明专利申请公布")
    started = gazette_day(life.published + timedelta(days=dice.between(14, 60)))
    life.tell("SE01", started, text="实质审查的生效")


def _lapse(dice: Dice, life: Life, shape: Shape, shares: Mapping[int, float]) -> None:
    """Every year after the grant the fee falls due on the day of filing; some are not paid.

    The end is announced seven to nine months later: what is announced after the sample city's day is not known.
    """
    assert life.granted
    for years in range(1, 21):
        due = add_years(life.filed, years)
        if due <= life.granted:
            continue
        announced = gazette_day(due + timedelta(days=dice.between(210, 270)))
        if announced > shape.as_of:
            return
        if dice.chance(shares.get(years + 1, 0.15)):
            life.ended = due
            life.tell("CF01", announced, due, f"未缴年费专利权终止 终止日期：{due:%Y.%m.%d}")
            _restore(dice, life, shape, announced)
            return


def _restore(dice: Dice, life: Life, shape: Shape, announced: date) -> None:
    restored = gazette_day(announced + timedelta(days=dice.between(60, 150)))
    if dice.chance(shape.restored) and restored <= shape.as_of:
        life.ended = None
        life.tell("RR01", restored, text="专利权的恢复")


def _expire(dice: Dice, life: Life, shape: Shape) -> None:
    end = add_years(life.filed, UTILITY_MODEL_YEARS)
    if life.ended is None and end <= shape.as_of:
        life.ended = end
        announced = gazette_day(end + timedelta(days=dice.between(14, 40)))
        if announced <= shape.as_of:
            life.tell("CX01", announced, end, "专利权有效期届满")
