"""What people decided about records, as the engine reads it: two small files in the data folder, `decided/`.

The work plane holds the decisions themselves (`city/assets`) and writes a file anew, whole, at each of them; nothing
else writes here. A process sees a new file at its next question. Without a file nothing was decided.

`organisations.json`: {"version": 3, "names": {name_norm: {"key": name_norm of the organisation, "name": as written,
"credit_code": "" or eighteen characters}}}. Names that nobody confirmed are not in it: likeness alone merges nothing.
`withheld.json`: {"version": 2, "records": {record_id: [{"name_norm": …, "act": withhold-name | withhold-address |
correct, "name": …, "address": …}]}}, the outcome of a natural person's objection.
"""

from __future__ import annotations

from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from ipcity.base.files import read_json, write_json
from ipcity.base.settings import settings
from ipcity.records.record import Party, Record

WITHHELD = "（本人要求隐去姓名）"
_ORGANISATIONS, _WITHHELD = "organisations.json", "withheld.json"


class Organisation(msgspec.Struct, frozen=True, kw_only=True):
    """`key` is the normalised name under which all its names are gathered; it stands in addresses."""

    key: str
    name: str
    credit_code: str = ""


class Withholding(msgspec.Struct, frozen=True, kw_only=True):
    """`act`: withhold-name (the address goes with it), withhold-address, or correct with `name` and `address`."""

    name_norm: str
    act: str
    name: str = ""
    address: str = ""


def organisation_of(name_norm: str) -> Organisation | None:
    """The organisation that a clerk confirmed for this name; None where nobody decided."""
    return _organisations().get(name_norm)


def names_of(name_norm: str) -> frozenset[str]:
    """Every normalised name of the same organisation, itself included: what a search for the applicant asks for."""
    known = _organisations()
    one = known.get(name_norm)
    key = one.key if one else name_norm
    return frozenset({name_norm, key, *(name for name, other in known.items() if other.key == key)})


def organisations_version() -> int:
    return int(_plain(_ORGANISATIONS).get("version", 0))


def shown(record: Record) -> Record:
    """The record as it may be shown: with names and addresses withheld or corrected where that was decided.

    Never write what this returns into the lake: there the record stays as the office published it.
    """
    decided = _withheld().get(record.record_id)
    if not decided:
        return record
    by_name = {one.name_norm: one for one in decided}
    parties = [_party(one, by_name.get(one.name_norm)) for one in record.parties]
    return msgspec.structs.replace(record, parties=parties)


def withheld() -> dict[str, list[Withholding]]:
    """Record → what is withheld or corrected in it."""
    return _withheld()


def write_organisations(names: dict[str, Organisation], version: int) -> None:
    _write(_ORGANISATIONS, {"version": version, "names": msgspec.to_builtins(names)})


def write_withheld(records: dict[str, list[Withholding]], version: int) -> None:
    _write(_WITHHELD, {"version": version, "records": msgspec.to_builtins(records)})


def _party(party: Party, decided: Withholding | None) -> Party:
    if decided is None:
        return party
    if decided.act == "withhold-name":
        return Party(role=party.role, name=WITHHELD, name_norm=WITHHELD, natural=True, area=party.area)
    if decided.act == "withhold-address":
        return msgspec.structs.replace(party, address=None, area=None, zone=None)
    return msgspec.structs.replace(
        party, name=decided.name or party.name, address=decided.address or party.address
    )


def _organisations() -> dict[str, Organisation]:
    return _read_organisations(*_stamp(_ORGANISATIONS))


def _withheld() -> dict[str, list[Withholding]]:
    return _read_withheld(*_stamp(_WITHHELD))


@lru_cache(maxsize=4)
def _read_organisations(path: Path, stamp: tuple[int, int]) -> dict[str, Organisation]:
    return msgspec.convert(_plain(path.name).get("names", {}), dict[str, Organisation])


@lru_cache(maxsize=4)
def _read_withheld(path: Path, stamp: tuple[int, int]) -> dict[str, list[Withholding]]:
    return msgspec.convert(_plain(path.name).get("records", {}), dict[str, list[Withholding]])


def _plain(name: str) -> dict[str, Any]:
    path = _folder() / name
    plain: dict[str, Any] = read_json(path) if path.is_file() else {}
    return plain


def _write(name: str, plain: dict[str, Any]) -> None:
    write_json(_folder() / name, plain)


def _stamp(name: str) -> tuple[Path, tuple[int, int]]:
    """A file written whole is another file: its number and time tell a new one."""
    path = _folder() / name
    try:
        found = path.stat()
    except FileNotFoundError:
        return path, (0, 0)
    return path, (found.st_ino, found.st_mtime_ns)


def _folder() -> Path:
    return settings().home_dir / "decided"
