"""Titles, holders and abstracts without numbers: nothing beyond their layout."""

from __future__ import annotations

from pathlib import Path

from ipcity.sources.object_source import ObjectSource

SOURCE = ObjectSource(Path(__file__).parent)
