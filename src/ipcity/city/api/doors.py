"""Who asks: a token in `Authorization: Bearer`, or nobody. And how often they may."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.http import HttpRequest
from ninja.security import HttpBearer
from ninja.throttling import SimpleRateThrottle

from ipcity.base.errors import IpcityError
from ipcity.city.api.actions import known_token
from ipcity.city.api.models import Token

ANONYMOUS_RATE, TOKEN_RATE = "120/min", "1200/min"


class NoToken(IpcityError):
    """A token is needed, or the one given is not valid."""

    code = "no-token"
    status = 401


class NoScope(IpcityError):
    """The token is valid, but was made without this use."""

    code = "no-scope"
    status = 403


class Bearer(HttpBearer):
    """`scope`: what the token must have been made for."""

    openapi_description = "账号页“访问令牌”里生成的令牌 / a token made at the account page"

    def __init__(self, scope: str) -> None:
        super().__init__()
        self.scope = scope

    def authenticate(self, request: HttpRequest, token: str) -> Token:
        found = known_token(token)
        if found is None:
            raise NoToken("令牌无效、已过期或已撤销。请在账号页重新生成。")
        if self.scope not in found.scopes:
            raise NoScope(f"这个令牌没有“{self.scope}”用途。请在账号页生成含此用途的令牌。", path=self.scope)
        return found

    def __call__(self, request: HttpRequest) -> Any:
        given = super().__call__(request)
        if given is None:
            raise NoToken("这里需要令牌：请在请求头写 Authorization: Bearer 加上账号页生成的令牌。")
        return given


class BearerOrNobody(Bearer):
    """Public addresses: a token raises the rate; none is fine, a wrong one is refused."""

    def __call__(self, request: HttpRequest) -> Any:
        if "Authorization" not in request.headers:
            request.auth = None  # type: ignore[attr-defined]
            return NOBODY
        return super().__call__(request)


class Nobody:
    """Stands for the visitor: true, since ninja takes a false answer for a refusal."""

    pk = None
    scopes: tuple[str, ...] = ()


NOBODY = Nobody()


def token_of(request: HttpRequest) -> Token | None:
    given = getattr(request, "auth", None)
    return given if isinstance(given, Token) else None


class Rate(SimpleRateThrottle):
    """Counted where all workers see it: in the cache table. By token, else by the address of the asking machine."""

    def __init__(self, rate: str, applies: Callable[[HttpRequest], bool]) -> None:
        super().__init__(rate)
        self._applies = applies

    def get_cache_key(self, request: HttpRequest) -> str | None:
        if not self._applies(request):
            return None
        token = token_of(request)
        who = f"token-{token.pk}" if token else f"from-{request.META.get('REMOTE_ADDR', '')}"
        return f"api_rate_{who}"


def rates() -> list[Any]:
    return [
        Rate(ANONYMOUS_RATE, lambda request: token_of(request) is None),
        Rate(TOKEN_RATE, lambda request: token_of(request) is not None),
    ]
