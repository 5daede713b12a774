"""Errors as `application/problem+json` (RFC 9457), in the language of `Accept-Language`: what, which field, which
character, and what to do. Nothing else in this room decides how an error looks."""

from __future__ import annotations

import json
from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.utils.translation import get_language, gettext, gettext_lazy
from ninja.errors import HttpError, Throttled, ValidationError
from pydantic import BaseModel, Field

from ipcity.base.errors import BadQuery, IpcityError

PROBLEM = "application/problem+json"
TITLES = {
    "bad-input": gettext_lazy("给出的内容无法理解"),
    "bad-query": gettext_lazy("检索式读不懂"),
    "bad-field": gettext_lazy("参数不合要求"),
    "no-token": gettext_lazy("需要有效的令牌"),
    "no-scope": gettext_lazy("令牌没有这项用途"),
    "not-found": gettext_lazy("没有找到，或您无权查看"),
    "too-many": gettext_lazy("请求过于频繁"),
    "busy": gettext_lazy("正在被占用，请稍后再试"),
    "not-ready": gettext_lazy("数据尚未装载"),
    "moved-on": gettext_lazy("数据已更新，请从头翻页"),
    "refused": gettext_lazy("不能这样办理"),
}
FIELD_WORDS = {
    "missing": gettext_lazy("缺少这一项。"),
    "extra_forbidden": gettext_lazy("没有这个参数，请核对拼写。"),
    "int_parsing": gettext_lazy("应是整数。"),
    "bool_parsing": gettext_lazy("应是 true 或 false。"),
    "greater_than_equal": gettext_lazy("数值太小。"),
    "less_than_equal": gettext_lazy("数值太大。"),
    "string_too_long": gettext_lazy("文字太长。"),
    "string_too_short": gettext_lazy("文字太短。"),
    "string_pattern_mismatch": gettext_lazy("含有不允许的字符，或写法不对。"),
    "too_long": gettext_lazy("条目太多。"),
    "enum": gettext_lazy("不是可选的值。"),
    "literal_error": gettext_lazy("不是可选的值。"),
    "date_from_datetime_parsing": gettext_lazy("应写成 2019-07-12 的样子。"),
    "json_invalid": gettext_lazy("请求体不是完整的 JSON。"),
}


class FieldProblem(BaseModel):
    field: str = Field(description="哪个参数 / which parameter")
    code: str
    detail: str


class Problem(BaseModel):
    """RFC 9457. `at`: position from 0 of the character of the query that does not fit."""

    type: str
    title: str
    status: int
    detail: str
    code: str
    field: str | None = None
    at: int | None = None
    errors: list[FieldProblem] = []


def problem(code: str, status: int, detail: str, **more: Any) -> HttpResponse:
    body = {
        "type": f"/api/#{code}",
        "title": str(TITLES.get(code, gettext("没有办成"))),
        "status": status,
        "detail": detail,
        "code": code,
        **{name: value for name, value in more.items() if value not in (None, [])},
    }
    answer = HttpResponse(json.dumps(body, ensure_ascii=False), status=status, content_type=PROBLEM)
    if status == 401:
        answer["WWW-Authenticate"] = 'Bearer realm="ipcity"'
    return answer


def of_house(request: HttpRequest, error: Exception) -> HttpResponse:
    """The house's own errors speak Chinese; whoever reads English gets the kind of error, and the sentence with it."""
    assert isinstance(error, IpcityError)
    if error.status == 404:
        return of_nothing(request, error)
    at = error.at if isinstance(error, BadQuery) else None
    return problem(error.code, error.status, _sentence(error, at), field=_field(error), at=at)


def _field(error: IpcityError) -> str | None:
    """A path on this machine is nobody's business outside."""
    if isinstance(error, BadQuery):
        return "q"
    return error.path if error.path and "/" not in error.path else None


def _sentence(error: IpcityError, at: int | None) -> str:
    if (get_language() or "").startswith("zh"):
        return error.message
    known = TITLES.get(error.code)
    where = f" (character {at + 1})" if at is not None else ""
    return f"{known or error.code}{where}: {error.message}"


def of_nothing(request: HttpRequest, error: Exception) -> HttpResponse:
    """Not there and not allowed are one answer."""
    return problem("not-found", 404, gettext("没有找到，或您无权查看。请核对编号。"))


def of_fields(request: HttpRequest, error: Exception) -> HttpResponse:
    assert isinstance(error, ValidationError)
    wrong = [_field_problem(one) for one in error.errors]
    first = wrong[0] if wrong else {"field": "", "detail": ""}
    detail = f"{first['field']}{gettext('：')}{first['detail']}" if first["field"] else first["detail"]
    return problem("bad-field", 422, detail, field=first["field"] or None, errors=wrong)


def _field_problem(one: dict[str, Any]) -> dict[str, str]:
    """`loc` begins with where the value came from and the name of the model: neither is a name for people."""
    place = [str(part) for part in one.get("loc", ()) if part not in ("query", "path", "body", "asked")]
    word = FIELD_WORDS.get(one["type"])
    return {"field": ".".join(place), "code": one["type"], "detail": str(word or one.get("msg", ""))}


def of_rate(request: HttpRequest, error: Exception) -> HttpResponse:
    assert isinstance(error, Throttled)
    wait = max(int(error.wait or 1), 1)
    answer = problem("too-many", 429, gettext("请求过于频繁，请在 %(wait)s 秒后再试。") % {"wait": wait})
    answer["Retry-After"] = str(wait)
    return answer


def of_http(request: HttpRequest, error: Exception) -> HttpResponse:
    """What the framework refuses by itself: a body that is no JSON."""
    assert isinstance(error, HttpError)
    code = {401: "no-token", 403: "no-scope", 404: "not-found"}.get(error.status_code, "bad-input")
    return problem(
        code, error.status_code, str(FIELD_WORDS["json_invalid"]) if error.status_code == 400 else ""
    )


HANDLERS: tuple[tuple[type[Exception], Any], ...] = (
    (IpcityError, of_house), (Http404, of_nothing), (ValidationError, of_fields), (HttpError, of_http),
    (Throttled, of_rate),
)  # fmt: skip
