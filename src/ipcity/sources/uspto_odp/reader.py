"""File wrappers and trade mark states as the portal answers them; the states it names are the office's own words."""

from __future__ import annotations

from ipcity.sources.json_records import JsonSource

SOURCE = JsonSource(__file__)
