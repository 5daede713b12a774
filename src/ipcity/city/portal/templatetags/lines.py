"""Lines that templates do not write themselves; see `portal/lines.py`."""

from __future__ import annotations

from django import template

from ipcity.city.portal import lines

register = template.Library()

register.filter("facet_values", lines.facet_values)
register.filter("hit_head", lines.hit_head)
register.filter("hit_facts", lines.hit_facts)
register.filter("units_line", lines.units_line)
