"""The `ipcity` command. Results go to standard output, everything said on the way to standard error.

Exit 0 done; 1 failed, with one clear sentence (and `{error: …}` under `--json`); 2 wrong usage.
"""

from __future__ import annotations

from ipcity.cli.main import main

__all__ = ["main"]
