"""Rows of work, put together here and not by templates: a list has fifty of them, and their words are looked up once.

Every text passes `escape` or `native`; nothing else is put between the marks.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from html import escape

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language, gettext

from ipcity.city.directory.spoken import named, native, said
from ipcity.city.inbox.choices import State
from ipcity.city.inbox.models import Item
from ipcity.city.inbox.queries import SOON_DAYS

ABSENT = "—"


def item_lines(rows: Iterable[tuple[Item, int | None]]) -> SafeString:
    """Rows of a table: kind, what it is, for whom, due day, state; with each the days that are left, None to say nothing."""
    words = _words()
    return mark_safe("".join(_line(item, left, words) for item, left in rows))


def weekday(day: date | None) -> str:
    """2019-11-11 星期一: a due day is also a day of the week."""
    return _weekday(day, get_language() or "") if day else ABSENT


def moment(when: datetime | None) -> str:
    """2026-11-22 16:40 by the city's clock; a dash where there is none."""
    return timezone.localtime(when).strftime("%Y-%m-%d %H:%M") if when else ABSENT


@dataclass(frozen=True)
class _Words:
    kind: str
    whom: str
    due: str
    state: str
    own: str
    overdue: str
    left: str


def _words() -> _Words:
    return _Words(
        gettext("种类"), gettext("办理人"), gettext("期限"), gettext("状态"), gettext("本人"), gettext("已逾期"),
        gettext("剩 %(n)s 天"),
    )  # fmt: skip


@lru_cache(maxsize=1_000)
def _weekday(day: date, language: str) -> str:
    return f"{day.isoformat()} {date_format(day, 'D')}"


def _line(item: Item, left: int | None, words: _Words) -> str:
    whom = native(named(item.unit)) if item.unit else words.own
    return (
        f'<tr><td data-head="{words.kind}" class="ipc-nowrap">{escape(said(item.kind_title))}</td>'
        f'<th scope="row"><a href="{escape(item.address)}">{escape(said(item.title))}</a></th>'
        f'<td data-head="{words.whom}">{whom}</td>'
        f'<td data-head="{words.due}" class="ipc-nowrap">{weekday(item.due_on)}</td>'
        f'<td data-head="{words.state}">{_state(item, left, words)}</td></tr>'
    )


def _state(item: Item, left: int | None, words: _Words) -> str:
    if item.state != State.OPEN:
        at = f' <span class="ipc-3 ipc-nowrap">{moment(item.done_at)}</span>' if item.done_at else ""
        return f'<span class="ipc-status" data-state="off">{item.get_state_display()}</span>{at}'
    if left is None:
        return ABSENT
    if left < 0:
        return f'<span class="ipc-status" data-state="bad">{words.overdue}</span>'
    mark = "warn" if left <= SOON_DAYS else "ok"
    return f'<span class="ipc-status" data-state="{mark}">{words.left % {"n": left}}</span>'
