"""A province's unified sign-in (OpenID Connect), with nothing taken on trust from the connection.

allauth reads the identity token without looking at its signature. Here every token is held against the provider's
published keys; it must be for us, from that provider, not expired, and for this very attempt: its nonce is derived
from the state that only this browser's session holds. Who `userinfo` speaks of must be whom the token names.
"""

from __future__ import annotations

from typing import Any

import jwt
from allauth.account.internal.decorators import login_not_required
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Client, OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponseBase
from django.utils.crypto import constant_time_compare, salted_hmac

# A signature that only the provider can make. A shared secret (HS256) or none would let others make one.
ALGORITHMS = ("RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA")
REQUIRED = ["iss", "sub", "aud", "exp", "iat", "nonce"]
LEEWAY = 60  # seconds by which the clocks of two houses may differ


def _nonce(state: str) -> str:
    return salted_hmac("ipcity.unified.nonce", state, algorithm="sha256").hexdigest()


class NoncedClient(OAuth2Client):  # type: ignore[misc]  # allauth carries no types
    def get_redirect_url(self, authorization_url: str, scope: Any, extra_params: dict[str, str]) -> str:
        nonced = extra_params | {"nonce": _nonce(self.state)}
        return str(super().get_redirect_url(authorization_url, scope, nonced))


class CheckedAdapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    client_class = NoncedClient

    def complete_login(self, request: HttpRequest, app: SocialApp, token: Any, **kwargs: Any) -> Any:
        told = self._decode_id_token(app, kwargs["response"].get("id_token") or "")
        userinfo = self._fetch_user_info(token.token)
        if userinfo.get("sub") != told["sub"]:
            raise OAuth2Error("userinfo speaks of somebody else than the id_token")
        data = {"userinfo": userinfo, "id_token": told}
        return self.get_provider().sociallogin_from_response(request, data)

    def _decode_id_token(self, app: SocialApp, id_token: str) -> dict[str, Any]:
        try:
            key = self._key(jwt.get_unverified_header(id_token).get("kid"))
            told: dict[str, Any] = jwt.decode(
                id_token,
                key,
                algorithms=list(ALGORITHMS),
                issuer=self.openid_config["issuer"],
                audience=app.client_id,
                leeway=LEEWAY,
                options={"require": REQUIRED},
            )
        except jwt.PyJWTError as wrong:
            raise OAuth2Error(f"id_token refused: {wrong}") from wrong
        if told.get("azp", app.client_id) != app.client_id:
            raise OAuth2Error("id_token was made for another client")
        if not constant_time_compare(str(told["nonce"]), _nonce(self.request.GET["state"])):
            raise OAuth2Error("id_token belongs to another attempt to sign in")
        return told

    def _key(self, kid: str | None) -> jwt.PyJWK:
        """The provider's key of that name; without a name, its only one. Asked for each time: keys are exchanged."""
        with get_adapter().get_requests_session() as session:
            answer = session.get(self.openid_config["jwks_uri"])
            answer.raise_for_status()
        keys = jwt.PyJWKSet.from_dict(answer.json()).keys
        signing = [key for key in keys if key.public_key_use in (None, "sig")]
        fitting = [key for key in signing if kid is None or key.key_id == kid]
        if len(fitting) != 1:
            raise jwt.InvalidKeyError(f"no single key {kid!r} among {len(signing)}")
        return fitting[0]


class CheckedProvider(OpenIDConnectProvider):  # type: ignore[misc]
    oauth2_adapter_class = CheckedAdapter


@login_not_required  # type: ignore[untyped-decorator]
def callback(request: HttpRequest, provider_id: str) -> HttpResponseBase:
    """Where the provider sends the browser back to."""
    try:
        answer: HttpResponseBase = OAuth2CallbackView.adapter_view(CheckedAdapter(request, provider_id))(
            request
        )
    except SocialApp.DoesNotExist:
        raise Http404 from None
    return answer
