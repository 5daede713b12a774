"""What all may see, put together once and shown until something changes.

A part of a page is known by all it depends on: the language, the version of the data and of the index, the minute, and
the last entry of the trail, which every change of the work plane leaves in the same transaction. It is put together
without the request, so nothing of the person who happened to ask first can be in it.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any, TypeVar

from django.core.cache import caches
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from ipcity.base.errors import IpcityError
from ipcity.city.portal import engine
from ipcity.city.trail.queries import head

Made = TypeVar("Made")
_SECONDS = 60
_PAGES = "pages"  # in the memory of this process: what it loses is put together again


def kept(template: str, about: str, context: Callable[[], dict[str, Any]]) -> SafeString:
    """`template` with `context`, which is asked for only where the part is not at hand. `about` tells parts of one
    template from each other, such as the plan shown."""
    made: str = kept_as(f"{template}:{about}", lambda: str(render_to_string(template, context())))
    return mark_safe(made)


def kept_as(name: str, make: Callable[[], Made]) -> Made:
    """The same for whatever is not None and can be pickled."""
    key = ":".join((name, get_language() or "", *_state()))
    made: Made | None = caches[_PAGES].get(key)
    if made is None:
        made = make()
        caches[_PAGES].set(key, made, _SECONDS)
    return made


def part(template: str, **words: Any) -> SafeString:
    """A part of the frame that is made of these words and the language alone: put together once for each of them."""
    return _part(template, get_language() or "", tuple(sorted(words.items())))


@lru_cache(maxsize=200)
def _part(template: str, language: str, words: tuple[tuple[str, Any], ...]) -> SafeString:
    return mark_safe(render_to_string(template, dict(words)))


def _state() -> tuple[str, ...]:
    try:
        searched = str(engine.index().lake_version)
    except IpcityError:  # the frame of error pages asks as well: it must not fail
        searched = ""
    minute = timezone.localtime().strftime("%Y%m%d%H%M")
    return str(engine.loaded().version), searched, minute, head()
