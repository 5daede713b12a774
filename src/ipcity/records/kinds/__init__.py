"""The kinds of records: one schema file each, saying by which numbers a record is known and what its parts are called."""

from __future__ import annotations

from functools import cache
from pathlib import Path

import msgspec

from ipcity.base.errors import BadInput
from ipcity.base.files import read_yaml

HERE = Path(__file__).parent
Text = dict[str, str]


class NumberType(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`key`: numbers of one key are one series, so that an equal value is the same right. Without a key a number is
    only shown and found (an ISSN is not the identity of an article)."""

    name: Text
    key: str = ""
    offices: list[str] = []  # the key holds only there; everywhere if empty
    identifies: str = ""  # how `law.identify` calls such a number, where it knows the form


class Kind(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """`numbers`: best first. `text`: what the long text of a record is, an abstract or a list of goods."""

    kind: str
    name: Text
    text: Text
    right_types: dict[str, Text]
    numbers: dict[str, NumberType]
    roles: dict[str, Text]
    dates: dict[str, Text]
    schemes: list[str]
    states: dict[str, Text]
    state_words: dict[str, str] = {}  # how sources write a state → the state

    def state_of(self, words: str) -> str | None:
        """A source's wording of a state → the state; None where the schema does not know it."""
        plain = words.strip().casefold()
        return plain if plain in self.states else self.state_words.get(plain)


@cache
def kinds() -> dict[str, Kind]:
    """All kinds, in the order in which they are listed to people."""
    found = [msgspec.convert(read_yaml(path), Kind) for path in sorted(HERE.glob("*.yaml"))]
    return {one.kind: one for one in sorted(found, key=lambda one: _ORDER.index(one.kind))}


def kind_of(name: str) -> Kind:
    """Raises BadInput naming the kinds there are."""
    if name not in kinds():
        known = "、".join(f"{one.kind}（{one.name['zh']}）" for one in kinds().values())
        raise BadInput(f"没有“{name}”这一类权利。可用的有：{known}。", path=name)
    return kinds()[name]


_ORDER = [
    "patent", "trademark", "software", "work", "variety", "indication", "layout", "standard", "literature",
]  # fmt: skip
