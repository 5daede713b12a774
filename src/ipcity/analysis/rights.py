"""Granted rights as measures need them: a narrow reading of the lake, a few columns of the latest records."""

from __future__ import annotations

from datetime import date

import msgspec

from ipcity.base.days import first_day
from ipcity.lake import View
from ipcity.records import Event

_QUERY = """
select to_json({
    record_id: record_id, right_type: right_type, dates: dates, events: events,
    holders: [p.area for p in parties if p.role = 'owner'],
    applicants: [p.area for p in parties if p.role = 'applicant']
}) as right
from records
where kind = 'patent' and office = 'cn' and realm = ? and right_type = ? and redirect is null and dates['granted'] is not null
order by record_id
"""


class GrantedRight(msgspec.Struct, frozen=True, kw_only=True):
    """A right that was granted at some time. `place` is the area of its first holder, None where it is unknown."""

    record_id: str
    right_type: str
    dates: dict[str, str]
    events: list[Event]
    holders: list[str | None] = []
    applicants: list[str | None] = []

    @property
    def place(self) -> str | None:
        first = (self.holders or self.applicants)[:1]
        return first[0] if first else None

    @property
    def granted_on(self) -> date:
        return first_day(self.dates["granted"])


_decoder = msgspec.json.Decoder(GrantedRight)


def granted_rights(view: View, *, realm: str, right_type: str) -> list[GrantedRight]:
    """All of them, everywhere, in the order of their ids: several measures may share one reading."""
    table = view.sql(_QUERY, [realm, right_type])
    return [_decoder.decode(cell) for cell in table["right"].to_pylist()]
