"""What a read document consists of. Every part that was taken from the text keeps its place there:
`text[part.start:part.end]` is what was written, whatever the part's other fields made of it."""

from __future__ import annotations

import msgspec

Words = dict[str, str]  # {zh, en}


class Part(msgspec.Struct, frozen=True, kw_only=True):
    """A piece of the text with its place, counted in characters from 0."""

    text: str
    start: int
    end: int


class DocNumber(Part, frozen=True, kw_only=True):
    """`number` is the regular form 威政办字〔2018〕23号; `text` as it was written."""

    number: str
    year: int


class DayMention(Part, frozen=True, kw_only=True):
    """A day, month, year or span named in the text; `when` and `until` with their precision (2018, 2018-04-12)."""

    when: str
    until: str = ""
    kind: str = "mention"  # mention, deadline, period, issued


class UnitMention(Part, frozen=True, kw_only=True):
    """A unit with a duty. `name` as written; `full_name` with the 市 inherited from the first of its list.

    `group` is set when the members of a group are meant (领导小组各成员单位); `open_list` when 等 follows.
    """

    name: str
    full_name: str
    role: str  # responsible, lead, cooperating
    group: str = ""
    open_list: bool = False


class Clause(msgspec.Struct, frozen=True, kw_only=True):
    """`start`..`end` is the clause's own stretch, up to its first child; `text` is what follows the title.

    The own stretches of all clauses, in order of reading, are the body without a gap.
    """

    number: str  # the label as written; "" for the lead-in, "--" for a dashed paragraph
    level: int
    title: str
    text: str
    start: int
    end: int
    children: list[Clause] = []


class Task(Part, frozen=True, kw_only=True):
    num: int
    number: str
    title: str
    units: list[UnitMention] = []


class Guarantee(Part, frozen=True, kw_only=True):
    num: int
    number: str
    title: str
    units: list[UnitMention] = []


class Member(Part, frozen=True, kw_only=True):
    name: str  # without inner spaces
    post: str
    role: str  # 组长, 副组长, 成员


class OfficePerson(Part, frozen=True, kw_only=True):
    name: str
    post: str
    role: str  # 主任, 副主任


class Office(msgspec.Struct, frozen=True, kw_only=True):
    """`host` is the unit where the office sits, as written; "" when the text does not say."""

    host: str = ""
    head: OfficePerson | None = None
    deputies: list[OfficePerson] = []


class LeadingGroup(msgspec.Struct, frozen=True, kw_only=True):
    name: str
    members: list[Member]
    office: Office


class Number(Part, frozen=True, kw_only=True):
    """A figure that the document demands. Values are decimal text, so that nothing is rounded.

    `phrase` are the words it stands in, at `phrase_start`..`phrase_end`; `text` the figure itself. `announced`
    is the sum it belongs to (5+10+10) and `part` which of its parts (from 0), or -1.
    """

    value: str
    unit: str
    comparator: str  # >=, >, =, <=, <
    hedge: str = ""
    aggregation: str = "end_of_period"
    name: str = ""
    phrase: str = ""
    phrase_start: int = 0
    phrase_end: int = 0
    announced: str = ""
    part: int = -1


class Suggestion(Part, frozen=True, kw_only=True):
    """A likely repair of damaged text. It is never applied; a person decides."""

    repaired: str
    reason: Words


class Unread(Part, frozen=True, kw_only=True):
    """What the reader saw and did not understand, with the reason."""

    code: str
    reason: Words


class PlanDocument(msgspec.Struct, frozen=True, kw_only=True):
    """`title` is the whole title of the paper, `subject` that of the plan it carries."""

    number: DocNumber | None
    title: str
    subject: str
    issued_by: str
    issued_on: str
    addressees: list[Part]
    period: DayMention | None
    body: tuple[int, int]
    clauses: list[Clause]
    tasks: list[Task]
    guarantees: list[Guarantee]
    leading_group: LeadingGroup | None
    targets: list[Number]
    dates: list[DayMention]
    references: list[DocNumber]
    suggestions: list[Suggestion]
    unread: list[Unread]
