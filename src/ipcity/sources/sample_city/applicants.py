"""Who applies in the sample city: invented firms, schools and persons, and how their addresses are written."""

from __future__ import annotations

from dataclasses import dataclass

from ipcity.sources.sample_city.dice import Dice
from ipcity.sources.sample_city.vocabulary import District, Industry, Neighbour, Vocabulary

FIRMS, PERSONS = 420, 260


@dataclass(frozen=True)
class Applicant:
    """One holder. `forms` are the ways its address is written; a person's goes no further than the district."""

    name: str
    industry: Industry
    forms: tuple[str, ...]
    postcode: str
    weight: float
    in_city: bool = True
    natural: bool = False

    def address(self, dice: Dice) -> str:
        form = dice.pick(self.forms)
        return dice.pick((f"{self.postcode}{form}", f"{self.postcode} {form}", form, form))


@dataclass(frozen=True)
class Crowd:
    firms: list[Applicant]
    persons: list[Applicant]
    neighbours: list[Applicant]

    def firm(self, dice: Dice) -> Applicant:
        return dice.weighed(self.firms, [firm.weight for firm in self.firms])

    def holders(self, dice: Dice, words: Vocabulary) -> list[Applicant]:
        """One holder as a rule; sometimes two; sometimes a person."""
        if dice.chance(words.shape.person):
            return [dice.pick(self.persons)]
        first = self.firm(dice)
        if dice.chance(words.shape.co_owned):
            second = self.firm(dice)
            return [first] if second == first else [first, second]
        return [first]


def crowd(dice: Dice, words: Vocabulary) -> Crowd:
    firms = _schools(dice, words)
    taken = {firm.name for firm in firms}
    while len(firms) < FIRMS:
        firm = _firm(dice, words, weight=1 / (len(firms) + 4) ** 0.75)
        if firm.name not in taken:
            taken.add(firm.name)
            firms.append(firm)
    persons = [_person(dice, words) for _ in range(PERSONS)]
    neighbours = [_neighbour(dice, words, place) for place in words.places.neighbours for _ in range(5)]
    return Crowd(firms=firms, persons=persons, neighbours=neighbours)


def person_name(dice: Dice, words: Vocabulary) -> str:
    names = words.names
    middle = dice.pick(names.given_two) if dice.chance(0.7) else ""
    return dice.pick(names.surnames) + middle + dice.pick(names.given_one)


def _schools(dice: Dice, words: Vocabulary) -> list[Applicant]:
    names = words.names
    found = []
    for rank, name in enumerate(names.schools + names.institutes + names.hospitals):
        place = words.places.districts[1] if "文登" not in name else words.places.districts[4]
        weight = 0.20 if name in names.schools else 0.06
        found.append(Applicant(name, words.industries[rank % len(words.industries)],
                               _forms(dice, place), place.postcode, weight))  # fmt: skip
    return found


def _firm(dice: Dice, words: Vocabulary, *, weight: float) -> Applicant:
    industry = dice.weighed(words.industries, [one.weight for one in words.industries])
    place = dice.weighed(words.places.districts, [one.share for one in words.places.districts])
    town = {"371003": "文登", "371082": "荣成", "371083": "乳山"}.get(place.code, "威海")
    name = _firm_name(dice, words, town if dice.chance(0.6) else "威海", industry)
    return Applicant(name, industry, _forms(dice, place), place.postcode, weight)


def _firm_name(dice: Dice, words: Vocabulary, town: str, industry: Industry) -> str:
    names = words.names
    fancy = dice.pick(names.firm_first) + dice.pick(names.firm_middle) + dice.pick(names.firm_last)
    return (
        dice.pick((town, town, f"{town}市"))
        + fancy
        + dice.pick(industry.firm_words)
        + dice.pick(names.firm_forms)
    )


def _forms(dice: Dice, place: District) -> tuple[str, ...]:
    """The house stays, the writing of the district changes: as registers really have it."""
    street = f"{dice.pick(place.streets)}{dice.pick(('', '-'))}{dice.between(501, 999)}号"
    tail = dice.pick(("", "", f"{dice.pick('ABC')}座{dice.between(2, 19)}层", "院内"))
    return tuple(form.format(street=street + tail) for form in place.forms)


def _person(dice: Dice, words: Vocabulary) -> Applicant:
    place = dice.weighed(words.places.districts, [one.share for one in words.places.districts])
    ending = {"371003": "文登区", "371082": "荣成市", "371083": "乳山市"}.get(place.code, "环翠区")
    forms = ("山东省威海市", f"山东省威海市{ending}")
    return Applicant(
        person_name(dice, words), dice.pick(words.industries), forms, place.postcode, 0.0, natural=True
    )


def _neighbour(dice: Dice, words: Vocabulary, place: Neighbour) -> Applicant:
    industry = dice.pick(words.industries)
    address = place.address.format(street=f"{dice.pick(place.streets)}{dice.between(501, 999)}号")
    name = _firm_name(dice, words, place.firm, industry)
    return Applicant(name, industry, (address,), place.postcode, 0.0, in_city=False)
