"""Where the house differs from allauth: no sign-up, our sentences, secrets of second factors encrypted at rest."""

from __future__ import annotations

import base64
from io import BytesIO
from typing import Any
from urllib.parse import urlsplit

import qrcode
from allauth.account.adapter import DefaultAccountAdapter
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from cryptography.fernet import Fernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.models import AbstractBaseUser
from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from qrcode.image.svg import SvgPathFillImage

from ipcity.city.directory.demo import comes_from_this_machine, is_demo
from ipcity.city.directory.links import absolute

WRONG = _("用户名或口令不对。请核对大小写；忘记口令请找本单位管理员重设。")
WRONG_CODE = _("验证码不对，或已过期。请看验证器上现在的六位数，再写一次；也可以用一个备用码。")
SAID = {  # allauth's template of a message → our sentence; what is not here is not said
    "account/messages/password_changed.txt": _("口令已更改。"),
    "account/messages/password_set.txt": _("口令已设定。"),
    "mfa/messages/totp_activated.txt": _("验证器已启用。下次登录除口令外还要验证码。"),
    "mfa/messages/totp_deactivated.txt": _("验证器已停用。"),
    "mfa/messages/recovery_codes_generated.txt": _("已生成新的备用码，旧的不能再用。"),
    "mfa/messages/webauthn_added.txt": _("通行密钥已添加。"),
    "mfa/messages/webauthn_removed.txt": _("通行密钥已移除。"),
    "usersessions/messages/sessions_logged_out.txt": _("其他登录都已结束。"),
}


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages = DefaultAccountAdapter.error_messages | {
        "username_password_mismatch": WRONG,
        "email_password_mismatch": WRONG,
        "invalid_login": WRONG,
        "account_inactive": WRONG,
        "incorrect_password": _("口令不对。请再写一次。"),
        "enter_current_password": _("现在的口令不对。请再写一次。"),
        "incorrect_code": WRONG_CODE,
        "invalid_password_reset": _("这个重设口令的链接已用过或已过期。请重新申请。"),
        "too_many_login_attempts": _("错误次数太多，暂停登录。请过几分钟再试。"),
        "rate_limited": _("请求太频繁。请过几分钟再试。"),
    }

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        return False

    def add_message(
        self,
        request: HttpRequest,
        level: int,
        message_template: str | None = None,
        message_context: dict[str, Any] | None = None,
        extra_tags: str = "",
        message: str | None = None,
    ) -> None:
        sentence = message or SAID.get(message_template or "")
        if sentence:
            messages.add_message(request, level, str(sentence), extra_tags=extra_tags)

    def get_reset_password_from_key_url(self, key: str) -> str:
        """Never under a name that a stranger sent with his request, where the public one is known."""
        whole = urlsplit(super().get_reset_password_from_key_url(key))
        return absolute(whole.path, self.request)

    def pre_login(self, request: HttpRequest, user: AbstractBaseUser, **hints: Any) -> Any:
        """Passkeys and unified sign-in come by here, past the password: a demo account is of this machine only."""
        if is_demo(user) and not comes_from_this_machine(request):
            return self.respond_user_inactive(request, user)
        return super().pre_login(request, user, **hints)


class SecondFactorAdapter(DefaultMFAAdapter):  # type: ignore[misc]  # allauth carries no types
    error_messages = DefaultMFAAdapter.error_messages | {"incorrect_code": WRONG_CODE}

    def build_totp_svg(self, url: str) -> str:
        """With its own white ground: a scanner needs black on white, in the dark theme too."""
        drawn = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(drawn)
        return drawn.getvalue().decode()

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        return _cipher().decrypt(encrypted_text.encode()).decode()


class UnifiedAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]  # allauth carries no types
    """Whoever comes from the province's sign-in needs an account here already: found by verified mail address."""

    def is_open_for_signup(self, request: HttpRequest, sociallogin: Any) -> bool:
        return False


def _cipher() -> Fernet:
    """A key of its own, derived from the house's secret key: a copy of the database alone opens nothing."""
    derive = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"ipcity second factors")
    return Fernet(base64.urlsafe_b64encode(derive.derive(settings.SECRET_KEY.encode())))
