"""What `ipcity doctor` looks at. Each check is one function that answers with findings and never raises."""

from __future__ import annotations

from ipcity.cli.checks.finding import BAD, OK, WARN, Check, Finding, run

__all__ = ["BAD", "OK", "WARN", "Check", "Finding", "run"]
