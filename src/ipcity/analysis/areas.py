"""Does a right belong to an area? Its first holder's address decides; functional areas play no part."""

from __future__ import annotations


def lies_in(place: str | None, area: str) -> bool | None:
    """True or false where it can be said; None where the address is missing or stops above `area`.

    Codes nest by pairs of digits: 371000 holds 371002, but not 371100, which is another city.
    """
    if place is None or (place != area and area.startswith(_stem(place))):
        return None
    return place.startswith(_stem(area))


def _stem(code: str) -> str:
    """371000 → 3710, 370000 → 37; a district or a country stays as it is."""
    while len(code) > 2 and code.endswith("00"):
        code = code[:-2]
    return code
