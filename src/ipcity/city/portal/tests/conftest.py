"""A small city for the pages: every ninth right of the sample city, its plan, its index; made once a run."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest
from django.test import Client

from ipcity.base.settings import settings as house
from ipcity.city.directory.actions import load_units
from ipcity.city.plan.actions import import_plan
from ipcity.city.plan.models import Plan
from ipcity.city.portal.tests.serving import served  # noqa: F401 - a fixture
from ipcity.documents import read_text
from ipcity.lake import open_lake
from ipcity.search import update_index
from ipcity.sources import load_paths
from ipcity.sources.sample_city import generate

EVERY = 9
ERRORS = "ipcity.web.middleware.ExplainedErrors"


@pytest.fixture(scope="session")
def loaded_home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with lake and index; the tests only read it."""
    home = tmp_path_factory.mktemp("portal")
    made = generate(home / "sample")
    rights = home / "sample" / "rights.jsonl"
    lines = (made.folder / "rights.jsonl").read_text(encoding="utf-8").splitlines(keepends=True)
    rights.write_text("".join(lines[::EVERY]), encoding="utf-8")
    lake = open_lake(home / "lake")
    load_paths(lake, [rights])
    update_index(lake, home / "index")
    return home


@pytest.fixture
def city(loaded_home: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Plan]:
    """An installation with data and the sample plan."""
    monkeypatch.setenv("IPCITY_HOME", str(loaded_home))
    house.cache_clear()
    load_units()
    text = read_text(loaded_home / "sample" / "plan.txt")
    yield import_plan(text, realm="sample", slug="sample", as_of=date(2019, 9, 30)).plan
    house.cache_clear()


@pytest.fixture
def empty_city(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, db: None) -> Iterator[Path]:
    """An installation in which nothing was loaded yet."""
    monkeypatch.setenv("IPCITY_HOME", str(tmp_path))
    house.cache_clear()
    yield tmp_path
    house.cache_clear()


@pytest.fixture
def visitor(settings: pytest.FixtureRequest) -> Client:
    """A person who has not signed in."""
    if ERRORS not in settings.MIDDLEWARE:  # type: ignore[attr-defined]
        settings.MIDDLEWARE = [*settings.MIDDLEWARE, ERRORS]  # type: ignore[attr-defined]
    return Client(SERVER_NAME="localhost")
