"""The sample city's rights as JSON Lines, one right a line in the canonical form. Same seed, same bytes."""

from __future__ import annotations

import json
from bisect import bisect_left
from collections import Counter, defaultdict
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from ipcity.base.files import write_whole
from ipcity.sources.sample_city.dice import Dice
from ipcity.sources.sample_city.drafts import Draft, Maker
from ipcity.sources.sample_city.numbers import Numberer, granted_letter
from ipcity.sources.sample_city.others import OtherRights
from ipcity.sources.sample_city.vocabulary import Vocabulary, vocabulary

SEED = 2018
PLAN = Path(__file__).with_name("plan.txt")


@dataclass(frozen=True)
class Made:
    """What was written, and what a right count of it must find."""

    folder: Path
    as_of: date
    seed: int
    rights: int  # patents
    others: dict[str, int]  # rights of other kinds
    by_type: dict[str, int]
    in_force: dict[str, int]  # the city's inventions, by day
    unplaced: int

    def as_dict(self) -> dict[str, Any]:
        return {
            "folder": str(self.folder), "files": ["rights.jsonl", "others.jsonl", "plan.txt"], "as_of": self.as_of.isoformat(),
            "seed": self.seed, "rights": self.rights, "others": self.others, "by_type": self.by_type,
            "inventions_in_force": self.in_force, "unplaced": self.unplaced,
        }  # fmt: skip


def generate(folder: Path, seed: int = SEED) -> Made:
    """Write `rights.jsonl` (patents), `others.jsonl` (rights of other kinds) and `plan.txt` into `folder`; each file is there whole or not at all."""
    words = vocabulary()
    maker = Maker(Dice(seed), words)
    drafts = maker.drafts()
    others = list(OtherRights(Dice(seed + 1), words, maker.crowd).rows())
    write_whole(folder / "rights.jsonl", _lines(rows(drafts)))
    write_whole(folder / "others.jsonl", _lines(others))
    write_whole(folder / "plan.txt", PLAN.read_bytes())
    return _made(folder, seed, words, drafts, Counter(row["kind"] for row in others))


def _lines(rows: list[dict[str, Any]]) -> bytes:
    lines = [json.dumps(row, ensure_ascii=False, separators=(",", ":")) for row in rows]
    return ("\n".join(lines) + "\n").encode()


def rows(drafts: list[Draft]) -> list[dict[str, Any]]:
    """Numbered rows: applications count up by the day of filing, publications by the day they came out."""
    numberer = Numberer()
    filings = sorted(drafts, key=lambda one: one.life.filed)
    applications = {
        id(one): numberer.application(one.life.right_type, one.life.filed.year) for one in filings
    }
    ordered = sorted(drafts, key=lambda one: (_first_out(one), applications[id(one)]))
    numbers = {id(one): numberer.publication(one.life.right_type) for one in ordered}
    shelves = _shelves(ordered, numbers)
    return [
        _row(one, applications[id(one)], numbers) | _citations(one, shelves[one.industry], numbers[id(one)])
        for one in ordered
    ]


def _first_out(draft: Draft) -> date:
    out = draft.life.published or draft.life.granted
    assert out
    return out


def _row(draft: Draft, application: str, numbers: dict[int, str]) -> dict[str, Any]:
    life = draft.life
    return {
        "kind": "patent",
        "right_type": life.right_type,
        "office": "cn",
        "title": {"zh": draft.text.title},
        "abstract": {"zh": draft.text.abstract},
        "application_number": application,
        "publications": _publications(draft, numbers[id(draft)]),
        "filed": life.filed.isoformat(),
        "parties": _parties(draft),
        "classes": draft.text.classes,
        "events": life.events,
    }


def _publications(draft: Draft, number: str) -> list[dict[str, str]]:
    life, out = draft.life, []
    if life.published:
        out.append({"number": f"{number}A", "on": life.published.isoformat()})
    if life.granted:
        out.append({"number": number + granted_letter(life.right_type), "on": life.granted.isoformat()})
    return out


def _parties(draft: Draft) -> list[dict[str, str]]:
    named = [("applicant", one) for one in draft.applicants]
    named += [("owner", one) for one in draft.owners] if draft.life.granted else []
    parties = []
    for role, (name, address) in named:
        parties.append({"role": role, "name": name} | ({"address": address} if address else {}))
    parties += [{"role": "inventor", "name": name} for name in draft.inventors]
    return parties + ([{"role": "agency", "name": draft.agency}] if draft.agency else [])


def _shelves(ordered: list[Draft], numbers: dict[int, str]) -> dict[str, list[tuple[date, str]]]:
    """Published inventions of each industry, oldest first: what can be cited."""
    shelves: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for one in ordered:
        if one.life.published:
            shelves[one.industry].append((one.life.published, f"{numbers[id(one)]}A"))
    return shelves


def _citations(draft: Draft, shelf: list[tuple[date, str]], number: str) -> dict[str, Any]:
    """A granted invention cites up to three older publications of its own industry: deterministic, no dice."""
    life = draft.life
    if life.right_type != "invention" or not life.granted:
        return {"citations": []}
    older = shelf[: bisect_left(shelf, (life.filed, ""))]
    own = int(number[-6:])
    chosen = older[own % 7 :: max(len(older) // 3, 1)][: own % 4]
    return {"citations": [{"number": cited, "category": "XYA"[own % 3]} for _, cited in chosen]}


def _made(folder: Path, seed: int, words: Vocabulary, drafts: list[Draft], others: Counter[str]) -> Made:
    as_of = words.shape.as_of
    days = [date(year, 12, 31) for year in range(2012, as_of.year)] + [as_of]
    inventions = [one for one in drafts if one.life.right_type == "invention"]
    return Made(
        folder=folder,
        as_of=as_of,
        seed=seed,
        rights=len(drafts),
        others=dict(others),
        by_type=dict(sorted(Counter(one.life.right_type for one in drafts).items())),
        in_force={day.isoformat(): sum(one.counts(day) for one in inventions) for day in days},
        unplaced=sum(one.owners[0][1] is None for one in drafts),
    )
