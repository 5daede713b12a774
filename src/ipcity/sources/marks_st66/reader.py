"""One mark a file as a rule; a mark without words bears a title that says so."""

from __future__ import annotations

from ipcity.sources.layouts import MappedSource

SOURCE = MappedSource(__file__)
