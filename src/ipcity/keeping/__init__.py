"""Keeping the house safe: a backup that is whole or not there, and a restore that is proven before it begins.

`back_up` copies the work plane, the lake and every other file of the home while the house is open; keys go apart.
What can be built again (index, static files, queue) stays behind. `restore` checks every hash, builds a whole home
aside and only then puts it in its place. This room knows no Django: it works where the pages do not.
"""

from __future__ import annotations

from ipcity.keeping.backup import LAST, Taken, back_up
from ipcity.keeping.manifest import Manifest, checked, read_manifest
from ipcity.keeping.restore import Restored, restore

__all__ = ["LAST", "Manifest", "Restored", "Taken", "back_up", "checked", "read_manifest", "restore"]
