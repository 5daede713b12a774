"""The units a paper names, as the directory knows them on the paper's own day."""

from __future__ import annotations

from datetime import date

from ipcity.city.directory.models import Unit
from ipcity.city.directory.queries import resolve_unit
from ipcity.documents import UnitMention

POST_LONGEST = 30


class Resolver:
    """Remembers every name it has asked for; a paper names the same units over and over."""

    def __init__(self, on: date) -> None:
        self._on = on
        self._known: dict[str, Unit | None] = {}

    def unit(self, mention: UnitMention) -> Unit | None:
        """The group itself where its members are meant; else the name with the inherited 市, or as written."""
        return self._named(mention.group or mention.full_name) or self._named(mention.name)

    def of_post(self, post: str) -> Unit | None:
        """市教育局局长 → 市教育局: the longest beginning of the post that names a unit."""
        ends = range(min(len(post), POST_LONGEST), 1, -1)
        return next((unit for end in ends if (unit := self._named(post[:end]))), None)

    def _named(self, name: str) -> Unit | None:
        if name not in self._known:
            self._known[name] = resolve_unit(name, self._on)
        return self._known[name]
