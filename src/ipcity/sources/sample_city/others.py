"""The sample city's rights of other kinds: marks, copyright, layouts, varieties, indications, standards, papers.

Drawn from dice of their own, so that the patents of a seed stay what they are.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date, timedelta
from functools import cache
from typing import Any

from ipcity.base.files import read_yaml
from ipcity.sources.sample_city.applicants import Applicant, Crowd, person_name
from ipcity.sources.sample_city.dice import Dice
from ipcity.sources.sample_city.vocabulary import WORDS, Vocabulary

Row = dict[str, Any]
FIRST_DAY = date(2010, 1, 4)
_TEN_YEARS = 3652


@cache
def _words() -> dict[str, Any]:
    words: dict[str, Any] = read_yaml(WORDS / "others.yaml")
    return words


class OtherRights:
    """Draws them one after another; everything follows from the seed and the words."""

    def __init__(self, dice: Dice, words: Vocabulary, crowd: Crowd) -> None:
        self.dice, self.words, self.crowd = dice, words, crowd
        self._as_of = words.shape.as_of

    def rows(self) -> Iterator[Row]:
        draw: dict[str, Callable[[int], Row]] = {
            "trademark": self._trademark, "software": self._software, "work": self._work, "layout": self._layout,
            "variety": self._variety, "standard": self._standard, "literature": self._literature,
        }  # fmt: skip
        for kind, count in _words()["counts"].items():
            for number in range(1, count + 1):
                yield {"kind": kind, "office": "cn"} | draw[kind](number)
        for number, one in enumerate(_words()["indications"], 1):
            yield {"kind": "indication", "office": "cn"} | self._indication(number, one)

    def _trademark(self, number: int) -> Row:
        firm = self._maker()
        filed = self._day(200)
        goods = _words()["goods"][firm.industry.id]
        granted = filed + timedelta(days=self.dice.between(300, 430))
        row = {
            "right_type": "ordinary", "title": {"zh": self._fancy()}, "abstract": {"zh": goods["text"]},
            "classes": [{"scheme": "nice", "symbol": goods["nice"], "main": True}],
            "parties": [self._holder(firm), {"role": "agency", "name": self.dice.pick(self.words.names.agencies)}],
        }  # fmt: skip
        if granted > self._as_of:
            dates, state, on = {"filed": filed}, "申请中", filed
        else:
            ends = granted + timedelta(days=_TEN_YEARS)
            dates, state, on = {"filed": filed, "granted": granted, "expires": ends}, "已注册", granted
        return row | _known("registration", f"99{number:06}", dates, state, on)

    def _software(self, number: int) -> Row:
        firm, granted = self._maker(), self._day(60)
        words, thing = _words()["software"], self.dice.pick(self.crowd.firm(self.dice).industry.things)
        version = f"V{self.dice.between(1, 4)}.{self.dice.between(0, 9)}"
        title = f"{thing.name}{self.dice.pick(words['themes'])}{self.dice.pick(words['forms'])}"
        done = granted - timedelta(days=self.dice.between(60, 300))
        return {
            "right_type": "software", "title": {"zh": title}, "parties": [self._holder(firm)],
            "extra": {"version": version},
        } | _known("registration", f"{granted.year}SR99{number:05}", {"completed": done, "granted": granted}, "registered", granted)  # fmt: skip

    def _work(self, number: int) -> Row:
        firm, granted = self._maker(), self._day(60)
        sort = self.dice.pick(list(_words()["works"]))
        done = granted - timedelta(days=self.dice.between(30, 700))
        letter = {"美术": "F", "摄影": "G", "文字": "A", "图形": "J"}[sort]
        return {
            "right_type": "work", "title": {"zh": f"{self._fancy()}{self.dice.pick(_words()['works'][sort])}"},
            "classes": [{"scheme": "work_category", "symbol": sort, "main": True}], "parties": [self._holder(firm)],
        } | _known("registration", f"鲁作登字-{granted.year}-{letter}-99{number:06}", {"completed": done, "granted": granted}, "registered", granted)  # fmt: skip

    def _layout(self, number: int) -> Row:
        firm, filed = self._maker("electronics"), self._day(200)
        granted = filed + timedelta(days=self.dice.between(60, 150))
        digits = f"{filed.year % 100:02}599{number:03}"
        title = f"{self._fancy()}{self.dice.pick(_words()['layouts'])}"
        return {
            "right_type": "layout", "title": {"zh": title},
            "parties": [self._holder(firm), {"role": "author", "name": person_name(self.dice, self.words)}],
        } | _known("registration", f"BS.{digits}", {"filed": filed, "granted": granted}, "registered", granted)  # fmt: skip

    def _variety(self, number: int) -> Row:
        one = _words()["varieties"][(number - 1) % len(_words()["varieties"])]
        school = self.dice.pick(self.crowd.firms[: len(self.words.names.schools)])
        filed = self._day(1200)
        granted = filed + timedelta(days=self.dice.between(500, 1100))
        title = one["name"] if number <= len(_words()["varieties"]) else f"{one['name']}{number}"
        return {
            "right_type": one["type"], "title": {"zh": title},
            "classes": [{"scheme": "species", "symbol": one["species"], "main": True}],
            "parties": [self._holder(school), {"role": "breeder", "name": person_name(self.dice, self.words)}],
        } | _known("application", f"CNA{filed.year}99{number:04}", {"filed": filed, "granted": granted}, "授权", granted)  # fmt: skip

    def _standard(self, number: int) -> Row:
        firm, published = self._maker(), self._day(120)
        title = f"{self.dice.pick(firm.industry.things).name}{self.dice.pick(_words()['standards'])}"
        group = number % 3
        right, written = (
            ("local", f"DB3710/T 99{number:02}-{published.year}") if group == 0
            else ("group", f"T/YLCS 9{number:03}-{published.year}") if group == 1
            else ("enterprise", f"Q/YLCS 9{number:03}-{published.year}")
        )  # fmt: skip
        begins = published + timedelta(days=self.dice.between(30, 90))
        return {
            "right_type": right, "title": {"zh": title},
            "parties": [{"role": "author", "name": firm.name, "address": firm.address(self.dice)}],
        } | _known("standard", written, {"published": published, "granted": begins}, "现行", begins)  # fmt: skip

    def _literature(self, number: int) -> Row:
        school = self.dice.pick(self.crowd.firms[: len(self.words.names.schools)])
        industry, published = self.dice.pick(self.words.industries), self._day(30)
        words, dice = _words()["literature"], self.dice
        title = dice.pick(words["patterns"]).format(
            quality=dice.pick(industry.qualities), thing=dice.pick(industry.things).name,
            problem=dice.pick(industry.problems), process=dice.pick(industry.processes),
        )  # fmt: skip
        authors = [
            {"role": "author", "name": person_name(dice, self.words)} for _ in range(dice.between(1, 4))
        ]
        return {
            "right_type": "article", "title": {"zh": title},
            "parties": [*authors, {"role": "institution", "name": school.name, "address": school.address(dice)}],
            "extra": {"journal": dice.pick(words["journals"])},
        } | _known("doi", f"10.99999/sample.{published.year}.{number:04}", {"published": published}, "", published)  # fmt: skip

    def _indication(self, number: int, one: dict[str, str]) -> Row:
        granted = self._day(900)
        guild = f"样例城市{one['name'][2:]}协会"
        return {
            "right_type": "product", "title": {"zh": one["name"]}, "abstract": {"zh": one["text"]},
            "parties": [
                {"role": "applicant", "name": guild, "address": one["area"]},
                {"role": "area", "name": one["area"], "address": one["area"]},
            ],
        } | _known("registration", f"样例公告-{granted.year}-99{number:02}", {"granted": granted}, "registered", granted)  # fmt: skip

    def _maker(self, industry: str | None = None) -> Applicant:
        """A firm; of one industry where it matters."""
        while True:
            firm = self.crowd.firm(self.dice)
            if industry in (None, firm.industry.id):
                return firm

    def _holder(self, firm: Applicant) -> dict[str, str]:
        return {"role": "owner", "name": firm.name, "address": firm.address(self.dice)}

    def _fancy(self) -> str:
        names = self.words.names
        return (
            self.dice.pick(names.firm_first)
            + self.dice.pick(names.firm_middle)
            + self.dice.pick(names.firm_last)
        )

    def _day(self, before_end: int) -> date:
        return self.dice.day(FIRST_DAY, self._as_of - timedelta(days=before_end))


def _known(number: str, value: str, dates: dict[str, date], state: str, on: date) -> Row:
    return {
        "numbers": [{"type": number, "value": value}],
        "dates": {name: day.isoformat() for name, day in dates.items()},
        "status": {"state": state, "on": on.isoformat()} if state else {},
    }
