"""Forms of passkeys that answer a malformed credential with a sentence; allauth's own break on some of them (65.21)."""

from __future__ import annotations

from typing import Any

from allauth.mfa.adapter import get_adapter
from allauth.mfa.webauthn import forms
from django.core.exceptions import ValidationError

from ipcity.city.directory.signin.receivers import UNKNOWN
from ipcity.city.trail.actions import record
from ipcity.city.trail.models import SECURITY

_BROKEN = (KeyError, TypeError, AttributeError, ValueError)  # a field missing, of another kind, or not base64


class _Careful:
    user: Any

    def clean_credential(self) -> Any:
        try:
            return super().clean_credential()  # type: ignore[misc]
        except ValidationError:
            self._note()
            raise
        except _BROKEN:
            self._note()
            raise get_adapter().validation_error("incorrect_code") from None

    def _note(self) -> None:
        """Whose key it was is only known where somebody stands half inside already."""
        whom = f"user:{self.user.pk}" if self.user is not None else UNKNOWN
        record("signin.key_refused", subject=whom, actor=whom, chain=SECURITY)


class SignInByKey(_Careful, forms.LoginWebAuthnForm):  # type: ignore[misc]
    pass


class SecondStepByKey(_Careful, forms.AuthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class ConfirmByKey(_Careful, forms.ReauthenticateWebAuthnForm):  # type: ignore[misc]
    pass


class AddKey(forms.AddWebAuthnForm):  # type: ignore[misc]
    def clean(self) -> Any:
        try:
            return super().clean()
        except ValidationError:
            raise
        except _BROKEN:
            raise get_adapter().validation_error("incorrect_code") from None
