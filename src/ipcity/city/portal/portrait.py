"""A record as its page shows it: grouped, named and ordered; nothing that the record does not hold."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from ipcity.city.portal import words
from ipcity.city.portal.lifeline import expiry
from ipcity.city.portal.written import application_number, class_symbol
from ipcity.law import state_on
from ipcity.records import kind_of
from ipcity.records.record import Event, Party, Record


@dataclass(frozen=True)
class KeyDay:
    word: str
    on: str
    note: str = ""
    unverified: bool = False


@dataclass(frozen=True)
class PartyLine:
    role: str
    people: tuple[Party, ...]


@dataclass(frozen=True)
class NumberLine:
    word: str
    value: str
    checked: bool


def main_number(record: Record) -> str:
    """As people cite it: the number of the grant, else of the publication, else of the application."""
    latest = sorted(record.documents, key=lambda one: (one.stage == "granted", one.on))
    if latest:
        return latest[-1].number
    return record.numbers[0].value if record.numbers else record.record_id


def zl_number(record: Record) -> str:
    """ZL 2016 1 0984321.9 of a granted right; empty where there is no grant."""
    application = record.number("application")
    granted = "granted" in record.dates and (record.kind, record.office) == ("patent", "cn")
    return f"ZL {application_number(application.value)}" if application and granted else ""


def key_days(record: Record) -> list[KeyDay]:
    kind = record.kind
    made = [
        KeyDay(words.date_word(kind, name), record.dates[name])
        for name in kind_of(kind).dates
        if name in record.dates and name != "expires"
    ]
    if found := expiry(record):
        made.append(KeyDay(words.date_word(kind, "expires"), found[0].isoformat(), unverified=not found[1]))
    return made


def party_lines(record: Record) -> list[PartyLine]:
    """By role, in the order of the kind's schema; owners before applicants, whose successors they are."""
    order = sorted(kind_of(record.kind).roles, key=lambda role: role != "owner")
    said = {party.role for party in record.parties}
    listed = [role for role in order if role in said] + sorted(said - set(order))
    return [
        PartyLine(
            words.role_word(record.kind, role), tuple(one for one in record.parties if one.role == role)
        )
        for role in listed
    ]


def number_lines(record: Record) -> list[NumberLine]:
    return [
        NumberLine(words.number_word(record.kind, one.type), _written(one.type, one.value), one.checked)
        for one in record.numbers
    ]


def _written(kind: str, value: str) -> str:
    return application_number(value) if kind == "application" else value


def class_lines(record: Record) -> list[tuple[str, str, bool, str, str]]:
    """(symbol as written, scheme, main, edition, plain symbol), the main one first."""
    ordered = sorted(record.classes, key=lambda one: not one.main)
    return [
        (
            class_symbol(one.symbol),
            str(words.SCHEMES.get(one.scheme, one.scheme)),
            one.main,
            one.edition or "",
            one.symbol,
        )
        for one in ordered
    ]


def event_lines(record: Record) -> list[Event]:
    """The latest first."""
    return sorted(record.events, key=lambda one: (one.effective or one.on, one.on), reverse=True)


def flags(record: Record, today: date) -> list[str]:
    """Pledge, licence, preservation: labels beside the state, never a state of their own."""
    if (record.kind, record.office) != ("patent", "cn"):
        return []
    raised = state_on(record.right_type, record.dates, record.events, today).flags
    return [str(words.FLAGS.get(flag, flag)) for flag in sorted(raised)]


def origins(record: Record) -> list[tuple[str, str]]:
    """(field, source it was taken from)."""
    return [(field_word(name), mark) for name, mark in sorted(record.from_.items())]


def field_word(name: str) -> str:
    if name.startswith("dates."):
        return str(words.DATES.get(name[6:], name[6:]))
    return str(words.FIELDS.get(name, name))
