"""A query cut into the pieces that a person wrote side by side, each to be left out or put right by itself."""

from __future__ import annotations

from dataclasses import dataclass

from ipcity.search.fields import field_named
from ipcity.search.lexer import half_width, token_at, word_at


@dataclass(frozen=True)
class Piece:
    """`text` as written, from `begin` to `end`; `bare`: a word without field, star or quotes."""

    text: str
    begin: int
    end: int
    bare: bool


def pieces(query: str) -> list[Piece]:
    """Empty where the query is more than words and conditions side by side: with operators or brackets."""
    text, found, at = half_width(query), [], 0
    while (token := token_at(text, at)).kind != "end":
        begin = token.at
        if token.kind == "field" and field_named(token.value) is None:
            token = word_at(text, token.at)
        bare = token.kind == "word"
        if token.kind == "field":
            token = token_at(text, token.end)
        end = token.end
        if token.kind == "quote":
            end = text.find('"', token.end) + 1
        elif token.kind not in ("word", "number"):
            return []
        if end <= begin:
            return []
        found.append(Piece(text[begin:end], begin, end, bare and not token.value.endswith("*")))
        at = end
    return found


def joined(parts: list[str]) -> str:
    return " ".join(parts)
