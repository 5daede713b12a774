"""The record: one right (or standard, or publication), merged from what offices published about it.

`record_id` is minted once and never changes. Dates are text whose length is their precision (`base.days`).
Languages are keys of `title` and `abstract`: zh, en, and so on. Parts that hold nothing but text are left out of garbage
collection (`gc=False`): they cannot make a cycle, and a load holds hundreds of thousands of them.
"""

from __future__ import annotations

from typing import Any

import msgspec


class Number(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A number of the right. `checked` is true when its check digit was there and right."""

    type: str  # application, publication, grant, ...
    value: str  # normalised: 2018101234563, CN109999443A
    checked: bool = False


class Party(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A person or organisation in a role. A natural person's address is never kept beyond the city."""

    role: str  # applicant, owner, inventor, agency, agent
    name: str
    name_norm: str
    natural: bool = False
    address: str | None = None
    area: str | None = None  # administrative code: 371002, 371000, 370000; abroad: the country as written
    zone: str | None = None  # functional area, which overlaps districts: gaoqu


class ClassMark(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    scheme: str  # ipc, locarno, nice
    symbol: str  # C08F265/04
    main: bool = False
    edition: str | None = None


class Document(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """One publication of the right: number with its kind letter, and the day."""

    number: str
    kind_code: str
    on: str
    stage: str  # published, granted, corrected: decided by letter and day together


class Event(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """A legal event. `on` is when it was announced, `effective` when it took effect (may be much earlier)."""

    code: str
    on: str
    effective: str | None = None
    text: str = ""


class Citation(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    number: str
    category: str = ""


class SourceRef(msgspec.Struct, frozen=True, kw_only=True, gc=False):
    """Which source row spoke: `row` is the digest of its content, `place` file and line where first seen."""

    source: str
    row: str
    place: str


# Whose right or work a record is: the first of these roles that it names.
HOLDING_ROLES = ("owner", "applicant", "institution", "author")


class Record(msgspec.Struct, kw_only=True, rename={"from_": "from"}):
    record_id: str
    kind: str  # patent, trademark, ...: one schema file each in `kinds`
    right_type: str  # of a patent: invention, utility_model, design; see the kind's schema
    office: str
    realm: str = "real"  # or sample: an invented right, never counted together with real ones
    title: dict[str, str] = {}
    abstract: dict[str, str] = {}
    numbers: list[Number] = []
    parties: list[Party] = []
    classes: list[ClassMark] = []
    dates: dict[str, str] = {}  # filed, published, granted, expires, ...
    documents: list[Document] = []
    events: list[Event] = []
    status: str = "unknown"
    status_as_of: str = ""
    citations: list[Citation] = []
    family: str | None = None
    priority: list[str] = []
    claims: list[str] = []
    extra: dict[str, str] = {}
    sources: list[SourceRef] = []
    from_: dict[str, str] = {}  # field → the source it was taken from
    redirect: str | None = None  # this record was found to be that one

    def as_dict(self) -> dict[str, Any]:
        """Plain values, as `ipcity record ID --json` prints them."""
        plain: dict[str, Any] = msgspec.to_builtins(self)
        return plain

    @property
    def name(self) -> str:
        """The title a reader sees: Chinese, else any language."""
        return self.title.get("zh") or next(iter(self.title.values()), "")

    @property
    def holders(self) -> list[Party]:
        """Owners where a grant names them, else applicants; of standards and papers, whose work they are; as printed."""
        for role in HOLDING_ROLES:
            if found := [party for party in self.parties if party.role == role]:
                return found
        return []

    def number(self, kind: str) -> Number | None:
        return next((number for number in self.numbers if number.type == kind), None)


def record_from_dict(plain: dict[str, Any]) -> Record:
    return msgspec.convert(plain, Record)
