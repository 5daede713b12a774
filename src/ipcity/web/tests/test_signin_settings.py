"""A province's unified sign-in: off unless the environment names it wholly and over TLS."""

from __future__ import annotations

import pytest

from ipcity.base.errors import BadInput
from ipcity.web.signin import Oidc, oidc_providers


def test_off_until_the_environment_names_it() -> None:
    assert "APPS" not in oidc_providers(Oidc())["openid_connect"]
    given = Oidc(issuer="https://id.example.gov.cn", client_id="a", client_secret="b", name="省统一认证")
    (app,) = oidc_providers(given)["openid_connect"]["APPS"]
    assert app["settings"] == {"server_url": "https://id.example.gov.cn", "oauth_pkce_enabled": True}
    for wrong in (Oidc(issuer="http://id.example/?://localhost"), Oidc(issuer="https://id.example")):
        with pytest.raises(BadInput):
            oidc_providers(wrong)
