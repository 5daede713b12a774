"""A long form in steps that one may leave and come back to. A wizard says its fields and what to do at the end.

What is typed is saved at every step, right or wrong; a step is passed when its own fields can be read; nothing happens
in the house before the last confirmation.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from django.contrib.auth.models import User

from ipcity.city.workbench.models import Draft

LONGEST = 2_000  # characters of one field that are kept
Text = Mapping[str, str]


@dataclass(frozen=True)
class Field:
    """`read` gives the plain value and the sentence "what was understood"; it raises ValueError with what to do."""

    name: str
    title: Text
    read: Callable[[str], tuple[object, str]]
    required: bool = False
    help: str = ""
    choices: tuple[tuple[str, Text], ...] = ()
    wide: bool = False


@dataclass(frozen=True)
class Step:
    title: str
    fields: tuple[Field, ...]


@dataclass(frozen=True)
class Shown:
    """A field as the page shows it."""

    field: Field
    words: str
    said: str
    error: str


@dataclass(frozen=True)
class Wizard:
    key: str
    title: str
    steps: tuple[Step, ...]

    def shown(self, step: int, words: Mapping[str, str], *, judged: bool) -> list[Shown]:
        """`judged`: say what is wrong; a form that was not sent yet is not scolded."""
        return [_shown(field, words.get(field.name, ""), judged) for field in self.steps[step].fields]

    def first_fault(self, words: Mapping[str, str]) -> int | None:
        """The first step with a field that cannot be read; None when all can."""
        for at in range(len(self.steps)):
            if any(one.error for one in self.shown(at, words, judged=True)):
                return at
        return None

    def values(self, words: Mapping[str, str]) -> dict[str, object]:
        """Plain values of all fields; only after `first_fault` said None."""
        fields = [field for step in self.steps for field in step.fields]
        return {field.name: field.read(words.get(field.name, ""))[0] for field in fields}


def _shown(field: Field, words: str, judged: bool) -> Shown:
    if not words and not judged:
        return Shown(field, words, "", "")
    try:
        return Shown(field, words, field.read(words)[1], "")
    except ValueError as wrong:
        return Shown(field, words, "", str(wrong) if judged else "")


def draft_of(user: User, wizard: str) -> Draft | None:
    return Draft.objects.filter(user=user, wizard=wizard).first()


def keep(user: User, wizard: Wizard, step: int, typed: Mapping[str, str]) -> Draft:
    """The words of the fields of this wizard, beside those of earlier steps."""
    draft = draft_of(user, wizard.key) or Draft(user=user, wizard=wizard.key)
    names = {field.name for one in wizard.steps for field in one.fields}
    draft.values |= {name: typed[name][:LONGEST] for name in names if name in typed}
    draft.step = step
    draft.save()
    return draft


def forget(user: User, wizard: str) -> None:
    Draft.objects.filter(user=user, wizard=wizard).delete()
