"""Records: what a right is as offices published it; its identity, and how several rows become one record.

The face: `Record` and its parts, `keys_of` and `mint_id`, `merged`, and the statements of coverage.
"""

from __future__ import annotations

from ipcity.records.coverage import Answer, Coverage, Need, answer, distinct
from ipcity.records.families import extended_families
from ipcity.records.identity import keys_of, mint_id, unnumbered, with_check_digit
from ipcity.records.kinds import Kind, kind_of, kinds
from ipcity.records.merge import Standing, contradiction, first_view, merged
from ipcity.records.names import is_natural_person, normal_name, split_names
from ipcity.records.record import (
    HOLDING_ROLES,
    Citation,
    ClassMark,
    Document,
    Event,
    Number,
    Party,
    Record,
    SourceRef,
    record_from_dict,
)

__all__ = [
    "HOLDING_ROLES",
    "Answer",
    "Citation",
    "ClassMark",
    "Coverage",
    "Document",
    "Event",
    "Kind",
    "Need",
    "Number",
    "Party",
    "Record",
    "SourceRef",
    "Standing",
    "answer",
    "contradiction",
    "distinct",
    "extended_families",
    "first_view",
    "is_natural_person",
    "keys_of",
    "kind_of",
    "kinds",
    "merged",
    "mint_id",
    "normal_name",
    "record_from_dict",
    "split_names",
    "unnumbered",
    "with_check_digit",
]
