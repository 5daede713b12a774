"""Places: a free address → administrative area and functional area, and back to names.

Two keys that never mix: `area` is an administrative code (371002) or an ISO country; `zone` a functional area,
which overlaps districts. A street named after a city is no place: 青岛市市北区威海路 lies in Qingdao.
"""

from __future__ import annotations

from ipcity.records.places.divisions import Division, above, before, below, current, division, on_day
from ipcity.records.places.parse import Place, cut_to_city, place_of
from ipcity.records.places.table import area_name, zone_name
from ipcity.records.places.words import place_in_front, places_of_words

areas_above = above

__all__ = [
    "Division",
    "Place",
    "area_name",
    "areas_above",
    "before",
    "below",
    "current",
    "cut_to_city",
    "division",
    "on_day",
    "place_in_front",
    "place_of",
    "places_of_words",
    "zone_name",
]
