"""The query language, read: text → tree. Chinese and English field names; errors point at a character.

    碳纤维 渔竿                 both, anywhere
    "碳纤维渔竿"                exactly this string in title or abstract
    碳纤维 AND (渔竿 OR 钓竿) NOT 玻璃
    申请人=海澜  IPC=B29C  地点=威海  公开日=2015..2019  申请号=2016109843219

A bracket or operator counts only where it stands alone; inside a pasted title it is text.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, NoReturn

from ipcity.base.errors import BadQuery
from ipcity.base.files import read_yaml


@dataclass(frozen=True)
class Term:
    """A bare word (`exact` false) or a quoted string; `field` None means anywhere."""

    text: str
    at: int
    exact: bool = False
    field: str | None = None


@dataclass(frozen=True)
class Range:
    field: str
    low: str
    high: str
    at: int


@dataclass(frozen=True)
class Group:
    """`op` is AND, OR or NOT (of one)."""

    op: str
    parts: tuple[Node, ...] = field(default_factory=tuple)


Node = Term | Range | Group

_TOKEN = re.compile(
    r"""\s*(?:
      (?:专利号|申请号|公开号|公告号)?(?P<number>
          (?i:CN)\s*\d{7,9}\s*[A-Za-z]\d?(?=[\s)]|$)
        | (?i:ZL|CN)[\s.]*\d{8}(?:\d{4})?(?:\s*\.\s*[\dXx]|[\dXx])?(?=[\s)]|$)
        | (?:(?i:ZL|CN)[\s.]*)?(?:19|20)\d\d\s+[12389]\s+\d{7}(?:\s*\.\s*[\dXx])?(?=[\s)]|$))
    | (?P<field>[\w.]+)\s*[=＝:：]\s*
    | (?P<quote>["“”])
    | (?P<open>\()
    | (?P<close>\))
    | (?P<op>AND|OR|NOT)(?=[\s(]|$)
    | (?P<word>[^\s"“”]+)
    )""",
    re.VERBOSE,
)
LONGEST = 2_000  # characters
_RANGE = re.compile(r"(?P<low>[\d.\-]*?)\.\.(?P<high>[\d.\-]*)$")


@cache
def fields() -> dict[str, dict[str, Any]]:
    """The fields of the language, as `fields.yaml` names them."""
    table: dict[str, dict[str, Any]] = read_yaml(Path(__file__).with_name("fields.yaml"))
    return table


@cache
def _field_names() -> dict[str, str]:
    return {alias.lower(): name for name, entry in fields().items() for alias in (name, *entry["written"])}


def parse(text: str) -> Node | None:
    """The tree of a query; None for an empty one. Raises BadQuery."""
    if len(text) > LONGEST:
        raise BadQuery(f"检索式有 {len(text):,} 个字符，最多 {LONGEST:,} 个。请缩短后再试。", at=LONGEST)
    reader = _Reader(text)
    node = reader.any_of()
    if reader.kind == "close":
        reader.fail("这里多了一个右括号。")
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self._text, self._next, self._depth = text, 0, 0
        self.kind, self.value, self.at = "", "", 0
        self.step()

    def step(self) -> None:
        found = _TOKEN.match(self._text, self._next)
        if not found:
            self.kind, self.value, self.at = "end", "", len(self._text)
            return
        self.kind = found.lastgroup or "end"
        self.value, self.at, self._next = found[self.kind], found.start(self.kind), found.end()
        if (self.kind == "field" and self.value.lower() not in _field_names()) or (
            self.kind == "close" and not self._depth
        ):
            self._as_word()
        elif self.kind == "open" and not self._is_closed():
            self.fail("这个左括号没有对应的右括号。请补上“)”。")
        elif self.kind == "word" and self._depth:
            self._end_word_at_bracket()

    def _as_word(self) -> None:
        """What looked like a field or bracket is part of a word: 3:1 传动, 糕点)."""
        found = re.compile(r'[^\s"“”]+').match(self._text, self.at)
        assert found is not None
        self.kind, self.value, self._next = "word", found[0], found.end()

    def _end_word_at_bracket(self) -> None:
        """Inside brackets a word ends where its brackets no longer match: `(a b)` but `(糕点(杏仁))`."""
        depth = 0
        for offset, char in enumerate(self.value):
            depth += (char == "(") - (char == ")")
            if depth < 0:
                self.value, self._next = self.value[:offset], self.at + offset
                return

    def _is_closed(self) -> bool:
        depth = 0
        for char in self._text[self.at :]:
            depth += (char == "(") - (char == ")")
            if depth == 0:
                return True
        return False

    def any_of(self) -> Node | None:
        parts = [self.all_of()]
        while self.kind == "op" and self.value == "OR":
            self._expect(parts[-1], "OR 之前缺一个条件。")
            self.step()
            parts.append(self._expect(self.all_of(), f"OR 之后缺一个条件，却遇到了{self._seen()}。"))
        return _joined("OR", [part for part in parts if part])

    def all_of(self) -> Node | None:
        parts: list[Node] = []
        while True:
            if self.kind == "op" and self.value == "AND":
                self._expect(parts[-1] if parts else None, "AND 之前缺一个条件。")
                self.step()
                if self.kind in ("end", "close") or (self.kind == "op" and self.value != "NOT"):
                    self.fail(f"AND 之后缺一个条件，却遇到了{self._seen()}。")
            elif self.kind == "op" and self.value == "NOT":
                self.step()
                parts.append(
                    Group("NOT", (self._expect(self.one(), f"NOT 之后缺一个条件，却遇到了{self._seen()}。"),))
                )
            elif (node := self.one()) is not None:
                parts.append(node)
            else:
                return _joined("AND", parts)

    def one(self) -> Node | None:
        if self.kind == "open":
            self._depth += 1
            self.step()
            inside = self._expect(self.any_of(), "括号里是空的。")
            self._depth -= 1
            self.step()
            return inside
        if self.kind == "field":
            return self._of_field()
        if self.kind == "quote":
            return self._quoted(None)
        if self.kind in ("word", "number"):
            word = Term(self.value, self.at, field="number" if self.kind == "number" else None)
            self.step()
            return word
        return None

    def _of_field(self) -> Node:
        written, name = self.value, _field_names()[self.value.lower()]
        self.step()
        if self.kind == "quote":
            return self._quoted(name)
        if self.kind not in ("word", "number"):
            self.fail(f"“{written}=”之后缺一个值，却遇到了{self._seen()}。")
        value, start = self.value, self.at
        self.step()
        if (found := _RANGE.match(value)) and fields()[name]["type"] == "day":
            return Range(name, found["low"], found["high"], start)
        return Term(value, start, field=name)

    def _quoted(self, name: str | None) -> Node:
        start = self.at
        end = re.compile(r'["“”]').search(self._text, self._next)
        if end is None:
            self.at = start
            self.fail("这个引号没有对应的另一半。请补上引号。")
        text = self._text[self._next : end.start()]
        self._next = end.end()
        if not text.strip():
            self.fail("引号里是空的。")
        self.step()
        return Term(text, start, exact=True, field=name)

    def _seen(self) -> str:
        return {"end": "句尾", "close": "右括号"}.get(self.kind, f"“{self.value}”")

    def _expect(self, node: Node | None, otherwise: str) -> Node:
        return node if node is not None else self.fail(otherwise)

    def fail(self, why: str) -> NoReturn:
        raise BadQuery(f"第 {self.at + 1} 个字符：{why}", at=self.at)


def _joined(op: str, parts: list[Node]) -> Node | None:
    if len(parts) < 2:
        return parts[0] if parts else None
    return Group(op, tuple(parts))
