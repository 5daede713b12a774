"""Exports of TRS search systems: nothing beyond their layout."""

from __future__ import annotations

from pathlib import Path

from ipcity.sources.sheet_source import SheetSource

SOURCE = SheetSource(Path(__file__).parent)
