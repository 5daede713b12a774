"""Rows of work put together without templates: every text is escaped, and a due day says how near it is."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from django.utils import translation

from ipcity.city.directory.models import Unit
from ipcity.city.inbox.models import Item
from ipcity.city.workbench.lines import item_lines

EVIL = {"zh": "<b>\"'&渔", "en": "<b>\"'&fish"}


def item(**more: object) -> Item:
    return Item(
        **(
            {"kind": "check", "kind_title": EVIL, "title": EVIL, "address": '/x?a=1&"b', "state": "open"}
            | more
        )
    )


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_every_text_is_escaped(language: str) -> None:
    rows = [(item(), 3), (item(unit=Unit(name="<i>市"), due_on=date(2019, 11, 11)), None)]
    with translation.override(language):
        shown = item_lines(rows)
    assert "<b>" not in shown and "<i>" not in shown and 'href="/x?a=1&amp;&quot;b"' in shown
    assert ("2019-11-11 Mon" in shown) == (language == "en") and ("2019-11-11 星期一" in shown) == (
        language != "en"
    )


@pytest.mark.parametrize(
    ("left", "state", "words"),
    [(-1, "bad", "已逾期"), (0, "warn", "剩 0 天"), (7, "warn", "剩 7 天"), (8, "ok", "剩 8 天")],
)
def test_how_near_it_is(left: int, state: str, words: str) -> None:
    with translation.override("zh-hans"):
        assert f'data-state="{state}">{words}<' in item_lines([(item(), left)])


def test_what_is_done_says_when() -> None:
    done = item(state="done", done_at=datetime(2019, 11, 11, 8, 5, tzinfo=UTC))
    with translation.override("zh-hans"):
        shown = item_lines([(done, -3)])
    assert 'data-state="off"' in shown and "2019-11-11 16:05" in shown and "已逾期" not in shown
