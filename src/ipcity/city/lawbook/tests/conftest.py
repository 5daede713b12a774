"""The pages of the law with an operator's folder of their own: a correction in one test is unknown in the next."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from django.test import Client

from ipcity.base.settings import settings as house
from ipcity.law.book import forget

ERRORS = "ipcity.web.middleware.ExplainedErrors"


@pytest.fixture(autouse=True)
def own_law(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Path]:
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    house.cache_clear()
    forget()
    yield tmp_path / "law"
    house.cache_clear()
    forget()


@pytest.fixture
def visitor() -> Client:
    return Client(SERVER_NAME="localhost")
