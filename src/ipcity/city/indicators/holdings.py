"""What this installation holds at one version of the lake. Opened per question; a series asks one of them often."""

from __future__ import annotations

from ipcity.analysis import GrantedRight, granted_rights
from ipcity.base.settings import settings
from ipcity.lake import Lake, open_lake
from ipcity.records import Coverage


class Holdings:
    """`version` is None before the first load. Rights are read once for each realm and kind."""

    def __init__(self, lake: Lake) -> None:
        self.lake = lake
        self.version = lake.version
        self.coverage: list[Coverage] = lake.at(self.version).coverage() if self.version else []
        self._rights: dict[tuple[str, str], list[GrantedRight]] = {}

    def rights(self, realm: str, right_type: str) -> list[GrantedRight]:
        key = (realm, right_type)
        if key not in self._rights:
            self._rights[key] = granted_rights(self.lake.at(self.version), realm=realm, right_type=right_type)
        return self._rights[key]


def holdings() -> Holdings:
    """The latest version of this installation's lake."""
    return Holdings(open_lake(settings().lake_dir))
