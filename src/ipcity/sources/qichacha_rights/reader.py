"""Lists of literals in a JavaScript module, one a kind of right; certificates and web sites are refused, being none."""

from __future__ import annotations

from ipcity.sources.json_records import JsonSource

SOURCE = JsonSource(__file__)
