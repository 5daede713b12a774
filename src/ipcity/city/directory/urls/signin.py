"""Addresses of signing in. allauth finds its pages by these names; those it has and we do not want lead nowhere."""

from __future__ import annotations

from allauth.account import views as account
from allauth.mfa.base import views as second
from allauth.mfa.recovery_codes import views as codes
from allauth.mfa.totp import views as totp
from allauth.mfa.webauthn import views as keys
from allauth.socialaccount import views as unified
from allauth.socialaccount.providers.openid_connect import views as oidc
from django.urls import URLPattern, URLResolver, path, re_path

from ipcity.city.directory.signin import unified as checked
from ipcity.city.directory.signin import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("login/", views.Login.as_view(), name="account_login"),
    path("logout/", account.logout, name="account_logout"),
    path("reauthenticate/", account.reauthenticate, name="account_reauthenticate"),
    path("inactive/", account.account_inactive, name="account_inactive"),
    path("password/change/", account.password_change, name="account_change_password"),
    path("password/set/", account.password_set, name="account_set_password"),
    path("password/reset/", account.password_reset, name="account_reset_password"),
    path("password/reset/done/", account.password_reset_done, name="account_reset_password_done"),
    re_path(
        r"^password/reset/key/(?P<uidb36>[0-9A-Za-z]+)-(?P<key>.+)/$",
        account.password_reset_from_key,
        name="account_reset_password_from_key",
    ),
    path(
        "password/reset/key/done/",
        account.password_reset_from_key_done,
        name="account_reset_password_from_key_done",
    ),
    path("second/", second.index, name="mfa_index"),
    path("second/authenticate/", second.authenticate, name="mfa_authenticate"),
    path("second/reauthenticate/", second.reauthenticate, name="mfa_reauthenticate"),
    path("second/app/activate/", totp.activate_totp, name="mfa_activate_totp"),
    path("second/app/deactivate/", totp.deactivate_totp, name="mfa_deactivate_totp"),
    path("second/codes/", codes.view_recovery_codes, name="mfa_view_recovery_codes"),
    path("second/codes/generate/", codes.generate_recovery_codes, name="mfa_generate_recovery_codes"),
    path("second/codes/download/", codes.download_recovery_codes, name="mfa_download_recovery_codes"),
    path("second/keys/", keys.list_webauthn, name="mfa_list_webauthn"),
    path("second/keys/add/", keys.add_webauthn, name="mfa_add_webauthn"),
    path("second/keys/login/", keys.login_webauthn, name="mfa_login_webauthn"),
    path("second/keys/reauthenticate/", keys.reauthenticate_webauthn, name="mfa_reauthenticate_webauthn"),
    path("second/keys/<int:pk>/edit/", keys.edit_webauthn, name="mfa_edit_webauthn"),
    path("second/keys/<int:pk>/remove/", keys.remove_webauthn, name="mfa_remove_webauthn"),
    path("sessions/", views.Sessions.as_view(), name="usersessions_list"),
    path("sessions/<int:pk>/end/", views.end_session, name="usersessions_end"),
    path("unified/<slug:provider_id>/login/", oidc.login, name="openid_connect_login"),
    path("unified/<slug:provider_id>/login/callback/", checked.callback, name="openid_connect_callback"),
    path("unified/cancelled/", unified.login_cancelled, name="socialaccount_login_cancelled"),
    path("unified/error/", unified.login_error, name="socialaccount_login_error"),
    path("unified/", views.nowhere, name="socialaccount_connections"),
    path("unified/signup/", views.nowhere, name="socialaccount_signup"),
    path("signup/", views.nowhere, name="account_signup"),
    path("login/code/confirm/", views.nowhere, name="account_confirm_login_code"),
    path("email/", views.nowhere, name="account_email"),
    path("confirm-email/", views.nowhere, name="account_email_verification_sent"),
]
