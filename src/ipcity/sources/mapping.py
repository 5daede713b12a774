"""From an element to the values of a row, by a map that is data (`layouts.yaml` of a source).

A map is built of these, and of dictionaries and lists of them:

- `a/b[@k='v']/@x`: the text found at this path, as ElementTree knows paths; with `/` in front, from the record itself
- `^path`: the text with its blanks, where columns count; `?path`: yes, where there is such an element, empty or not; `=word`: this word; true, false: themselves; `#first`: is this the first of its list?
- `[x, y]`: the first that says anything
- `{join: [x, y], with: "-"}`; `{all: path, with: "; "}`: every text found, joined
- `{of: x, as: [form, …]}`: the text put into a form (`forms`); `{of: x, table: {…}}`: what the table says, `else` or nothing
- `{of: x, is: word}`, `{when: x, is: word, then: y, else: z}`
- `{each: path, …}` inside a list: one entry for every element found; with `value` alone a text, else a dictionary;
  an entry whose name, symbol, number, code or value is empty is left out
- `{each: path, key: x, value: y}`: a dictionary; the first of a key stays, or with `merge: "; "` all of them, joined
- `{first: [x, y]}`: the first of these lists or dictionaries that is not empty
"""

from __future__ import annotations

import re
from typing import Any
from xml.etree.ElementTree import Element

from ipcity.sources.forms import FORMS

_SPACE = re.compile(r"\s+")
_BROKEN_LINE = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef])[ \t]*\r?\n\s*(?=[\u3000-\u9fff\uff00-\uffef])")
_NEEDED = ("name", "symbol", "number", "code", "value")


def mapped(plan: Any, at: Element, record: Element, first: bool = False) -> Any:
    """What the map says of this element."""
    if isinstance(plan, str):
        return first if plan == "#first" else text_at(plan, at, record)
    if isinstance(plan, list):
        return _listed(plan, at, record)
    if not isinstance(plan, dict):
        return plan
    for key, rule in _RULES.items():
        if key in plan:
            return rule(plan, at, record)
    return {name: mapped(one, at, record, first) for name, one in plan.items()}


def text_at(path: str, at: Element, record: Element) -> str:
    if path.startswith("="):
        return path[1:]
    if path.startswith("^"):
        return next((one.text or "" for one in _elements(path[1:], at)), "")
    if path.startswith("?"):
        return "yes" if _elements(path[1:], at) else ""
    return next((text for one in _texts(path, at, record) if (text := one)), "")


def text_of(element: Element) -> str:
    """All text inside, on one line; a line that breaks between Chinese characters leaves no blank."""
    return _SPACE.sub(" ", _BROKEN_LINE.sub("", "".join(element.itertext()))).strip()


def _texts(path: str, at: Element, record: Element) -> list[str]:
    if path.startswith("/"):
        at, path = record, path[1:]
    way, mark, attribute = path.rpartition("@")
    if mark and (not way or way.endswith("/")):
        return [one.get(attribute, "").strip() for one in _elements(way.rstrip("/"), at)]
    return [text_of(one) for one in _elements(path, at)]


def _elements(path: str, at: Element) -> list[Element]:
    return at.findall(path) if path not in ("", ".") else [at]


def _listed(plan: list[Any], at: Element, record: Element) -> Any:
    """A list of entries where anything in it makes entries; else the alternatives of one text."""
    if not any(isinstance(one, dict) and ("each" in one or "first" in one) for one in plan):
        return next(filter(None, (mapped(one, at, record) for one in plan)), "")
    entries: list[Any] = []
    for one in plan:
        found = mapped(one, at, record)
        entries += found if isinstance(found, list) else []
    return entries


def _each(plan: dict[str, Any], at: Element, record: Element) -> Any:
    inside = {name: one for name, one in plan.items() if name not in ("each", "merge")}
    if plan["each"].startswith("/"):
        found = _elements(plan["each"][1:], record)
    else:
        found = _elements(plan["each"], at)
    entries = [mapped(inside, one, record, place == 0) for place, one in enumerate(found)]
    entries = [one for one in entries if all(one[name] for name in _NEEDED if name in one)]
    if "merge" in plan:
        keys = dict.fromkeys(one["key"] for one in entries)
        return {key: plan["merge"].join(one["value"] for one in entries if one["key"] == key) for key in keys}
    if "key" in inside:
        return {one["key"]: one["value"] for one in reversed(entries)}
    return [one["value"] for one in entries] if set(inside) == {"value"} else entries


def _join(plan: dict[str, Any], at: Element, record: Element) -> str:
    parts = [mapped(one, at, record) for one in plan["join"]]
    return str(plan.get("with", "")).join(filter(None, parts))


def _all(plan: dict[str, Any], at: Element, record: Element) -> str:
    return str(plan.get("with", "; ")).join(dict.fromkeys(filter(None, _texts(plan["all"], at, record))))


def _of(plan: dict[str, Any], at: Element, record: Element) -> Any:
    text = mapped(plan["of"], at, record)
    if "is" in plan:
        return text == plan["is"]
    if "table" in plan:
        return plan["table"].get(text, plan.get("else", ""))
    for form in plan["as"] if isinstance(plan["as"], list) else [plan["as"]]:
        text = FORMS[form](text)
    return text


def _when(plan: dict[str, Any], at: Element, record: Element) -> Any:
    text = mapped(plan["when"], at, record)
    fits = text == plan["is"] if "is" in plan else bool(text)
    return mapped(plan["then" if fits else "else"], at, record) if fits or "else" in plan else ""


def _first(plan: dict[str, Any], at: Element, record: Element) -> Any:
    ways = (mapped([one] if "each" in one and "key" not in one else one, at, record) for one in plan["first"])
    return next(filter(None, ways), [])


_RULES = {"each": _each, "join": _join, "all": _all, "of": _of, "when": _when, "first": _first}
