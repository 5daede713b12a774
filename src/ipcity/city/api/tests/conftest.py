"""The small city of the pages, and a person with a token."""

from __future__ import annotations

import pytest
from django.contrib.auth.models import User
from django.core.cache import cache

from ipcity.city.api.actions import make_token
from ipcity.city.api.models import Scope
from ipcity.city.portal.tests.conftest import city, loaded_home  # noqa: F401 (fixtures)


@pytest.fixture(autouse=True)
def fresh_rates(db: None) -> None:
    cache.clear()


@pytest.fixture
def owner(db: None) -> User:
    return User.objects.create_user("li", "li@example.cn", "x")


@pytest.fixture
def token(owner: User) -> str:
    return make_token(owner=owner, name="测试", scopes=Scope.values, days=30)[1]


@pytest.fixture
def headers(token: str) -> dict[str, str]:
    return {"authorization": f"Bearer {token}"}
