"""Drafts: who holds which life about what. Numbers come later, when all days are known."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta

from ipcity.sources.sample_city.applicants import Applicant, Crowd, crowd, person_name
from ipcity.sources.sample_city.dice import Dice, gazette_day
from ipcity.sources.sample_city.lives import (
    Life,
    failed_invention,
    granted_invention,
    invalidate,
    model_or_design,
    same_day_model,
    undecided_invention,
)
from ipcity.sources.sample_city.texts import Text, compose
from ipcity.sources.sample_city.vocabulary import Vocabulary


@dataclass
class Draft:
    """A right without its numbers. `applicants` applied, `owners` hold it now; pairs of name and address."""

    life: Life
    text: Text
    industry: str
    applicants: list[tuple[str, str | None]]
    owners: list[tuple[str, str | None]]
    inventors: list[str]
    agency: str | None
    in_city: bool  # as the generator means it: the first owner's address, if written, lies in the city
    citations: list[dict[str, str]] = field(default_factory=list)

    def counts(self, on: date) -> bool:
        """Is it one of the city's rights in force on that day?"""
        return self.in_city and self.life.alive(on)


class Maker:
    """Draws rights one after another; everything it knows follows from the seed and the words."""

    def __init__(self, dice: Dice, words: Vocabulary) -> None:
        self.dice, self.words, self.shape = dice, words, words.shape
        self.crowd: Crowd = crowd(dice, words)

    def drafts(self) -> list[Draft]:
        shape, dice = self.shape, self.dice
        lives = [
            granted_invention(dice, shape, year) for year, count in shape.grants.items() for _ in range(count)
        ]
        lives += [undecided_invention(dice, shape) for _ in range(shape.pending)]
        lives += [failed_invention(dice, shape, "WD01") for _ in range(shape.withdrawn)]
        lives += [failed_invention(dice, shape, "RJ01") for _ in range(shape.rejected)]
        lives += [model_or_design(dice, shape, "utility_model") for _ in range(shape.utility_models)]
        lives += [model_or_design(dice, shape, "design") for _ in range(shape.designs)]
        self._invalidate_some(lives)
        city = [self._draft(life, self.crowd.holders(dice, self.words)) for life in lives]
        return city + self._same_day(city) + self._unplaced() + self._neighbours()

    def _draft(self, life: Life, holders: list[Applicant], *, written: bool = True) -> Draft:
        dice = self.dice
        owners = [(one.name, one.address(dice) if written else None) for one in holders]
        draft = Draft(
            life=life,
            text=compose(dice, holders[0].industry, life.right_type),
            industry=holders[0].industry.id,
            applicants=owners,
            owners=owners,
            inventors=self._inventors(holders),
            agency=dice.pick(self.words.names.agencies) if dice.chance(0.85) else None,
            in_city=holders[0].in_city and written,
        )
        if life.granted and written:
            self._register_changes(draft)
        life.events.sort(key=lambda event: event["on"])
        return draft

    def _inventors(self, holders: list[Applicant]) -> list[str]:
        own = [one.name for one in holders if one.natural]
        more = self.dice.between(0, 2) if own else self.dice.between(1, 6)
        return list(dict.fromkeys(own + [person_name(self.dice, self.words) for _ in range(more)]))

    def _register_changes(self, draft: Draft) -> None:
        """At most one of: a new owner in the city, a pledge, a licence."""
        dice, shape, life = self.dice, self.shape, draft.life
        assert life.granted
        last = min(life.ended or shape.as_of, shape.as_of) - timedelta(days=30)
        first = life.granted + timedelta(days=90)
        if first >= last or (on := gazette_day(dice.day(first, last))) > shape.as_of:
            return
        begun = on - timedelta(days=dice.between(18, 40))
        if dice.chance(shape.transferred) and draft.in_city:
            self._transfer(draft, on, begun)
        elif dice.chance(shape.pledged):
            self._pledge(draft, on, begun)
        elif dice.chance(shape.licensed):
            taker = self.crowd.firm(dice).name
            life.tell(
                "EE01",
                on,
                begun,
                f"专利实施许可合同备案的生效 让与人：{draft.owners[0][0]} 受让人：{taker} 许可种类：普通许可",
            )

    def _transfer(self, draft: Draft, on: date, begun: date) -> None:
        new = self.crowd.firm(self.dice)
        before = "、".join(name for name, _ in draft.owners)
        draft.owners = [(new.name, new.address(self.dice))]
        text = f"专利权的转移 登记生效日：{begun:%Y.%m.%d} 变更前权利人：{before} 变更后权利人：{new.name}"
        draft.life.tell("TR01", on, begun, text)

    def _pledge(self, draft: Draft, on: date, begun: date) -> None:
        dice, life = self.dice, draft.life
        number = f"Y{begun.year}999{dice.between(900000, 999999)}"
        parties = f"出质人：{draft.owners[0][0]} 质权人：{dice.pick(self.words.names.banks)}"
        life.tell(
            "PE01",
            on,
            begun,
            f"专利权质押合同登记的生效 登记号：{number} 登记生效日：{begun:%Y.%m.%d} {parties}",
        )
        released = gazette_day(on + timedelta(days=dice.between(330, 760)))
        if released <= min(life.ended or self.shape.as_of, self.shape.as_of):
            done = released - timedelta(days=dice.between(12, 30))
            life.tell(
                "PC01",
                released,
                done,
                f"专利权质押合同登记的注销 登记号：{number} 解除日：{done:%Y.%m.%d} {parties}",
            )

    def _invalidate_some(self, lives: list[Life]) -> None:
        """Four wholly, four partly, among those granted well before the sample city's day."""
        edge = self.shape.as_of - timedelta(days=500)
        old = [life for life in lives if life.granted and life.granted < edge and life.ended is None]
        for at, life in enumerate(self.dice.some(old, 8)):
            assert life.granted
            on = gazette_day(life.granted + timedelta(days=self.dice.between(200, 480)))
            invalidate(life, on, whole=at % 2 == 0)

    def _same_day(self, city: list[Draft]) -> list[Draft]:
        """Utility models given up for an invention of the same day by the same people."""
        old = [one for one in city if one.life.right_type == "invention" and one.life.granted
               and one.life.granted.year >= 2013]  # fmt: skip
        models = []
        for one in self.dice.some(old, self.shape.same_day):
            life = same_day_model(self.dice, one.life)
            abstract = one.text.abstract.replace("本发明", "本实用新型")
            models.append(Draft(life, Text(one.text.title, abstract, one.text.classes), one.industry,
                                one.applicants, one.applicants, one.inventors, one.agency, in_city=True))  # fmt: skip
        return models

    def _unplaced(self) -> list[Draft]:
        """Granted inventions whose address is missing: they count for no city, and a figure must say so."""
        years = [year for year in self.shape.grants if year >= 2012]
        lives = [
            granted_invention(self.dice, self.shape, self.dice.pick(years))
            for _ in range(self.shape.unplaced)
        ]
        return [self._draft(life, [self.crowd.firm(self.dice)], written=False) for life in lives]

    def _neighbours(self) -> list[Draft]:
        """Rights of other cities; in some the second holder sits in ours, which does not make them ours."""
        dice, made = self.dice, []
        for at in range(self.shape.neighbours):
            life = self._neighbour_life(at)
            holders = [self.crowd.neighbours[at % len(self.crowd.neighbours)]]
            if dice.chance(0.1):
                holders.append(self.crowd.firm(dice))
            made.append(self._draft(life, holders))
        return made

    def _neighbour_life(self, at: int) -> Life:
        if at % 6 == 4:
            return undecided_invention(self.dice, self.shape)
        if at % 6 == 5:
            return model_or_design(self.dice, self.shape, "utility_model")
        return granted_invention(self.dice, self.shape, self.dice.between(2012, 2019))
