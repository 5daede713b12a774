"""What a load may say it covers: fixed by the passport, or proved by the days of the documents it saw."""

from __future__ import annotations

from collections.abc import Sequence

from ipcity.ingest.passport import Passport, Speaks
from ipcity.ingest.prepare import Said
from ipcity.records import Coverage


class Seen:
    """Collects while rows go by."""

    def __init__(self, passport: Passport) -> None:
        self._passport = passport
        self._days: set[Said] = set()
        self._rows = 0

    def add(self, said: Sequence[Said]) -> None:
        """The documents that a row speaks of."""
        self._rows += 1
        self._days.update(said)

    def coverage(self) -> list[Coverage]:
        """One statement for each content and right type; of documents, one for each day."""
        if not self._rows:
            return []
        stated: list[Coverage] = []
        for speaks in self._passport.coverage:
            if speaks.from_ and speaks.to:
                stated += [
                    self._statement(speaks, right, speaks.from_, speaks.to) for right in speaks.right_types
                ]
            else:
                stated += [
                    self._statement(speaks, right, day, day)
                    for stage, right, day in sorted(self._days)
                    if stage == speaks.stage and right in speaks.right_types
                ]
        return stated

    def _statement(self, speaks: Speaks, right_type: str, begin: str, end: str) -> Coverage:
        passport = self._passport
        return Coverage(
            source=passport.name,
            realm=passport.realm,
            office=passport.office,
            kind=speaks.kind or passport.kind,
            right_type=right_type,
            content=speaks.content,
            area=speaks.area,
            from_=begin,
            to=end,
            complete=speaks.complete,
            label={lang: text.format(begin=begin, end=end) for lang, text in speaks.label.items()},
        )
