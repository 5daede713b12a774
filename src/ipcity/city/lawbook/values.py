"""Values of the book in words: 900 元, 1—3 → 900, 12 个月. A value that ceased says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from decimal import Decimal
from typing import Any

from django.utils.translation import get_language, gettext

from ipcity.city.lawbook.words import in_language, word
from ipcity.law.answers import plain
from ipcity.law.pages import Span
from ipcity.law.spans import said_span


def shown_value(value: Any, unit: str) -> str:
    """One line; brackets are counted, not listed."""
    if value is None:
        return gettext("不再适用")
    if isinstance(value, Sequence) and not isinstance(value, str):
        return gettext("按档（%d 档）") % len(value)
    return shown_number(value, unit)


def shown_number(value: Any, unit: str) -> str:
    text = value if isinstance(value, str) else _grouped(Decimal(str(value)))
    name = word("units", unit)
    return f"{text}{'' if name in ('', '%') else ' '}{name}"


def _grouped(number: Decimal) -> str:
    text = plain(number)
    whole, _, rest = text.partition(".")
    return f"{int(whole):,}" + (f".{rest}" if rest else "")


def brackets(value: Any, unit: str) -> list[tuple[str, str]]:
    """(1—3, 900 元) of each bracket; empty where there are none."""
    if not isinstance(value, list):
        return []
    return [(_range(int(one["from"]), int(one["to"])), shown_number(one["value"], unit)) for one in value]


def _range(first: int, last: int) -> str:
    if last >= 9999:
        return gettext("%d 起") % first
    return str(first) if first == last else f"{first}—{last}"


def shown_span(span: Span | None) -> str:
    if span is None:
        return ""
    zh, en = said_span(span)
    return en if (get_language() or "zh").startswith("en") else zh


def flat(node: Any) -> str:
    """An entry of a list in one line, for reading: its words in the reader's language, the rest as name and value."""
    if isinstance(node, Mapping):
        if "zh" in node and set(node) <= {"zh", "en"}:
            return in_language(node)
        parts = [in_language(node)] if "zh" in node else []
        parts += [
            f"{word('asked', str(key))}: {flat(value)}"
            for key, value in node.items()
            if key not in ("zh", "en", "mark")
        ]
        return gettext("；").join(part for part in parts if part)
    if isinstance(node, list | tuple):
        return gettext("、").join(flat(one) for one in node)
    return str(node)
