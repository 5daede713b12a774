"""Places: a free address → administrative area and functional area, and back to names.

Two keys that never mix: `area` is an administrative code (371002) or an ISO country; `zone` a functional area,
which overlaps districts. A street named after a city is no place: 青岛市市北区威海路 lies in Qingdao.
"""

from __future__ import annotations

from ipcity.records.places.parse import Place, cut_to_city, place_of
from ipcity.records.places.table import area_name, areas_above, places_of_words, zone_name

__all__ = ["Place", "area_name", "areas_above", "cut_to_city", "place_of", "places_of_words", "zone_name"]
