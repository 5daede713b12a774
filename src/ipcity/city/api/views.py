"""The pages of the API: what there is, and one's own tokens."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.contrib.auth.models import User
from django.http import HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.translation import get_language, gettext
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from ipcity.base.errors import BadInput, NotFound
from ipcity.city.api import actions
from ipcity.city.api.doors import ANONYMOUS_RATE, TOKEN_RATE
from ipcity.city.api.house import api
from ipcity.city.api.models import Scope, Token


@require_GET
def docs(request: HttpRequest) -> HttpResponse:
    """Written from the description itself, without script and without anybody else's server."""
    schema = api.get_openapi_schema()
    context = {
        "here": "api", "groups": _groups(schema), "rates": (ANONYMOUS_RATE.split("/")[0], TOKEN_RATE.split("/")[0]),
        "version": schema["info"]["version"],
    }  # fmt: skip
    return render(request, "api/docs.html", context)


@never_cache
def tokens(request: HttpRequest) -> HttpResponse:
    """List and make. The text of a new token is in this one answer and nowhere else."""
    user, form = _me(request), request.POST
    context: dict[str, Any] = {"scopes": Scope.choices, "days": actions.DAYS, "here": "tokens"}
    if request.method == "POST":
        try:
            days = form.get("days", "")
            _, context["made"] = actions.make_token(
                owner=user, name=form.get("name", ""), scopes=form.getlist("scopes"),
                days=int(days) if days.isdecimal() and len(days) < 5 else 0,
            )  # fmt: skip
        except BadInput as refused:
            context["error"] = refused.message
    context["tokens"] = Token.objects.filter(owner=user)
    return render(request, "api/tokens.html", context, status=400 if "error" in context else 200)


@require_POST
def revoke(request: HttpRequest, pk: int) -> HttpResponseBase:
    actions.revoke_token(owner=_me(request), pk=pk)
    messages.success(request, gettext("令牌已撤销，立即失效。"))
    return redirect("api:tokens")


def _me(request: HttpRequest) -> User:
    if not isinstance(request.user, User):
        raise NotFound("没有找到，或您无权查看。")
    return request.user


def _groups(schema: dict[str, Any]) -> dict[str, list[dict[str, Any]]]:
    """Operations by their tag, with parameters and the fields of a body alike."""
    found: dict[str, list[dict[str, Any]]] = {}
    for path, operations in schema["paths"].items():
        for method, one in operations.items():
            found.setdefault(one["tags"][0], []).append(
                {
                    "path": path, "method": method.upper(), "summary": _in_language(one["summary"]),
                    "about": one.get("description", ""), "fields": _fields(one, schema), "id": one["operationId"],
                    "needs_token": {} not in one.get("security", [{}]), "statuses": sorted(map(str, one["responses"])),
                }
            )  # fmt: skip
    return found


def _fields(one: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, str]]:
    told = [(p["name"], p["in"], p.get("required", False), p["schema"]) for p in one.get("parameters", [])]
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if name := body.get("$ref", "").rpartition("/")[2]:
        shape = schema["components"]["schemas"][name]
        told += [
            (field, "body", field in shape.get("required", []), about)
            for field, about in shape["properties"].items()
        ]
    return [
        {"name": name, "where": where, "needed": "1" if needed else "", "about": _in_language(about.get("description", ""))}
        for name, where, needed, about in told
    ]  # fmt: skip


def _in_language(text: str) -> str:
    """Descriptions are written `中文 / English`."""
    zh, _, en = text.partition(" / ")
    return en or zh if (get_language() or "").startswith("en") else zh
