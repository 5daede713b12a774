"""One row of a register, entered by hand in steps: the same columns, readers, checks and shelf as the spreadsheets."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.utils.translation import gettext

from ipcity.city.directory.spoken import said
from ipcity.city.registers.declaration import Column, Kind, Plain, Register, Row
from ipcity.city.registers.values import Wrong, read
from ipcity.city.workbench.wizard import Field, Step, Wizard

STEP = 4  # fields of a step


def wizard_of(register: Register) -> Wizard:
    """First what names the row, then what it says, a few at a time."""
    names = [column for column in register.columns if column.name in register.key]
    others = [column for column in register.columns if column.name not in register.key]
    steps = [Step(gettext("是哪一条"), tuple(map(_field, names)))]
    parts = [others[at : at + STEP] for at in range(0, len(others), STEP)]
    for number, part in enumerate(parts):
        title = gettext("内容") if number == 0 else gettext("来源与说明")
        steps.append(Step(title, tuple(map(_field, part))))
    return Wizard(f"row:{register.code}", said(register.title), tuple(steps))


def faults(register: Register, row: Row) -> dict[str, str]:
    """What the register says of the row as a whole, by column; the empty name for the row itself."""
    found = register.shelf.check([row]).get(0, [])
    return {fault.column: fault.sentence for fault in found}


def before(register: Register, row: Row) -> Row | None:
    """The row that is there now under the same key."""
    key = tuple(str(row[name] if row[name] is not None else "") for name in register.key)
    return register.shelf.known([key]).get(key)


def _field(column: Column) -> Field:
    help_text = said(column.help) if column.help else ""
    if column.example:
        example = gettext("例如 %(example)s") % {"example": column.example}
        help_text = "；".join(filter(None, (help_text, example)))
    choices: tuple[tuple[str, Mapping[str, str]], ...] = ()
    if column.kind == Kind.CHOICE:
        choices = tuple((column.choices or {}).items())
    elif column.kind == Kind.YES_NO:
        choices = (("是", {"zh": "是", "en": "Yes"}), ("否", {"zh": "否", "en": "No"}))
    return Field(
        column.name, column.title, partial(_read, column), column.required, help_text, choices,
        wide=column.kind == Kind.ADDRESS or (column.longest >= 300 and column.kind == Kind.TEXT),
    )  # fmt: skip


def _read(column: Column, words: str) -> tuple[Plain, str]:
    try:
        value = read(column, words)
    except Wrong as wrong:
        raise ValueError(str(wrong)) from None
    return value, _understood(column, words, value)


def _understood(column: Column, words: str, value: Plain) -> str:
    """Said only where it differs from what was written."""
    if value is None or str(value) == words.strip() or column.kind in (Kind.CHOICE, Kind.YES_NO):
        return ""
    return gettext("读作 %(value)s") % {"value": value}
