"""The one place where the matrix is enforced. Not allowed and not there are the same page, sentence and status code.

The gate stands before the check of forms' tokens and before slashes are mended: both would tell a stranger that an
address exists.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.middleware.common import CommonMiddleware
from django.urls import Resolver404, resolve, reverse
from django.utils.translation import gettext

from ipcity.base.once import asked_once
from ipcity.city.directory.matrix import ASK, OPEN, page
from ipcity.city.directory.queries import roles_of
from ipcity.city.directory.signin.forced import SET_UP, is_of_setting_up, lacks_second_factor

GetResponse = Callable[[HttpRequest], HttpResponse]
_READING = frozenset({"GET", "HEAD"})


def answer(request: HttpRequest, name: str) -> str:
    """open, ask or shut, for whoever is asking."""
    found = page(name)
    if found.visitor == OPEN:
        return OPEN
    signed_in = request.user.is_authenticated
    return found.answer(roles_held(request) if signed_in else (), signed_in=signed_in)


def roles_held(request: HttpRequest) -> frozenset[str]:
    """The roles of today, asked once a request."""
    known: frozenset[str] | None = getattr(request, "_ipcity_roles", None)
    if known is None:
        known = roles_of(request.user)
        request._ipcity_roles = known  # type: ignore[attr-defined]
    return known


class Gate:
    def __init__(self, get_response: GetResponse) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """A page that only reads asks the same of the directory once; one that writes must see what it wrote."""
        if request.method not in _READING:
            return self.get_response(request)
        with asked_once():
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        name = request.resolver_match.view_name if request.resolver_match else ""
        said = answer(request, name)
        request.gate = said  # type: ignore[attr-defined]  # read by the tests of the matrix
        if request.user.is_authenticated and page(name).visitor != OPEN and self._is_held_up(request, name):
            messages.warning(request, gettext("管理员必须先启用验证器或添加通行密钥，才能做其他的事。"))
            return HttpResponseRedirect(reverse(SET_UP))
        if said == OPEN:
            return None
        if said == ASK:
            return redirect_to_login(request.get_full_path())
        raise Http404(name)

    def _is_held_up(self, request: HttpRequest, name: str) -> bool:
        return not is_of_setting_up(name) and lacks_second_factor(request, roles_held(request))


class QuietSlash(CommonMiddleware):
    """Mends a missing slash only for addresses that would open; comes after the person is known."""

    def should_redirect_with_slash(self, request: HttpRequest) -> bool:
        if not super().should_redirect_with_slash(request):
            return False
        try:
            match = resolve(f"{request.path_info}/")
        except Resolver404:
            return False
        return answer(request, match.view_name) != "shut"
