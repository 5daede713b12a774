"""Parts of pages that are kept: put together anew as soon as anything they show may be another."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.utils import translation

from ipcity.city.portal import engine
from ipcity.city.portal.kept import kept, part
from ipcity.city.trail.actions import record

TEMPLATE = "ipc/status.html"
pytestmark = pytest.mark.django_db


@pytest.fixture
def asked() -> list[int]:
    return []


@pytest.fixture
def make(asked: list[int]) -> Callable[[], dict[str, Any]]:
    def context() -> dict[str, Any]:
        asked.append(1)
        return {"state": "ok", "text": f"第 {len(asked)} 次"}

    return context


def test_put_together_once_until_the_trail_grows(make, asked) -> None:
    assert kept(TEMPLATE, "a", make) == kept(TEMPLATE, "a", make)
    assert len(asked) == 1
    record("plan.imported", subject="plan:1", actor="user:1")
    assert "第 2 次" in kept(TEMPLATE, "a", make)


def test_each_thing_and_each_language_has_its_own(make, asked) -> None:
    kept(TEMPLATE, "a", make)
    kept(TEMPLATE, "b", make)
    with translation.override("en"):
        kept(TEMPLATE, "a", make)
    assert len(asked) == 3


def test_another_version_of_the_data_is_another_part(make, asked, monkeypatch) -> None:
    kept(TEMPLATE, "a", make)
    monkeypatch.setattr(engine, "loaded", lambda: engine.Loaded(version=7))
    kept(TEMPLATE, "a", make)
    assert len(asked) == 2


def test_a_part_of_the_frame_is_told_apart_by_its_words() -> None:
    first, second = (part(TEMPLATE, state="ok", text=word) for word in ("甲", "乙"))
    assert "甲" in first and "乙" in second and part(TEMPLATE, state="ok", text="甲") is first
