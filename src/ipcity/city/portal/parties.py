"""The card of a party: an organisation by its name and credit code, with the rights that it holds in the data."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from ipcity.base.errors import NotFound, NotReady
from ipcity.city.portal.organisations import organisation
from ipcity.city.portal.words import RIGHT_TYPES, Word
from ipcity.records import is_natural_person, normal_name


@dataclass(frozen=True)
class Party:
    """`counts` are pairs of a sort of right and how many; empty where the data know no right of this name.

    A natural person has neither page nor counts. `verified` None: nobody was asked to verify it.
    """

    name: str
    kind: Word = ""
    credit_code: str = ""
    verified: bool | None = None
    address: str = ""
    realm: str = ""
    total: int = 0
    counts: tuple[tuple[Word, int], ...] = ()

    @property
    def grouped_code(self) -> str:
        """91 371000 MA3C12345 G: authority and class, place, body, check."""
        code = self.credit_code
        return f"{code[:2]} {code[2:8]} {code[8:17]} {code[17:]}" if len(code) == 18 else code


def party_of(name: str, *, kind: Word = "", credit_code: str = "", verified: bool | None = None) -> Party:
    """Looks the name up among the holders of rights."""
    plain = Party(name, kind, credit_code, verified)
    if is_natural_person(name):
        return plain
    try:
        found = organisation(normal_name(name))
    except (NotFound, NotReady):
        return plain
    counted = Counter(one.right_type for one in found.rights)
    counts = tuple((RIGHT_TYPES.get(sort, sort), count) for sort, count in counted.most_common())
    return Party(name, kind, credit_code, verified, found.address, found.realm, len(found.rights), counts)
