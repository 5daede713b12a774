"""Who has to do it: units with their role, read from the phrases officials use for it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ipcity.documents.folding import trimmed
from ipcity.documents.layout import Layout
from ipcity.documents.parts import UnitMention
from ipcity.documents.patterns import compiled, one_of, patterns
from ipcity.documents.places import Taken


@dataclass(frozen=True)
class Duty:
    """One phrase of responsibility: its place, and the stretches with a role that list units."""

    start: int
    end: int
    lists: tuple[tuple[str, int, int], ...]


def duties_in(layout: Layout, start: int, end: int) -> list[Duty]:
    """Phrases of responsibility between two places, in order."""
    labelled = list(_labelled(layout, start, end))
    taken = Taken(start, end)
    for duty in labelled:
        taken.take(duty.start, duty.end)
    spoken = [duty for duty in _spoken(layout, start, end) if taken.is_free(duty.start, duty.end)]
    return sorted([*labelled, *spoken], key=lambda duty: duty.start)


def units_in(layout: Layout, start: int, end: int) -> list[UnitMention]:
    return [
        unit for duty in duties_in(layout, start, end) for one in duty.lists for unit in _units(layout, *one)
    ]


def _labelled(layout: Layout, start: int, end: int) -> Iterator[Duty]:
    """(牵头单位:A;责任单位:B、C), in brackets or as a line of its own."""
    roles = {word: role for role, words in patterns("units")["labels"].items() for word in words}
    label = compiled(f"(?P<label>{one_of(list(roles))}):")
    at = start
    while first := label.search(layout.half, at, end):
        stop = _list_end(
            layout.half, first.end(), end, bracketed=layout.half[first.start() - 1 : first.start()] == "("
        )
        heads = list(label.finditer(layout.half, first.start(), stop))
        tails = [head.start() for head in heads[1:]] + [stop]
        lists = tuple(
            (roles[head["label"]], head.end(), tail) for head, tail in zip(heads, tails, strict=True)
        )
        yield Duty(first.start(), stop, lists)
        at = max(stop, first.end())


def _list_end(half: str, at: int, end: int, *, bracketed: bool) -> int:
    depth = 0
    for place in range(at, end):
        char = half[place]
        if char in patterns("units")["list_ends"] and not (bracketed and char == "\n"):
            return place
        depth += {"(": 1, ")": -1}.get(char, 0)
        if depth < 0:
            return place
    return end


def _spoken(layout: Layout, start: int, end: int) -> Iterator[Duty]:
    """(A、B负责) and (A牵头,B、C按职责分工负责)."""
    known = patterns("units")["by_sentence"]
    for found in compiled(known["bracket"]).finditer(layout.half, start, end):
        inside_start, inside = found.start("inside"), found["inside"]
        tail = compiled(known["tail"]).search(inside)
        inside_end = tail.start() if tail else len(inside)
        lists: list[tuple[str, int, int]] = []
        if lead := compiled(known["lead"]).match(inside):
            lists.append(("lead", inside_start, inside_start + lead.end("lead")))
            if lead.start("rest") < inside_end:
                lists.append(("cooperating", inside_start + lead.start("rest"), inside_start + inside_end))
        else:
            lists.append(("responsible", inside_start, inside_start + inside_end))
        yield Duty(found.start(), found.end(), tuple(lists))


@dataclass(frozen=True)
class _Name:
    start: int
    end: int
    open_list: bool = False


def _units(layout: Layout, role: str, start: int, end: int) -> Iterator[UnitMention]:
    names = [name for name in _names(layout, start, end) if name.start < name.end]
    carried = _carried(layout.text[names[0].start : names[0].end]) if names else ""
    for at, name in enumerate(names):
        written = layout.text[name.start : name.end]
        full = written if at == 0 else _inheriting(written, carried)
        yield UnitMention(
            text=written, name=written, full_name=full, role=role, start=name.start, end=name.end,
            group=_group(full), open_list=name.open_list,
        )  # fmt: skip


def _names(layout: Layout, start: int, end: int) -> Iterator[_Name]:
    """Cut at the separators that stand outside brackets."""
    depth, begin = 0, start
    for place in range(start, end + 1):
        char = layout.half[place] if place < end else ""
        depth += {"(": 1, "〈": 1, ")": -1, "〉": -1}.get(char, 0)
        if place == end or (depth <= 0 and char in patterns("units")["separators"]):
            yield _tidy(layout, begin, place)
            begin = place + 1


def _tidy(layout: Layout, start: int, end: int) -> _Name:
    name = _Name(*trimmed(layout.text, start, end))
    for word in patterns("units")["open_list"]:
        if layout.text[name.start : name.end].endswith(word) and name.end - name.start > len(word) + 1:
            name = replace(name, end=name.end - len(word), open_list=True)
    return name


def _carried(first: str) -> str:
    if first.startswith(tuple(patterns("units")["looks_inherited"])):
        return ""
    return next((mark for mark in patterns("units")["inherits"] if first.startswith(mark)), "")


def _inheriting(name: str, carried: str) -> str:
    known = patterns("units")
    without = known["inherits_not"]
    begins_anew = name.startswith(tuple(without["begins"])) and not name.startswith(
        tuple(known["looks_inherited"])
    )
    if not carried or begins_anew or name.endswith(tuple(without["ends"])):
        return name
    return carried + name


def _group(name: str) -> str:
    for ending in patterns("units")["members"]:
        if name.endswith(ending) and len(name) > len(ending):
            return name.removesuffix(ending)
    return ""
