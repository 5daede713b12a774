"""What a query is made of: terms, ranges, neighbours, and groups of them."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True)
class Term:
    """A bare word (`exact` false) or a quoted string; `field` None means anywhere; `prefix`: written with a star."""

    text: str
    at: int
    exact: bool = False
    field: str | None = None
    prefix: bool = False
    day: str = ""


@dataclass(frozen=True)
class Range:
    """Both ends belong to it; an open end is empty."""

    field: str
    low: str
    high: str
    at: int


@dataclass(frozen=True)
class Near:
    """Both in one text, in either order, at most `within` characters (of Latin words: words) between them."""

    left: Term
    right: Term
    within: int
    at: int


@dataclass(frozen=True)
class Group:
    """`op` is AND, OR or NOT (of one)."""

    op: str
    parts: tuple[Node, ...] = field(default_factory=tuple)


Node = Term | Range | Near | Group


def compared(name: str, sign: str, value: str, at: int) -> Node:
    """`>` and `<` leave the value out, and a whole year or month with it."""
    if sign == ">=":
        return Range(name, value, "", at)
    if sign == "<=":
        return Range(name, "", value, at)
    outside = Range(name, "", value, at) if sign == ">" else Range(name, value, "", at)
    known = Range(name, "", "", at)
    return Group("AND", (known, Group("NOT", (outside,))))


def joined(op: str, parts: list[Node]) -> Node | None:
    """One part stands for itself, none for nothing asked."""
    if len(parts) < 2:
        return parts[0] if parts else None
    return Group(op, tuple(parts))
