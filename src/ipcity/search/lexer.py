"""A query cut into tokens, each with its position. Width is folded sign by sign, so positions stay those of the text.

A bracket or an operator counts only where it stands alone; inside a pasted title it is text. A number is one token
with its blanks, where the law can read it or its form is that of an office: ZL 2018 3 0514079.9, US 8,926,509 B2.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ipcity.law import ApplicationNumber, read_application_number

_WIDE = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)} | {0x3000: 0x20, 0x201D: 0x22, 0x201C: 0x22}
_DRESS = r"(?:(?:[专專]利|申[请請]|公[开開]|公告|[注註][册冊]|登[记記]|[标標][准準])[号號]\s*[:是为]?\s*)?"
_OFFICES = "AT|AU|BE|BR|CA|CH|DE|DK|EA|EP|ES|FI|FR|GB|HK|IN|IT|JP|KR|MO|MX|NL|NO|RU|SE|SG|TW|US|WO"
_AFTER = r"(?=[\s),;]|$)"
_TOKEN = re.compile(
    rf"""\s*(?:
      {_DRESS}(?P<number>
          (?i:CN)\s*\d{{7,9}}\s*[A-Za-z]\d?{_AFTER}
        | (?:{_OFFICES})[\s-]*(?:RE|PP|D|H)?\s*\d[\d,/-]{{3,14}}(?:\s\d{{3}}){{0,3}}(?:[\s-]*[A-Z]\d?)?{_AFTER}
        | EP\s\d{{1,3}}(?:\s\d{{3}}){{1,2}}(?:\s*[A-Z]\d?)?{_AFTER}
        | (?:GB|DB\s?\d{{2,4}}|[A-Z]{{2,3}})(?:/[TZ])?\s*\d+(?:\.\d+)*\s*[-—–]\s*(?:19|20)\d\d{_AFTER}
        | (?:GB|DB\s?\d{{2,4}}|T)/[A-Z]{{1,8}}\s*\d+(?:\.\d+)*(?:\s*[-—–]\s*(?:19|20)\d\d)?{_AFTER}
      )
    | {_DRESS}(?P<digits>(?i:(?:ZL|CN)[\s.:]*)*\d[\d\s.·-]{{5,24}}[\dXx]?{_AFTER})
    | (?P<field>[^\W\d][\w./]*)(?:@\s*(?P<day>[^\s=<>:]+))?\s*(?P<sign>>=|<=|[=:<>≥≤])\s*
    | (?P<quote>")
    | (?P<open>\()
    | (?P<close>\))
    | (?P<op>AND|OR|NOT|[与与與且或非])(?=[\s(]|$)
    | (?P<near>(?:NEAR|[邻鄰]?近)/(?P<within>\d{{1,3}}))(?=[\s("]|$)
    | (?P<minus>-)(?=[^\s\d-])
    | (?P<word>[^\s"]+)
    )""",
    re.VERBOSE,
)
_WORD = re.compile(r'[^\s"]+')
_OPERATORS = {"与": "AND", "與": "AND", "且": "AND", "或": "OR", "非": "NOT"}
_SIGNS = {":": "=", "≥": ">=", "≤": "<="}


@dataclass(frozen=True)
class Token:
    """`kind`: word, number, field, quote, open, close, op, near, end. `end` is where the next one may begin."""

    kind: str
    value: str
    at: int
    end: int
    sign: str = "="  # of a field
    day: str = ""  # of a field: 状态@2019-07-12


def half_width(text: str) -> str:
    """Sign by sign, so that positions stay; Chinese quotes become plain ones."""
    return text.translate(_WIDE)


def token_at(text: str, start: int) -> Token:
    """The token of a text (already half width) that begins at or after `start`."""
    found = _TOKEN.match(text, start)
    if not found:
        return Token("end", "", len(text), len(text))
    kind = next(name for name in _KINDS if found[name] is not None)
    value, at = found[kind], found.start(kind)
    if kind == "digits":
        return _digits(text, at, found)
    if kind == "op":
        value = _OPERATORS.get(value, value)
    elif kind == "minus":
        kind, value = "op", "NOT"
    elif kind == "near":
        value = found["within"]
    elif kind == "field":
        sign = _SIGNS.get(found["sign"], found["sign"])
        return Token("field", value, at, found.end(), sign, found["day"] or "")
    return Token(kind, value, at, found.end())


_KINDS = ("number", "digits", "field", "quote", "open", "close", "op", "near", "minus", "word")


def _digits(text: str, at: int, found: re.Match[str]) -> Token:
    """Digits with blanks between are one number if the law reads them so; else the first of them is a word."""
    value = found["digits"].rstrip(" .·-")
    read = read_application_number(value)
    dressed = not value[0].isdigit()
    if isinstance(read, ApplicationNumber) and (read.checked or dressed or len(read.value) >= 12):
        return Token("number", value, at, at + len(value))
    if dressed and not isinstance(read, ApplicationNumber) and read.why == "wrong-check":
        return Token("number", value, at, at + len(value))
    return word_at(text, at)


def word_at(text: str, at: int) -> Token:
    """What stands there read as a word, whatever it looks like: 3:1 in “3:1 传动”."""
    found = _WORD.match(text, at)
    assert found is not None
    return Token("word", found[0], at, found.end())


def closes(text: str, at: int) -> bool:
    """Has the bracket at `at` its other half?"""
    depth = 0
    for char in text[at:]:
        depth += (char == "(") - (char == ")")
        if depth == 0:
            return True
    return False


def until_bracket(token: Token) -> Token:
    """Inside brackets a word ends where its own no longer match: `(a b)` but `(糕点(杏仁))`."""
    depth = 0
    for offset, char in enumerate(token.value):
        depth += (char == "(") - (char == ")")
        if depth < 0:
            return Token("word", token.value[:offset], token.at, token.at + offset)
    return token
