"""What a document may hold. A *family* is one dictionary of terms with the places where they stand; its fields are texts
of a document that share the dictionary, so that one look-up answers for all of them."""

from __future__ import annotations

from dataclasses import dataclass

FIELD_BITS = 3
MOST_FIELDS = 1 << FIELD_BITS


@dataclass(frozen=True)
class Family:
    """`block`: texts begin at multiples of 2 ** block places, so that a place tells its text by one look. `pairs`: terms
    are two characters, kept as numbers. `ranked`: how often a term stands in a document counts (BM25)."""

    name: str
    fields: tuple[str, ...]
    block: int
    pairs: bool = False
    ranked: bool = False

    def __post_init__(self) -> None:
        assert len(self.fields) <= MOST_FIELDS, self.name


@dataclass(frozen=True)
class Schema:
    """`keywords`: whole values, found by themselves or by their beginning; `counted`: those of them whose values are
    counted over a set of documents; `numbers`: whole numbers, one a document. States with their days are always there."""

    families: tuple[Family, ...]
    keywords: tuple[str, ...]
    counted: tuple[str, ...]
    numbers: tuple[str, ...]

    def family_of(self, field: str) -> tuple[Family, int]:
        """The family of a text field, and its place there. Raises KeyError."""
        for family in self.families:
            if field in family.fields:
                return family, family.fields.index(field)
        raise KeyError(field)
