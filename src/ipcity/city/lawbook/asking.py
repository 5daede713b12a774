"""The forms of the calculators: what was typed, what was understood, and where it is wrong. Nothing typed is lost.

A form is asked when its address carries any of its fields; an empty page is no error.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date

from django.utils.translation import gettext

from ipcity.city.lawbook.typed import Typed, typed_day

LONGEST = 200


@dataclass
class Form:
    """`days` and `words` by the name of the field; `errors` by field, "" for the whole form."""

    is_asked: bool
    days: dict[str, Typed] = field(default_factory=dict)
    words: dict[str, str] = field(default_factory=dict)
    errors: dict[str, str] = field(default_factory=dict)

    @property
    def is_ready(self) -> bool:
        return self.is_asked and not self.errors

    @property
    def first_error(self) -> str:
        """The field that gets the focus."""
        return next(iter(self.errors), "")

    def day(self, name: str) -> date | None:
        return self.days[name].day

    def known(self, name: str) -> date:
        """Only of a needed field of a form that is ready."""
        found = self.days[name].day
        if found is None:
            raise LookupError(name)
        return found

    def take_day(self, given: Mapping[str, str], name: str, *, needed: bool, default: str = "") -> None:
        text = (given.get(name) or default)[:LONGEST]
        one = typed_day(text, needed=needed)
        if one.error and (self.is_asked or text.strip()):
            self.errors[name] = one.error
        self.days[name] = one

    def take_word(
        self, given: Mapping[str, str], name: str, allowed: Iterable[str], default: str = ""
    ) -> None:
        text = given.get(name, default)[:LONGEST].strip()
        self.words[name] = text
        if text and text not in allowed:
            self.errors[name] = gettext("“%s”不在可选的范围内。请从列表中选。") % text

    def take_number(self, given: Mapping[str, str], name: str, least: int, most: int) -> None:
        text = given.get(name, "")[:LONGEST].strip()
        self.words[name] = text
        if (self.is_asked or text) and number_of(text, least, most) is None:
            self.errors[name] = gettext("请填写 %(least)d 到 %(most)d 之间的整数。") % {
                "least": least,
                "most": most,
            }


def number_of(text: str, least: int, most: int) -> int | None:
    """Full-width figures are figures too; anything else is None."""
    if not text or len(text) > 6 or not text.isdecimal():
        return None
    return number if least <= (number := int(text)) <= most else None
