"""Words, figures and marks for templates. Every filter is a thin name for a function of the portal."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from django import template
from django.utils import timezone
from django.utils.safestring import SafeString

from ipcity.city.directory.spoken import its_lang, named, native, said
from ipcity.city.portal import classes, kept, organisations, parties, places, words, written
from ipcity.city.portal import house as facts
from ipcity.records import HOLDING_ROLES

register = template.Library()

register.filter("said", said)
register.filter("figure", written.figure)
register.filter("signed", written.signed)
register.filter("day", written.day)
register.filter("application_number", written.application_number)
register.filter("class_symbol", written.class_symbol)
register.filter("phrases", written.phrases)
register.filter("native", native)
register.filter("its_lang", its_lang)
register.filter("named", named)
register.filter("status_word", words.status_word)
register.filter("source_word", words.source_word)
register.filter("status_mark", words.status_mark)
register.filter("event_word", words.event_word)
register.filter("area", words.place_word)
register.filter("organisation_page", organisations.address_of)
register.filter("class_page", classes.address_of)


@register.simple_tag(takes_context=True)
def house(context: template.Context) -> facts.House:
    """Facts of the frame (doors, versions, the city), gathered once a request."""
    return facts.house_of(context.get("request"))


@register.simple_tag
def part(template_name: str, **words: Any) -> SafeString:
    """A part of the frame that these words and the language make: put together once."""
    return kept.part(template_name, **words)


@register.simple_tag
def doors() -> tuple[facts.Door, ...]:
    return facts.doors()


@register.simple_tag
def sheets() -> tuple[str, ...]:
    return tuple(f"ipcity/{name}.css" for name in facts.SHEETS)


@register.filter
def iso(when: str | date | None) -> str:
    if not when:
        return written.ABSENT
    return when.isoformat() if isinstance(when, date) else when


@register.filter
def minute(moment: str) -> str:
    """2019-10-11T14:40:03+00:00 → 2019-10-11 22:40, by the clock of the city."""
    try:
        at = datetime.fromisoformat(str(moment))
    except ValueError:
        return str(moment)
    return f"{timezone.localtime(at) if timezone.is_aware(at) else at:%Y-%m-%d %H:%M}"


@register.simple_tag
def marked(text: str, spans: list[tuple[int, int]]) -> SafeString:
    return written.marked(text, spans)


@register.simple_tag
def place(one: Any) -> str:
    """Where a hit or a party is."""
    return words.place_word(one.area, one.zone)


@register.simple_tag
def party_page(party: Any) -> str:
    """The page of a party as holder of rights; agencies, inventors and natural persons have none."""
    held = party.role in HOLDING_ROLES and not party.natural
    return organisations.address_of(party.name) if held else ""


@register.simple_tag
def party_card(organisation: Any) -> parties.Party:
    """The card of an organisation of the directory."""
    verified = organisation.verified_at is not None
    return parties.party_of(organisation.name, credit_code=organisation.credit_code, verified=verified)


@register.simple_tag
def place_page(one: Any) -> str:
    """The page of where a hit or a party is: of the zone, where there is one."""
    return places.address_of(one.area, one.zone)


@register.simple_tag
def word(table: str, code: str) -> str:
    """`{% word "ROLES" party.role %}`: the word for a code; an unknown code is shown as it is."""
    known: dict[str, words.Word] = getattr(words, table)
    return str(known.get(code, code))


@register.simple_tag
def times(part: float, whole: float, size: float = 100) -> str:
    """part / whole × size, for lengths in drawings."""
    return f"{size * part / whole:.2f}" if whole else "0"


@register.simple_tag
def unit_name(unit: Any) -> SafeString:
    """市市场监管局 and, in grey, 原市知识产权局."""
    return written.unit_name(unit)


@register.simple_tag
def unit_note(unit: Any) -> str:
    return said({"zh": unit.note, "en": unit.note_en or unit.note})
