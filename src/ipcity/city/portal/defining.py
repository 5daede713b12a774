"""The form of an industry's definition: one rule a line, classes and words told apart by a stroke.

`B63 E02B17/00` asks for one of the classes; `| 船舶 海工` for one of the words; `E21B | 海上 水下` for both.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from django.http import QueryDict

from ipcity.records.industries import Industry, Rule, definitions, history

LONGEST = 4_000
_GAP = re.compile(r"[\s，,、；;]+")


@dataclass(frozen=True)
class Draft:
    """What stands in the fields. `seen`: the number of the version that the person looked at; −1 for none."""

    key: str = ""
    zh: str = ""
    en: str = ""
    written: str = ""
    rules: str = ""
    without: str = ""
    document: str = ""
    clause: str = ""
    phrase: str = ""
    on: str = ""
    reason: str = ""
    retired: bool = False
    seen: int = -1

    def plain(self) -> dict[str, Any]:
        """As a definition is written; `records.industries` judges it."""
        names = {"zh": self.zh, "en": self.en or self.zh}
        source = {
            "document": self.document,
            "clause": self.clause,
            "phrase": self.phrase,
            "on": self.on or None,
        }
        return {
            "name": names,
            "written": _several(self.written),
            "source": source,
            "rules": [_rule(line) for line in self.rules.splitlines() if line.strip()],
            "without": _rule(self.without),
            "retired": self.retired,
        }


def read_draft(given: QueryDict) -> Draft:
    text = {name: given.get(name, "").strip()[:LONGEST] for name in _FIELDS}
    seen = given.get("seen", "")
    return Draft(
        **text, retired=given.get("retired") == "1", seen=int(seen) if re.fullmatch(r"\d{1,6}", seen) else -1
    )


_FIELDS = ("key", "zh", "en", "written", "rules", "without", "document", "clause", "phrase", "on", "reason")


def draft_of(key: str) -> Draft:
    """The definition in use as text; empty for a new one."""
    if not key:
        return Draft()
    one: Industry = definitions()[key]
    return Draft(
        key=key, zh=one.name["zh"], en=one.name.get("en", ""), written="、".join(one.written),
        rules="\n".join(map(_line, one.rules)), without=_line(one.without), document=one.source.document,
        clause=one.source.clause, phrase=one.source.phrase, on=str(one.source.on or ""), seen=history(key)[-1].number,
    )  # fmt: skip


def _line(rule: Rule) -> str:
    classes, words = " ".join(rule.classes), " ".join(rule.words)
    return f"{classes} | {words}".strip() if words else classes


def _rule(line: str) -> dict[str, list[str]]:
    classes, _, words = line.replace("｜", "|").partition("|")
    return {"classes": _several(classes), "words": _several(words)}


def _several(text: str) -> list[str]:
    return [one for one in _GAP.split(text) if one]
