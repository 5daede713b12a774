"""One browser for all tests of a process. The cast of the tests signs in without a second factor; that administrators must have one: directory, test_forced."""

from __future__ import annotations

import pytest
from django.core.cache import caches

from ipcity.city.portal.tests.serving import browser  # noqa: F401 - a fixture


@pytest.fixture(autouse=True)
def _cast_without_second_factor(settings: pytest.FixtureRequest) -> None:
    settings.SECOND_FACTOR_FOR = frozenset()  # type: ignore[attr-defined]


@pytest.fixture(autouse=True)
def _nothing_kept() -> None:
    """What a test takes back leaves no entry of the trail, so parts of pages would not know that they are old."""
    caches["pages"].clear()
