"""How often each record is cited by the records of the lake: counted from the citing side, over all of them."""

from __future__ import annotations

from collections import Counter

from ipcity.lake.view import View
from ipcity.records import Record
from ipcity.search.forms import forms_of_record, plain_number


class Citing:
    """The counts at one version of the lake."""

    def __init__(self, view: View) -> None:
        rows = view.sql(
            "select c.number as cited, count(distinct record_id) as n from "
            "(select record_id, unnest(citations) as c from records where redirect is null) group by 1"
        )
        self._counts: Counter[str] = Counter()
        for number, count in zip(rows["cited"].to_pylist(), rows["n"].to_pylist(), strict=True):
            self._counts[plain_number(number)] += count

    def of(self, record: Record) -> int:
        """A number may be cited with its office and kind letter or without: each writing was counted once."""
        if not self._counts:
            return 0
        return sum(self._counts[form] for form in forms_of_record(record.numbers) if form in self._counts)
