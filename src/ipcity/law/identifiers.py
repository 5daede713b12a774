"""What a number is: all kinds of IP numbers, their normal form, and whether their check character is right.

A number may have several readings (eight digits may be an old patent application, a trademark or a variety); all are
given, the likeliest first. Patterns marked MEMORY warn and never reject.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from ipcity.law.answers import Said
from ipcity.law.book import complete_to, names, page, remembered, version
from ipcity.law.checks import CHECKS
from ipcity.law.documents import stage_of
from ipcity.law.numbers import ApplicationNumber, Unreadable, is_damaged, read_application_number
from ipcity.law.pages import Identifier, shaped

_FOLDER = "cn/identifiers/"
_APPLICATION = "cn/patent/application_number"
_DOCUMENTS = "cn/patent/document_kinds"
_PUBLICATION = re.compile(r"^(?:CN)?\s*(\d{7,9})\s*([A-Z])(\d)?$")
RIGHT, WRONG, ABSENT, NONE = "right", "wrong", "absent", "none"


@dataclass(frozen=True)
class Reading:
    """`check`: right, wrong, absent (the digit was not written) or none (this kind of number has no check)."""

    kind: str
    identifies: str
    normal: str
    check: str
    mark: str
    rule: str
    order: int
    parts: dict[str, str] = field(default_factory=dict)
    expected: str = ""
    notes: tuple[Said, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        return {
            "kind": self.kind,
            "identifies": self.identifies,
            "normal": self.normal,
            "check": self.check,
            "expected": self.expected or None,
            "mark": self.mark,
            "rule": self.rule,
            "parts": self.parts,
            "notes": [note.as_dict() for note in self.notes],
        }


@dataclass(frozen=True)
class Identified:
    """`readings` likeliest first; empty with its reason in `why`: damaged (by a spreadsheet) or no-form."""

    text: str
    readings: tuple[Reading, ...]
    why: str = ""

    def as_dict(self) -> dict[str, Any]:
        first = self.readings[0].as_dict() if self.readings else {"kind": None, "normal": None, "check": None}
        return {
            "text": self.text,
            **first,
            "why": self.why or None,
            "ambiguous": len(self.readings) > 1,
            "others": [one.as_dict() for one in self.readings[1:]],
            "version": version(),
            "complete_to": complete_to().isoformat(),
        }


def identify(text: str, *, on: date | None = None) -> Identified:
    """All readings of a text; `on` is the publication day, which decides what a kind letter means."""
    if is_damaged(text):
        return Identified(text, (), "damaged")
    plain = unicodedata.normalize("NFKC", text).strip().upper()
    readings = [*_application(plain), *_publication(plain, on), *_by_pages(plain)]
    readings.sort(key=lambda one: (one.check == WRONG, one.check != RIGHT, one.order))
    return Identified(text, tuple(readings), "" if readings else "no-form")


def _application(plain: str) -> list[Reading]:
    found = read_application_number(plain)
    if isinstance(found, Unreadable):
        if found.why != "wrong-check":
            return []
        note = Said(
            f"校验位不对，应为 {found.expected}。请核对各位数字。",
            f"The check digit is wrong; expected {found.expected}.",
        )
        return [_patent(plain, "", WRONG, {}, found.expected, (note,))]
    digits = found.value
    bare = digits[:12] if len(digits) > 9 else digits[:8]
    normal = f"{bare}.{digits[-1]}" if found.checked else bare
    old = len(bare) == 8 and 1985 <= found.year <= 1988
    notes = [_dressed(plain, normal)] if plain.startswith("ZL") else []
    if old:
        notes.append(
            Said("1985 至 1988 年的号码没有校验位。", "Numbers of 1985 to 1988 carried no check digit.")
        )
    check = RIGHT if found.checked else (NONE if old else ABSENT)
    return [_patent(normal, found.right_type, check, _parts_of(found), "", tuple(notes))]


def _dressed(plain: str, normal: str) -> Said:
    return Said(f"ZL 表示已授权：专利号 ZL {normal}。", f"ZL marks a granted patent: ZL {normal}.")


def _parts_of(found: ApplicationNumber) -> dict[str, str]:
    return {"year": str(found.year), "right_type": found.right_type, "route": found.route}


def _patent(
    normal: str, right: str, check: str, parts: dict[str, str], expected: str, notes: tuple[Said, ...]
) -> Reading:
    order = 5 if len(normal) > 9 else 50
    return Reading(
        "patent_application",
        right or "patent",
        normal,
        check,
        "VERIFIED",
        _APPLICATION,
        order,
        parts,
        expected,
        notes,
    )


def _publication(plain: str, on: date | None) -> list[Reading]:
    if not (found := _PUBLICATION.match(plain)):
        return []
    digits, letter, level = found[1], found[2], found[3] or ""
    if len(digits) == 8 and not "85" <= digits[:2] <= "88":
        return []  # eight digits were used from 1985 to 1988 only
    normal = f"CN{digits}{letter}{level}"
    periods = page(_DOCUMENTS)["letters"].get(letter, ())
    if not periods:
        return []
    if on is not None:
        stage = stage_of(normal, on)
        if stage is None:
            note = Said(
                f"{on} 没有使用字母 {letter}，号码与日期不符。",
                f"The letter {letter} was not in use on {on}.",
            )
            return [_document(normal, "", {}, (note,))]
        return [_document(normal, stage.right_type, {"stage": stage.stage, "letter": letter}, ())]
    meanings = "；".join(f"{one['from']} 至 {one.get('to', '现在')} {one['stage']}" for one in periods)
    note = Said(
        f"字母 {letter} 的含义随日期而变：{meanings}。请给出公布日。",
        f"What {letter} means depends on the day: {meanings}.",
    )
    return [_document(normal, periods[0]["right_type"], {"letter": letter}, (note,))]


def _document(normal: str, right: str, parts: dict[str, str], notes: tuple[Said, ...]) -> Reading:
    order = 15 if normal[2:-1].isdigit() else 25
    return Reading(
        "patent_document", right or "patent", normal, NONE, "MEMORY", _DOCUMENTS, order, parts, "", notes
    )


def _by_pages(plain: str) -> list[Reading]:
    made = []
    for name, form, pattern in _forms():
        bare = re.sub(form.strip, "", plain) if form.strip else plain
        if found := pattern.fullmatch(bare):
            made.append(_reading(name, form, found))
    return made


def _reading(name: str, form: Identifier, found: re.Match[str]) -> Reading:
    parts = {key: value for key, value in found.groupdict().items() if value}
    expected = CHECKS[form.check](parts["body"]) if form.check else ""
    check = NONE if not form.check else (RIGHT if parts["check"] == expected else WRONG)
    notes = [Said(form.note.zh, form.note.en)] if form.note else []
    if check == WRONG:
        notes.append(
            Said(
                f"校验码不对，应为 {expected}。请核对。",
                f"The check character is wrong; expected {expected}.",
            )
        )
    return Reading(
        kind=name.removeprefix(_FOLDER),
        identifies=form.identifies,
        normal=form.normal.format(**{key: value or "" for key, value in found.groupdict().items()}),
        check=check,
        mark=form.mark,
        rule=name,
        order=form.order,
        parts=parts,
        expected=expected if check == WRONG else "",
        notes=tuple(notes),
    )


@remembered
def _forms() -> tuple[tuple[str, Identifier, re.Pattern[str]], ...]:
    forms = [(name, shaped(page(name), Identifier)) for name in names() if name.startswith(_FOLDER)]
    return tuple((name, form, re.compile(form.pattern)) for name, form in forms)
