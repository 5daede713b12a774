"""Password sign-in. A demo account from elsewhere and an account that was ended look like a wrong password."""

from __future__ import annotations

from typing import Any

from allauth.account.auth_backends import AuthenticationBackend
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest

from ipcity.city.directory.demo import comes_from_this_machine, is_demo


class HouseBackend(AuthenticationBackend):  # type: ignore[misc]  # allauth carries no types
    def authenticate(self, request: HttpRequest | None, **credentials: Any) -> AbstractBaseUser | None:
        user: AbstractBaseUser | None = super().authenticate(request, **credentials)
        self.unstash_authenticated_user()  # allauth would tell the ended account apart from the wrong password
        if user is None or not is_demo(user):
            return user
        return user if request is not None and comes_from_this_machine(request) else None
