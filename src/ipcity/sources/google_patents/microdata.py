"""The marked-up facts of a page (HTML microdata): scopes with their properties, in the order of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser

_VOID = {"meta", "link", "br", "img", "input", "hr", "area", "base", "col", "embed", "source", "track", "wbr"}
_LEFT_OUT = {"script", "style"}
_BLOCKS = {"p", "div", "li", "tr", "br", "claim", "h1", "h2"}
DEEPEST = 400


@dataclass
class Scope:
    """`values[name]`: texts; `scopes[name]`: the scopes inside of that name; `langs[name]`: the language of the text."""

    values: dict[str, list[str]] = field(default_factory=dict)
    scopes: dict[str, list[Scope]] = field(default_factory=dict)
    langs: dict[str, str] = field(default_factory=dict)
    claims: list[str] = field(default_factory=list)

    def first(self, name: str) -> str:
        return next(iter(self.values.get(name, [])), "")


@dataclass
class _Open:
    tag: str
    name: str = ""
    scope: Scope | None = None
    given: str = ""
    is_claim: bool = False
    text: list[str] = field(default_factory=list)


def microdata(page: str) -> Scope:
    """Of any page, however broken: what is marked up and can be seen."""
    parser = _Parser()
    parser.feed(page)
    parser.close()
    return parser.root


class _Parser(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.root = Scope()
        self._open: list[_Open] = []
        self._left_out = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _LEFT_OUT:
            self._left_out += tag not in _VOID
            return
        given = {name: value or "" for name, value in attrs}
        self._note_language(given)
        one = _Open(tag, given.get("itemprop", ""), given=given.get("datetime") or given.get("content") or "")
        one.is_claim = given.get("class") == "claim" and "num" in given
        if one.name and "itemscope" in given:
            one.scope = Scope()
            self._scope().scopes.setdefault(one.name, []).append(one.scope)
        if tag in _BLOCKS:
            self._add("\n")
        if tag in _VOID:
            self._close(one)
        elif len(self._open) < DEEPEST:
            self._open.append(one)

    def handle_endtag(self, tag: str) -> None:
        if tag in _LEFT_OUT:
            self._left_out = max(0, self._left_out - 1)
            return
        if tag not in {one.tag for one in self._open}:
            return
        while self._open:
            one = self._open.pop()
            self._close(one)
            if one.tag == tag:
                return

    def handle_data(self, data: str) -> None:
        if not self._left_out:
            self._add(data)

    def _add(self, text: str) -> None:
        for one in self._open:
            if (one.name and one.scope is None) or one.is_claim:
                one.text.append(text)

    def _close(self, one: _Open) -> None:
        text = one.given or "\n".join(filter(None, (line.strip() for line in "".join(one.text).split("\n"))))
        if one.is_claim and text:
            self._scope().claims.append(text)
        if one.name and one.scope is None and text:
            self._scope().values.setdefault(one.name, []).append(text)

    def _scope(self) -> Scope:
        return next((one.scope for one in reversed(self._open) if one.scope is not None), self.root)

    def _note_language(self, given: dict[str, str]) -> None:
        inside = next((one.name for one in reversed(self._open) if one.name and one.scope is None), "")
        if inside and given.get("lang"):
            self._scope().langs.setdefault(inside, given["lang"].lower())
