"""One measure a file. Each takes rights, an area and days, and answers `Measured`."""

from __future__ import annotations

from ipcity.analysis.measures.granted import granted
from ipcity.analysis.measures.in_force import in_force
from ipcity.analysis.measures.measured import Measured

__all__ = ["Measured", "granted", "in_force"]
