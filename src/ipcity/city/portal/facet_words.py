"""Values of facets in words."""

from __future__ import annotations

from collections.abc import Callable

from ipcity.city.directory.spoken import said
from ipcity.city.portal.words import KINDS, REALMS, RIGHT_TYPES, SCHEMES, office_word, status_word
from ipcity.records.industries import definitions
from ipcity.records.places import area_name, zone_name

_TABLES = {"right_type": RIGHT_TYPES, "kind": KINDS, "realm": REALMS}


def facet_word(facet: str, value: str) -> str:
    """How a value of a facet is written for people."""
    if facet in _TABLES:
        return str(_TABLES[facet].get(value, value))
    return _SAID[facet](value) if facet in _SAID else value


def _industry_word(value: str) -> str:
    return said(definitions()[value].name) if value in definitions() else value


def _class_word(value: str) -> str:
    """`nice:12` → 尼斯分类 12; what stands without its scheme says itself what it is."""
    scheme, sign, symbol = value.partition(":")
    return f"{SCHEMES.get(scheme, scheme)} {symbol}" if sign else value


_SAID: dict[str, Callable[[str], str]] = {
    "office": office_word,
    "status": status_word,
    "class": _class_word,
    "industry": _industry_word,
    "area": lambda value: said(area_name(value)),
    "zone": lambda value: said(zone_name(value)),
}
