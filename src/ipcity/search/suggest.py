"""What a person may be about to type: holders, words, places, classes, numbers, fields. Fast enough for every key.

`suggest(index, text)` completes the last piece of the text; `Suggestion.query` is the whole text with it.
"""

from __future__ import annotations

import re

import msgspec

from ipcity.base.text import fold
from ipcity.search.fields import field_named, fields
from ipcity.search.forms import plain_number
from ipcity.search.lexer import half_width
from ipcity.search.local import LocalIndex
from ipcity.search.placenames import place_names, spelled_places
from ipcity.search.script import simplified

MOST = 10
_EACH = 4  # of one sort, so that every sort has its place
_LAST = re.compile(r'(?P<head>.*?)(?P<field>[^\W\d][\w./]*=)?(?P<stem>[^\s="()]*)$', re.DOTALL)


class Suggestion(msgspec.Struct, frozen=True, kw_only=True):
    """`sort`: holder, word, place, class, number, field or value; `count` records, where that is known."""

    text: str
    sort: str
    query: str
    count: int | None = None


def suggest(index: LocalIndex, text: str, most: int = MOST) -> list[Suggestion]:
    """Completions of the last piece, at most `most`; none for an empty one or within quotes."""
    found = _LAST.match(half_width(text))
    if not found or not found["stem"] or text.count('"') % 2:
        return []
    stem = simplified(fold(found["stem"]))
    name = field_named(found["field"][:-1]) if found["field"] else None
    ways = _of_field(index, name, stem) if name else _anywhere(index, stem)
    head = found["head"] + (found["field"] or "")
    made = [
        Suggestion(text=word, sort=sort, query=head + _quoted(written), count=count)
        for word, sort, written, count in ways
    ]
    return list({one.query: one for one in made}.values())[:most]


Way = tuple[str, str, str, int | None]  # shown, sort, written into the query, records


def _anywhere(index: LocalIndex, stem: str) -> list[Way]:
    numbers = _numbers(index, stem)
    if numbers:
        return numbers
    return [
        *_places(stem),
        *_holders(index, stem),
        *_words(index, stem),
        *_classes(index, stem),
        *_fields(stem),
    ]


def _of_field(index: LocalIndex, name: str, stem: str) -> list[Way]:
    entry = fields()[name]
    match entry["type"]:
        case "text" if entry["fields"] == ["name"]:
            return _holders(index, stem, 10)
        case "text":
            return _words(index, stem, 10)
        case "place":
            return _places(stem, 10)
        case "class":
            return _classes(index, stem, tuple(entry["schemes"]))
        case "number":
            return _numbers(index, stem)
        case "exact" | "state":
            return [(word, "value", word, None) for word in entry["values"] if word.lower().startswith(stem)]
    return []


def _holders(index: LocalIndex, stem: str, most: int = _EACH) -> list[Way]:
    """By the core of the name, its pinyin or initials, or the whole name."""
    if len(stem) < 2:
        return []
    found = {name: count for _, name, count in index.lexicon.names_by_key(stem, 500)}
    found |= dict(index.lexicon.holders_beginning(stem))
    first = sorted(found.items(), key=lambda pair: (-pair[1], pair[0]))[:most]
    return [(name, "holder", name, count) for name, count in first]


def _words(index: LocalIndex, stem: str, most: int = _EACH) -> list[Way]:
    if not any(map(str.isalnum, stem)):
        return []
    words = index.lexicon.vocabulary
    found = words.beginning(stem, most)
    if not found and stem.isascii() and len(stem) > 3:
        found = [(word, words.words[word]) for word in words.spelled_beginning(stem)[:most]]
    return [(word, "word", word, count) for word, count in found]


def _places(stem: str, most: int = _EACH) -> list[Way]:
    if stem.isascii():
        spelled = spelled_places().items() if len(stem) > 2 else ()
        found = [name for letters, names in spelled if letters.startswith(stem) for name in names]
    else:
        found = [name for name in place_names() if name.startswith(stem) and name != stem]
    shortest = sorted(dict.fromkeys(found), key=lambda name: (len(name), name))[:most]
    return [(name, "place", name, None) for name in shortest]


def _classes(index: LocalIndex, stem: str, schemes: tuple[str, ...] = ("ipc", "cpc")) -> list[Way]:
    if not re.fullmatch(r"[a-hy]\d{1,2}[a-z]?[\d/]*|\d{1,2}(-\d{0,2})?", stem):
        return []
    found = [
        (term.split(":")[1], count)
        for scheme in schemes
        for term, count in index.lexicon.terms("classes", f"{scheme}:{stem.upper()}", 400)
    ]
    nearest = sorted(found, key=lambda pair: (len(pair[0]), -pair[1]))[:_EACH]
    return [(symbol, "class", symbol, count) for symbol, count in nearest]


def _numbers(index: LocalIndex, stem: str) -> list[Way]:
    plain = plain_number(stem)
    if sum(map(str.isdigit, plain)) < 5 or not re.fullmatch(r"[a-z]{0,4}[\d/.x-]+[a-z]?\d?", plain):
        return []
    found = index.lexicon.terms("number", plain, 200)
    longest = sorted(found, key=lambda pair: (-len(pair[0]), pair[0]))[:_EACH]
    return [(number.upper(), "number", number.upper(), count) for number, count in longest]


def _fields(stem: str) -> list[Way]:
    written = [alias for name, entry in fields().items() for alias in (name, *entry["written"])]
    begun = [alias for alias in written if alias.lower().startswith(stem) and alias != stem]
    return [(f"{alias}=", "field", f"{alias}=", None) for alias in begun[:2]]


def _quoted(written: str) -> str:
    return f'"{written}"' if re.search(r"[\s()（）]", written) else written
