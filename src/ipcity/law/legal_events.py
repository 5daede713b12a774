"""Reading a right and its legal events as people export them: by code, by the gazette's name, or by a state's wording."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ipcity.base.days import first_day, parse_day
from ipcity.base.errors import BadInput
from ipcity.law.book import page, remembered
from ipcity.law.status import StateAnswer, canonical, expiry_day

_EVENTS = "cn/patent/events"
_TEXTS = "cn/patent/status_texts"
_ST27 = "cn/patent/st27"
_UNQUALIFIED = "专利权的终止"
_DRESS = re.compile(r"[\s()（）,，、。]")


@dataclass(frozen=True)
class Happened:
    code: str
    on: str
    effective: str | None = None


History = tuple[str, dict[str, str], tuple[Happened, ...]]


def read_history(given: Any) -> History:
    """`{right_type, dates: {filed, granted …}, events: [{code|name|text, on, effective}]}`, or the bare list of events."""
    if isinstance(given, list):
        given = {"events": given}
    if not isinstance(given, dict):
        raise BadInput("内容应是一个对象（right_type、dates、events）或事件的列表。请核对文件。")
    right = str(given.get("right_type") or given.get("right") or "invention")
    dates = {str(name): _day(value) for name, value in (given.get("dates") or {}).items() if value}
    events = tuple(_event(one, right, dates) for one in given.get("events") or ())
    for name, code in (("published", "PB01"), ("granted", "GR01")):
        if name not in dates and (found := next((one for one in events if one.code == code), None)):
            dates[name] = found.effective or found.on
    return right, dates, events


def _event(one: Any, right: str, dates: Mapping[str, str]) -> Happened:
    if not isinstance(one, dict):
        raise BadInput(f"事件“{one}”不是一个对象。请写成 {{code, on}} 的样子。")
    on = one.get("on") or one.get("date") or one.get("day")
    if not on:
        raise BadInput(f"事件“{one.get('code') or one.get('name')}”没有日期（on）。请补上。")
    code = canonical(str(one["code"]).strip().upper()) if one.get("code") else ""
    if code.lower() in page(_EVENTS)["events"]:
        code = code.lower()
    words = str(one.get("text") or one.get("name") or "")
    code = code or code_of_name(words)
    day = _day(on)
    if code == "CF01" and _bare(words) == _UNQUALIFIED and _at_term(right, dates, day):
        code = "CX01"  # an end without a reason, after the term: it expired
    effective = one.get("effective")
    return Happened(code, day, _day(effective) if effective else None)


def _at_term(right: str, dates: Mapping[str, str], on: str) -> bool:
    filed = dates.get("filed", "")
    found = expiry_day(right, first_day(filed)) if len(filed) == 10 else None
    return bool(found and first_day(on) >= found[0])


def _day(value: Any) -> str:
    day = parse_day(str(value))
    if day is None:
        raise BadInput(f"“{value}”不是日期。请写成 2020-03-15 的样子。")
    return day


@remembered
def _names() -> dict[str, str]:
    return {_bare(entry["name"]["zh"]): code for code, entry in page(_EVENTS)["events"].items()}


def code_of_name(words: str) -> str:
    """The gazette's name of an event → its code; wordings of states lead to the code of that state. Empty if unknown."""
    plain = _bare(words)
    if plain in _names():
        return _names()[plain]
    if plain == _UNQUALIFIED:
        return "CF01"
    state = _states().get(plain, ("", ""))[0]
    by_state = {"granted": "GR01", "published": "PB01", "in_examination": "SE01"}
    ending = {entry["to"]: code for code, entry in page(_EVENTS)["events"].items() if entry.get("ends")}
    return by_state.get(state) or ending.get(state, "")


def unknown_codes(events: Sequence[Happened]) -> tuple[str, ...]:
    """Codes the book does not know; they change nothing and are reported."""
    known = page(_EVENTS)["events"]
    return tuple(sorted({one.code for one in events if one.code not in known}))


def _bare(words: str) -> str:
    return _DRESS.sub("", words)


@remembered
def _states() -> dict[str, tuple[str, str]]:
    return {_bare(text): (one["to"], one["mark"]) for text, one in page(_TEXTS)["entries"].items()}


def state_of_text(words: str) -> StateAnswer:
    """A vendor's wording → state. An end without a reason is `ended`: the term and the fees must tell which."""
    plain = _bare(words)
    if plain not in _states():
        raise BadInput(f"法律状态字样“{words}”未收录。请核对，或按事件逐条判断。", path=_TEXTS)
    state, mark = _states()[plain]
    live = state in page(_EVENTS)["live"]
    return StateAnswer(state, live, _TEXTS, mark, (f"{words} → {state}",))


def blocked_acts(flags: frozenset[str]) -> frozenset[str]:
    """What the register refuses while these flags are on: a suspension blocks transfer, pledge, abandonment and end."""
    blocks = page(_EVENTS)["blocks"]
    return frozenset(act for flag in flags for act in blocks.get(flag, ()))


def st27_category(code: str) -> str | None:
    """The ST.27 category of a gazette event, from general knowledge; None where the book has none."""
    entry = page(_ST27)["entries"].get(canonical(code))
    return entry["category"] if entry else None
