"""The query language, read: text → tree. Chinese and English field names; errors point at a character.

碳纤维 渔竿                 both, anywhere
"碳纤维渔竿"                exactly this string in title or abstract
碳纤维 AND (渔竿 OR 钓竿) NOT 玻璃,  渔竿 -玻璃,  水下 NEAR/5 机器人
申请人=海澜  IPC=B29C  地点=威海  公开日=2015..2019  状态@2019-07-12=有效
"""

from __future__ import annotations

import re
from typing import NoReturn

from ipcity.base.errors import BadQuery
from ipcity.search.fields import field_named, fields
from ipcity.search.lexer import Token, closes, half_width, token_at, until_bracket, word_at
from ipcity.search.tree import Group, Near, Node, Range, Term, compared, joined

__all__ = ["Group", "Near", "Node", "Range", "Term", "fields", "parse"]

LONGEST = 2_000  # characters
DEEPEST = 40  # brackets within brackets
WIDEST = 30  # of NEAR
_RANGE = re.compile(r"(?P<low>[\d.\-/年月日]*?)(?:\.\.|~|至|到)(?P<high>[\d.\-/年月日]*)$")
_RANGED = ("day", "count")


def parse(text: str) -> Node | None:
    """The tree of a query; None for an empty one. Raises BadQuery."""
    if len(text) > LONGEST:
        raise BadQuery(f"检索式有 {len(text):,} 个字符，最多 {LONGEST:,} 个。请缩短后再试。", at=LONGEST)
    reader = _Reader(half_width(text))
    node = reader.any_of()
    if reader.token.kind == "close":
        reader.fail("这里多了一个右括号。")
    return node


class _Reader:
    def __init__(self, text: str) -> None:
        self._text, self._depth, self._field = text, 0, ""
        self.token = Token("end", "", 0, 0)
        self.step()

    def step(self) -> None:
        token = token_at(self._text, self.token.end)
        if (token.kind == "field" and field_named(token.value) is None) or (
            token.kind == "close" and not self._depth
        ):
            token = word_at(self._text, token.at)
        self.token = token
        if token.kind == "open" and not closes(self._text, token.at):
            self.fail("这个左括号没有对应的右括号。请补上“)”。")
        if token.kind == "word" and self._depth:
            self.token = until_bracket(token)

    def any_of(self) -> Node | None:
        parts = [self.all_of()]
        while self._is("op", "OR"):
            self._expect(parts[-1], "OR 之前缺一个条件。")
            self.step()
            parts.append(self._expect(self.all_of(), f"OR 之后缺一个条件，却遇到了{self._seen()}。"))
        return joined("OR", [part for part in parts if part])

    def all_of(self) -> Node | None:
        parts: list[Node] = []
        while True:
            if self._is("op", "AND"):
                self._expect(parts[-1] if parts else None, "AND 之前缺一个条件。")
                self.step()
                if self.token.kind in ("end", "close") or (
                    self.token.kind == "op" and not self._is("op", "NOT")
                ):
                    self.fail(f"AND 之后缺一个条件，却遇到了{self._seen()}。")
            elif self._is("op", "NOT"):
                self.step()
                inside = self._expect(self.one(), f"NOT 之后缺一个条件，却遇到了{self._seen()}。")
                parts.append(Group("NOT", (inside,)))
            elif self.token.kind == "near":
                parts.append(self._near(parts.pop() if parts else None))
            elif (node := self.one()) is not None:
                parts.append(node)
            else:
                return joined("AND", parts)

    def one(self) -> Node | None:
        match self.token.kind:
            case "open":
                return self._bracket()
            case "field":
                return self._of_field()
            case "quote":
                return self._quoted(self._field or None)
            case "word" | "number":
                return self._word(self._field or None)
        return None

    def _bracket(self) -> Node:
        self._depth += 1
        if self._depth > DEEPEST:
            self.fail(f"括号套得太深，最多 {DEEPEST} 层。")
        self.step()
        inside = self._expect(self.any_of(), "括号里是空的。")
        if self.token.kind != "close":
            self.fail(f"这里应当是右括号，却遇到了{self._seen()}。")
        self._depth -= 1
        self.step()
        return inside

    def _word(self, name: str | None, day: str = "") -> Term:
        token = self.token
        self.step()
        if token.kind == "number":
            return Term(token.value, token.at, field=name or "number", day=day)
        stem = token.value[:-1]
        if token.value.endswith("*") and "*" not in stem and any(map(str.isalnum, stem)):
            return Term(stem, token.at, field=name, prefix=True, day=day)
        return Term(token.value, token.at, field=name, day=day)

    def _of_field(self) -> Node:
        written = self.token
        name = field_named(written.value) or ""
        kind = fields()[name]["type"]
        if written.day and kind != "state":
            self.fail("“@日期”只能跟在“状态”后面，如 状态@2019-07-12=有效。")
        if written.sign != "=" and kind not in _RANGED:
            self.fail(f"“{written.value}”不能比较大小，这里应当是等号。")
        self.step()
        if self.token.kind == "open" and kind not in _RANGED:
            return self._bracket_of(name)
        if self.token.kind == "quote":
            return self._quoted(name, written.day)
        if self.token.kind not in ("word", "number"):
            self.fail(f"“{written.value}{written.sign}”之后缺一个值，却遇到了{self._seen()}。")
        return self._ranged(name, written.sign) if kind in _RANGED else self._value(name, kind, written.day)

    def _bracket_of(self, name: str) -> Node:
        """标题=(机器人 OR 机械臂): the field holds for every word in the bracket."""
        outer, self._field = self._field, name
        inside = self._bracket()
        self._field = outer
        return inside

    def _value(self, name: str, kind: str, day: str) -> Node:
        term = self._word(name, day)
        group = self.token
        subclass = kind == "class" and re.fullmatch(r"[A-HYa-hy]\d\d[A-Za-z]", term.text)
        if subclass and group.kind == "word" and re.fullmatch(r"\d{1,4}/\d{0,6}", group.value):
            self.step()  # IPC=B29C 53/60
            return Term(term.text + group.value, term.at, field=name)
        return term

    def _ranged(self, name: str, sign: str) -> Node:
        value, start = self.token.value, self.token.at
        self.step()
        if sign != "=":
            return compared(name, sign, value, start)
        if found := _RANGE.match(value):
            return Range(name, found["low"], found["high"], start)
        return Range(name, value, value, start)

    def _quoted(self, name: str | None, day: str = "") -> Term:
        start = self.token.at
        end = self._text.find('"', self.token.end)
        if end < 0:
            self.fail("这个引号没有对应的另一半。请补上引号。")
        text = self._text[self.token.end : end]
        if not text.strip():
            self.fail("引号里是空的。")
        self.token = Token("quote", text, start, end + 1)
        self.step()
        return Term(text, start, exact=True, field=name, day=day)

    def _near(self, left: Node | None) -> Near:
        token = self.token
        if int(token.value) > WIDEST:
            self.fail(f"NEAR 最多相隔 {WIDEST} 个字。")
        if not isinstance(left, Term) or left.prefix:
            self.fail("NEAR 之前应当是一个词或引号里的字。")
        self.step()
        right = self.one()
        if not isinstance(right, Term) or right.prefix:
            self.fail(f"NEAR 之后应当是一个词或引号里的字，却遇到了{self._seen()}。")
        return Near(left, right, int(token.value), token.at)

    def _is(self, kind: str, value: str) -> bool:
        return self.token.kind == kind and self.token.value == value

    def _seen(self) -> str:
        return {"end": "句尾", "close": "右括号"}.get(self.token.kind, f"“{self.token.value}”")

    def _expect(self, node: Node | None, otherwise: str) -> Node:
        return node if node is not None else self.fail(otherwise)

    def fail(self, why: str) -> NoReturn:
        raise BadQuery(f"第 {self.token.at + 1} 个字符：{why}", at=self.token.at)
