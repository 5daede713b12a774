"""Every sign-in, failure, sign-out and change of a second factor goes into the trail's chain `security`.

These are signals because allauth speaks in signals; within the house we call. A failure names the account only when it
exists: what was typed as a name may have been a password.
"""

from __future__ import annotations

from typing import Any

from allauth.account import signals as account
from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.contrib.auth.models import AbstractBaseUser, User
from django.contrib.auth.signals import user_logged_in, user_logged_out, user_login_failed
from django.db.models import Q
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from ipcity.city.trail.actions import record
from ipcity.city.trail.models import SECURITY

UNKNOWN = "user:unknown"


def key_of(user: Any) -> str:
    return f"user:{user.pk}" if isinstance(user, AbstractBaseUser) and user.pk else UNKNOWN


def _note(act: str, user: Any, **details: Any) -> None:
    record(act, subject=key_of(user), actor=key_of(user), details=details, chain=SECURITY)


@receiver(user_logged_in)
def signed_in(sender: Any, request: Any, user: Any, **_: Any) -> None:
    records = (
        get_authentication_records(request, user)
        if request is not None and hasattr(request, "session")
        else []
    )
    _note("signin.done", user, methods=[str(one.get("type") or one["method"]) for one in records][-3:])


@receiver(user_login_failed)
def refused(sender: Any, credentials: dict[str, Any], **_: Any) -> None:
    name = str(credentials.get("username") or credentials.get("email") or "")
    known = User.objects.filter(Q(username__iexact=name) | Q(email__iexact=name)).first() if name else None
    _note("signin.refused", known)


@receiver(user_logged_out)
def signed_out(sender: Any, user: Any, **_: Any) -> None:
    if user is not None:
        _note("signin.ended", user)


@receiver(mfa.authentication_failed)
def second_factor_refused(sender: Any, user: Any, authenticator: Any, **_: Any) -> None:
    _note("signin.second_factor_refused", user, kind=authenticator.type)


@receiver(post_save, sender=Authenticator)
def second_factor_added(sender: Any, instance: Authenticator, created: bool, **_: Any) -> None:
    """The row's own signal and not allauth's: that one comes after the commit and could be lost."""
    if created:
        _note("security.second_factor_added", instance.user, kind=instance.type)


@receiver(post_delete, sender=Authenticator)
def second_factor_removed(sender: Any, instance: Authenticator, **_: Any) -> None:
    _note("security.second_factor_removed", instance.user, kind=instance.type)


@receiver([account.password_changed, account.password_set, account.password_reset])
def password_changed(sender: Any, user: Any, **_: Any) -> None:
    _note("security.word_changed", user)
