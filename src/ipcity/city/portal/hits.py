"""A line of the list in words: what a record without a title is called, and where its family is."""

from __future__ import annotations

from ipcity.city.portal.address import Asked
from ipcity.city.portal.words import KINDS, RIGHT_TYPES
from ipcity.search.base import Hit


def untitled(hit: Hit) -> str:
    """What a record without a title is called: its kind, its number, and whose it is."""
    kind = str(RIGHT_TYPES.get(hit.right_type, KINDS.get(hit.kind, hit.kind)))
    return " ".join(filter(None, (kind, hit.number or hit.record_id, *hit.holders[:1])))


def family_address(hit: Hit) -> str:
    """All records of its family."""
    return Asked(query=f"同族={hit.family}").url
