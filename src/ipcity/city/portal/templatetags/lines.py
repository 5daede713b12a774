"""Lines that templates do not write themselves; see `portal/lines.py`."""

from __future__ import annotations

from django import template

from ipcity.city.portal import lines

register = template.Library()

register.filter("facet_values", lines.facet_values)
register.filter("hit_lines", lines.hit_lines)
register.filter("year_lines", lines.year_lines)
register.filter("units_line", lines.units_line)
