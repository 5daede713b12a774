"""An operator's own folder for a test, and the book read anew before and after."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from ipcity.base.settings import settings
from ipcity.law.book import forget


@pytest.fixture
def own_home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    settings.cache_clear()
    forget()
    yield tmp_path / "law"
    monkeypatch.undo()
    settings.cache_clear()
    forget()
