"""The words of the sample city, read from `words/*.yaml`. All of them are invented but places and IPC symbols."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import msgspec

from ipcity.base.files import read_yaml

WORDS = Path(__file__).parent / "words"
_NOT_INDUSTRIES = ("names.yaml", "others.yaml", "places.yaml", "shape.yaml")


class Thing(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What an invention is about, with its IPC symbols, the main one first."""

    name: str
    ipc: list[str]
    method: bool = False


class Good(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    name: str
    locarno: str


class Industry(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    name: dict[str, str]
    weight: int
    field: str
    firm_words: list[str]
    things: list[Thing]
    qualities: list[str]
    parts: list[str]
    materials: list[str]
    processes: list[str]
    problems: list[str]
    effects: list[str]
    goods: list[Good]
    method: str = "process"  # or signal: steps on data, not on matter


class Names(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    firm_first: list[str]
    firm_middle: list[str]
    firm_last: list[str]
    firm_forms: list[str]
    schools: list[str]
    institutes: list[str]
    hospitals: list[str]
    agencies: list[str]
    banks: list[str]
    surnames: list[str]
    given_one: list[str]
    given_two: list[str]


class District(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    id: str
    code: str
    share: int
    postcode: str
    forms: list[str]
    streets: list[str]


class Neighbour(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    postcode: str
    address: str
    streets: list[str]
    firm: str


class Places(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    districts: list[District]
    neighbours: list[Neighbour]


class Shape(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How many rights of which fate."""

    as_of: date
    opens: date
    grants: dict[int, int]
    pending: int
    withdrawn: int
    rejected: int
    utility_models: int
    designs: int
    same_day: int
    neighbours: int
    unplaced: int
    lapse_by_fee_year: dict[int, float]
    lapse_of_models: dict[int, float]
    restored: float
    transferred: float
    pledged: float
    licensed: float
    person: float
    co_owned: float


class Vocabulary(msgspec.Struct, frozen=True):
    industries: list[Industry]
    names: Names
    places: Places
    shape: Shape


def vocabulary(folder: Path = WORDS) -> Vocabulary:
    """Everything in `folder`; a misspelt key is an error, not silence."""
    industries = [
        msgspec.convert(read_yaml(path), Industry)
        for path in sorted(folder.glob("*.yaml"))
        if path.name not in _NOT_INDUSTRIES
    ]
    return Vocabulary(
        industries=industries,
        names=msgspec.convert(read_yaml(folder / "names.yaml"), Names),
        places=msgspec.convert(read_yaml(folder / "places.yaml"), Places),
        shape=msgspec.convert(read_yaml(folder / "shape.yaml"), Shape),
    )
