"""The API as a whole: its version, doors, errors, and its description in OpenAPI 3.1."""

from __future__ import annotations

from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from ipcity.city.api.doors import BearerOrNobody, rates
from ipcity.city.api.problems import HANDLERS, PROBLEM
from ipcity.city.api.routes import facts, figures, law, own, search

VERSION = "1.0"
OPTIONAL = BearerOrNobody.__name__


class HouseAPI(NinjaAPI):
    def get_openapi_schema(self, **options: Any) -> OpenAPISchema:
        """Errors are told as problems, and public addresses as open to those without a token."""
        made = super().get_openapi_schema(**options)
        for operations in made["paths"].values():
            for one in operations.values():
                _mend(one)
        schemes = made["components"].get("securitySchemes", {})
        if OPTIONAL in schemes:
            schemes["Bearer"] = schemes.pop(OPTIONAL)
        return made


def _mend(operation: dict[str, Any]) -> None:
    for status, answer in operation["responses"].items():
        content = answer.get("content", {})
        if int(status) >= 400 and "application/json" in content:
            answer["content"] = {PROBLEM: content["application/json"]}
    if {OPTIONAL: []} in operation.get("security", []):
        operation["security"] = [{}, {"Bearer": []}]


def _made() -> HouseAPI:
    made = HouseAPI(
        title="知城 ipcity",
        version=VERSION,
        description="知识产权信息服务的接口：与页面相同的内容，供程序使用。/ What the pages show, for programs.",
        urls_namespace="api:v1",
        docs_url=None,
        throttle=rates(),
    )
    for kind, answer in HANDLERS:
        made.add_exception_handler(kind, answer)
    for one in (search, facts, figures, law, own):
        made.add_router("", one.router)
    return made


api = _made()
