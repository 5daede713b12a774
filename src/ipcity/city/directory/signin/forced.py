"""Whoever holds a role of a kind in `SECOND_FACTOR_FOR` works only with a second factor; the three administrators do.

Until it is set up nothing opens but public pages and the pages on which it is set up. Demo accounts at this very
machine are let off: their word is printed at start, and they exist nowhere else.
"""

from __future__ import annotations

from collections.abc import Iterable

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest

from ipcity.city.directory.demo import comes_from_this_machine, is_demo
from ipcity.city.directory.roles import roles

SET_UP = "mfa_index"
_STRONG = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes alone are none
_OPEN = frozenset({"account_reauthenticate", "account_logout", "account_change_password"})


def is_of_setting_up(name: str) -> bool:
    return name.startswith("mfa_") or name in _OPEN


def lacks_second_factor(request: HttpRequest, held: Iterable[str]) -> bool:
    if not any(roles()[code].kind in settings.SECOND_FACTOR_FOR for code in held):
        return False
    if Authenticator.objects.filter(user_id=request.user.pk, type__in=_STRONG).exists():
        return False
    return not (request.user.is_authenticated and is_demo(request.user) and comes_from_this_machine(request))
