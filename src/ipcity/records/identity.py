"""Which rows speak of one right: the keys under which it is known, and the id minted for it once.

An application number is best; while it is unknown (damaged by a spreadsheet) the digits of the publication
serve. Invented rights (realm `sample`) never meet real ones, and one kind never meets another.
"""

from __future__ import annotations

import hashlib
import re
import unicodedata
from datetime import date
from functools import lru_cache

from ipcity.base.days import last_day
from ipcity.base.text import fold
from ipcity.law import check_digit, stage_of
from ipcity.law.documents import family_digits
from ipcity.records.kinds import kind_of
from ipcity.records.record import Number, Record

UNNUMBERED = "unnumbered"
_CN_DOCUMENT = re.compile(r"CN(?P<digits>\d+)(?P<letter>[A-Z])\d?")
_DOCUMENT_ABROAD = re.compile(r"(?P<stem>[A-Z]{2}[A-Z]{0,2}\d+?)(?:[A-Z]\d?)?")
_NO_WORD = re.compile(r"[^\w]+")
_SHORT = 9  # a publication so long has kept its digits in the grant since 2010


def keys_of(record: Record) -> list[str]:
    """Every key of the record, best first: `cn:a:201830514079`, `cn:d:109999443`, `us!trademark:r:5012345`."""
    keys = [f"{key}:{value}" for key, value in _keyed(record)]
    if record.kind == "patent":
        keys += [f"d:{stem}" for stem in _document_stems(record)]
    prefix = record.office if record.kind == "patent" else f"{record.office}!{record.kind}"
    if record.realm != "real":
        prefix = f"{prefix}!{record.realm}"
    return [f"{prefix}:{key}" for key in dict.fromkeys(keys)]


def mint_id(record: Record) -> str | None:
    """`patent-cn-2018305140799`, `trademark-us-r-5012345`; None when the record carries nothing to be known by."""
    stem = f"{record.kind}-{record.office}"
    if record.kind == "patent":
        for number in _applications(record):
            whole = with_check_digit(number.value) if record.office == "cn" else number.value
            return f"{stem}-{_readable(whole)}".lower()
        for document in _document_stems(record):
            return f"{stem}-pub-{document}".lower()
    for key, value in _keyed(record):
        return f"{stem}-{key}-{_readable(value)}".lower()
    return None


def unnumbered(record: Record) -> Number:
    """What stands for a number where a source prints none: a digest of the title and of who holds it."""
    who = sorted(party.name_norm for party in record.parties)
    said = "\n".join([record.kind, record.right_type, fold(record.name), *who])
    return Number(type=UNNUMBERED, value=hashlib.sha256(said.encode()).hexdigest()[:16])


def with_check_digit(value: str) -> str:
    """The check digit follows from the other digits, so a Chinese number written without it is the same number."""
    return value + check_digit(value) if len(value) in (8, 12) and value.isdigit() else value


def plain(value: str) -> str:
    """A number without dress: half width, upper case, letters and digits alone (of any script)."""
    if value.isascii() and value.isalnum():
        return value.upper()
    return "".join(char for char in unicodedata.normalize("NFKC", value).upper() if char.isalnum())


def _keyed(record: Record) -> list[tuple[str, str]]:
    """(key, value) of the numbers that are identities, in the order of the kind's schema."""
    found = [
        (key, _key_value(record, one))
        for name, key in _series(record.kind, record.office)
        for one in record.numbers
        if one.type == name
    ]
    return list(dict.fromkeys(found)) if len(found) > 1 else found


@lru_cache(maxsize=4_096)
def _series(kind: str, office: str) -> tuple[tuple[str, str], ...]:
    """(name, key) of the kinds of numbers that are identities there."""
    series = []
    for name, form in kind_of(kind).numbers.items():
        if form.key and (not form.offices or office in form.offices):
            key = "r" if (kind, office, name) == ("trademark", "cn", "application") else form.key
            series.append((name, key))
    return tuple(series)


def _key_value(record: Record, number: Number) -> str:
    if record.kind == "patent" and record.office == "cn" and number.type == "application":
        return number.value[:12] if len(number.value) > 9 else number.value[:8]
    if record.kind == "standard":  # GB/T 1.1-2020 is not GB/T 11-2020
        return re.sub(r"\s", "", unicodedata.normalize("NFKC", number.value).upper())
    return plain(number.value)


def _document_stems(record: Record) -> list[str]:
    """What publication and grant of one right share, of dated documents and of publication numbers without a day."""
    dated = [document.number for document in record.documents]
    stems = [_stem(document.number, last_day(document.on)) for document in record.documents]
    for one in record.numbers:
        if one.type == "publication" and one.value not in dated:
            stems.append(_stem(one.value, None))
    return stems


def _stem(number: str, on: date | None) -> str:
    stage = stage_of(number, on) if on and number.startswith("CN") else None
    if stage and on:
        return family_digits(stage, on)
    if found := _CN_DOCUMENT.fullmatch(number):
        of_invention = found["letter"] == "A" or (found["letter"] in "BC" and len(found["digits"]) >= _SHORT)
        return found["digits"] + ("" if of_invention else found["letter"])
    if number.startswith("CN"):
        return number[2:]
    found = _DOCUMENT_ABROAD.fullmatch(plain(number))
    return found["stem"][2:] if found else plain(number)


def _readable(value: str) -> str:
    return value if value.isalnum() else _NO_WORD.sub("-", value).strip("-")


def _applications(record: Record) -> list[Number]:
    return [number for number in record.numbers if number.type == "application"]
