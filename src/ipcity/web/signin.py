"""How people sign in: django-allauth's settings, and a province's unified sign-in when the environment names one."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

from pydantic_settings import BaseSettings, SettingsConfigDict

from ipcity.base.errors import BadInput

# in place of allauth's own, which does not look at signatures
CHECKED = {"provider_class": "ipcity.city.directory.signin.unified.CheckedProvider"}


class Oidc(BaseSettings):
    """`IPCITY_OIDC_ISSUER`, `…_CLIENT_ID`, `…_CLIENT_SECRET`, `…_NAME`; no issuer means no such sign-in."""

    model_config = SettingsConfigDict(env_prefix="IPCITY_OIDC_", extra="ignore")

    issuer: str = ""
    client_id: str = ""
    client_secret: str = ""
    name: str = "统一身份认证"


def oidc_providers(given: Oidc) -> dict[str, Any]:
    if not given.issuer:
        return {"openid_connect": CHECKED}
    where = urlsplit(given.issuer)
    if where.scheme != "https" and where.hostname != "localhost":
        raise BadInput(
            "IPCITY_OIDC_ISSUER 必须是 https 地址，否则口令会明文经过网络。", path="IPCITY_OIDC_ISSUER"
        )
    if not (given.client_id and given.client_secret):
        raise BadInput(
            "已给出 IPCITY_OIDC_ISSUER，但缺少 IPCITY_OIDC_CLIENT_ID 或 IPCITY_OIDC_CLIENT_SECRET。请一并给出。",
            path="IPCITY_OIDC_CLIENT_ID",
        )
    app = {
        "provider_id": "unified",
        "name": given.name,
        "client_id": given.client_id,
        "secret": given.client_secret,
        "settings": {"server_url": given.issuer, "oauth_pkce_enabled": True},
    }
    return {"openid_connect": CHECKED | {"APPS": [app]}}
