"""Sources: one folder per format, with its passport (`source.yaml`) and its reader. A reader does not judge."""

from __future__ import annotations

from ipcity.sources.registry import all_sources, load_paths

__all__ = ["all_sources", "load_paths"]
