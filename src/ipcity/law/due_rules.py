"""Which deadline rules there are, and which of them an event of a day starts. The narrower rule wins over the wider one."""

from __future__ import annotations

from datetime import date
from difflib import get_close_matches

from ipcity.base.errors import BadInput, NotFound
from ipcity.law.book import names, page, remembered
from ipcity.law.pages import Deadline, shaped


@remembered
def deadline(name: str) -> Deadline:
    content = page(name)
    if content.get("kind") != "deadline":
        raise BadInput(f"“{name}”不是一条期限规则，而是“{content.get('kind')}”。请核对名称。", path=name)
    return shaped(content, Deadline)


@remembered
def deadlines() -> tuple[str, ...]:
    return tuple(name for name in names() if page(name).get("kind") == "deadline")


@remembered
def events() -> dict[str, tuple[str, ...]]:
    """Every event the book knows, with the rules that it starts."""
    found: dict[str, list[str]] = {}
    for name in deadlines():
        found.setdefault(deadline(name).when.event, []).append(name)
    return {event: tuple(rules) for event, rules in sorted(found.items())}


def holds(rule: Deadline, on: date) -> bool:
    begin, end = rule.in_force.begin, rule.in_force.end
    return (begin or date.min) <= on <= (end or date.max)


def rules_for(event: str, on: date, *, right: str | None = None) -> tuple[str, ...]:
    """The rules an event of that day starts. Of those with one obligation the narrower one wins, then the later one."""
    if event not in events():
        near = get_close_matches(event, events(), n=3, cutoff=0.4)
        hint = f"相近的有：{'、'.join(near)}。" if near else ""
        raise NotFound(f"规则库不认识事件“{event}”。{hint}请用 ipcity law rules 查看全部规则。", path=event)
    best: dict[str, str] = {}
    for name in events()[event]:
        rule = deadline(name)
        if holds(rule, on) and (not rule.applies.right or right in rule.applies.right):
            kept = best.get(rule.then.obligation)
            if kept is None or _rank(rule) > _rank(deadline(kept)):
                best[rule.then.obligation] = name
    return tuple(sorted(best.values()))


def _rank(rule: Deadline) -> tuple[bool, date]:
    return bool(rule.applies.right), rule.in_force.begin or date.min


def by_notice(code: str, *, right: str | None = None) -> str:
    """The rule that a notice code starts: 210401 → the reply to the first action on an invention."""
    for name in deadlines():
        rule = deadline(name)
        if code in rule.when.notice_codes and (
            right is None or not rule.applies.right or right in rule.applies.right
        ):
            return name
    raise NotFound(f"通知书代码“{code}”未收录。请按通知书上写明的期限办理，或补录规则。", path=code)
