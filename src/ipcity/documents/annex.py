"""The annex: a leading group, its people and its office."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from ipcity.documents.folding import trimmed
from ipcity.documents.layout import Layout, Line, lines_of
from ipcity.documents.parts import LeadingGroup, Member, Office, OfficePerson, Unread
from ipcity.documents.patterns import compiled, one_of, patterns, reason


@dataclass
class _Reading:
    titles: list[str] = field(default_factory=list)
    members: list[Member] = field(default_factory=list)
    people: list[OfficePerson] = field(default_factory=list)
    unread: list[Line] = field(default_factory=list)


def read_annex(layout: Layout) -> tuple[LeadingGroup | None, list[Unread]]:
    """The group named in the annex, if there is one; every line that was not understood."""
    lines = lines_of(layout.text, layout.annex_start, layout.paper_end)
    if not lines:
        return None, []
    reading = _read_lines(layout, lines[1:])
    if not reading.members:
        return None, [_unread(layout, lines[0].start, lines[-1].end, "attachment")]
    group = LeadingGroup(
        name=_group_name(reading.titles), members=reading.members, office=_office(layout, reading)
    )
    return group, [_unread(layout, line.start, line.end, "annex") for line in reading.unread]


def _read_lines(layout: Layout, lines: list[Line]) -> _Reading:
    reading, role = _Reading(), ""
    label = _role_label()
    for line in lines:
        start = line.start
        if found := label.match(layout.half, line.start, line.end):
            role, start = re.sub(r"\s", "", found["role"]), found.end()
        if people := list(_office_people(layout, line, reading.members)):
            reading.people += people
        elif role and (member := _member(layout, start, line.end, role)):
            reading.members.append(member)
        elif not role:
            reading.titles.append(layout.text[line.start : line.end])
        else:
            reading.unread.append(line)
    return reading


def _role_label() -> re.Pattern[str]:
    spaced = [r"\s*".join(role) for role in sorted(patterns("annex")["roles"], key=len, reverse=True)]
    return compiled(rf"(?P<role>{'|'.join(spaced)})\s*:\s*")


def _member(layout: Layout, start: int, end: int, role: str) -> Member | None:
    found = compiled(patterns("annex")["person"]).fullmatch(layout.half, start, end)
    if found is None:
        return None
    name = re.sub(r"\s", "", layout.text[found.start("name") : found.end("name")])
    post = layout.text[found.start("post") : found.end("post")].strip()
    return Member(text=layout.text[start:end], start=start, end=end, name=name, post=post, role=role)


def _group_name(titles: list[str]) -> str:
    name = "".join(titles)
    for ending in patterns("annex")["list_titles"]:
        name = name.removesuffix(ending)
    return name


def _office_people(layout: Layout, line: Line, members: list[Member]) -> Iterator[OfficePerson]:
    """A兼任办公室主任,B、C任办公室副主任."""
    for found in compiled(patterns("annex")["office_people"]).finditer(layout.half, line.start, line.end):
        at = found.start("people")
        for part in re.finditer(r"[^、,和]+", found["people"]):
            start, end = trimmed(layout.text, at + part.start(), at + part.end())
            if start < end:
                yield _office_person(layout.text[start:end], start, end, found["role"], members)


def _office_person(text: str, start: int, end: int, role: str, members: list[Member]) -> OfficePerson:
    """The name stands at the end, behind a post or alone."""
    known = next((one.name for one in members if text.endswith(one.name)), "")
    post = compiled(rf"^.*{one_of(patterns('annex')['post_ends'])}").match(text)
    name = known or (text[post.end() :] if post else text)
    return OfficePerson(
        text=text, start=start, end=end, name=name.strip(), post=text.removesuffix(name).strip(), role=role
    )


def _office(layout: Layout, reading: _Reading) -> Office:
    host = compiled(patterns("annex")["office_host"]).search(layout.half, layout.body_start, layout.paper_end)
    deputies = [one for one in reading.people if one.role.startswith("副")]
    head = next((one for one in reading.people if one not in deputies), None)
    where = layout.text[host.start("host") : host.end("host")] if host else ""
    return Office(host=where, head=head, deputies=deputies)


def _unread(layout: Layout, start: int, end: int, code: str) -> Unread:
    return Unread(text=layout.text[start:end], start=start, end=end, code=code, reason=reason(code))
