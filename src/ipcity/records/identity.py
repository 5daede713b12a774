"""Which rows speak of one right: the keys under which it is known, and the id minted for it once.

An application number is best; while it is unknown (damaged by a spreadsheet) the digits of the publication
serve. Invented rights (realm `sample`) never meet real ones.
"""

from __future__ import annotations

from datetime import date

from ipcity.base.days import last_day
from ipcity.law import check_digit, stage_of
from ipcity.law.documents import family_digits
from ipcity.records.record import Number, Record


def keys_of(record: Record) -> list[str]:
    """Every key of the record, best first: `cn:a:201830514079`, `cn:d:109999443`."""
    keys = [
        f"a:{number.value[:12] if len(number.value) > 9 else number.value[:8]}"
        for number in _applications(record)
    ]
    for document in record.documents:
        day = last_day(document.on)
        stage = stage_of(document.number, day)
        if stage:
            keys.append(f"d:{family_digits(stage, day)}")
    prefix = record.office if record.realm == "real" else f"{record.office}!{record.realm}"
    return [f"{prefix}:{key}" for key in dict.fromkeys(keys)]


def mint_id(record: Record) -> str | None:
    """`patent-cn-2018305140799`; None when the record carries no number to be known by."""
    for number in _applications(record):
        return f"{record.kind}-{record.office}-{with_check_digit(number.value)}".lower()
    for document in record.documents:
        return f"{record.kind}-{record.office}-pub-{_publication_stem(document.number, last_day(document.on))}".lower()
    return None


def with_check_digit(value: str) -> str:
    """The check digit follows from the other digits, so a number written without it is the same number."""
    return value + check_digit(value) if len(value) in (8, 12) else value


def _publication_stem(number: str, on: date) -> str:
    stage = stage_of(number, on)
    return family_digits(stage, on) if stage else number.removeprefix("CN")


def _applications(record: Record) -> list[Number]:
    return [number for number in record.numbers if number.type == "application"]
