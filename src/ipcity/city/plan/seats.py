"""The seats of a leading group and of its office, in the order of the annex."""

from __future__ import annotations

from dataclasses import dataclass

from ipcity.documents import LeadingGroup

OFFICE = "办公室"


@dataclass(frozen=True)
class Seat:
    """A member who also heads the office has two seats; the post is the same."""

    name: str
    post: str
    role: str
    start: int
    end: int


def seats(group: LeadingGroup) -> list[Seat]:
    posts = {member.name: member.post for member in group.members}
    members = [Seat(one.name, one.post, one.role, one.start, one.end) for one in group.members]
    staff = [person for person in (group.office.head, *group.office.deputies) if person]
    office = [
        Seat(one.name, one.post or posts.get(one.name, ""), OFFICE + one.role, one.start, one.end)
        for one in staff
    ]
    return members + office
