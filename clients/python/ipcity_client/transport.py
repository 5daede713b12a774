"""Asking over HTTP with the standard library alone; errors of the house become `Problem`."""

from __future__ import annotations

import json
import time
import urllib.error
import urllib.parse
import urllib.request
from typing import Any


class Problem(Exception):
    """What the house answered: `code`, `status`, `field`, `at` and all else in `told`."""

    def __init__(self, told: dict[str, Any]) -> None:
        super().__init__(told.get("detail") or told.get("title") or "")
        self.told = told
        self.code, self.status = told.get("code", ""), told.get("status", 0)
        self.field, self.at = told.get("field"), told.get("at")


class Transport:
    """`base`: https://city.example; `token`: from the account page, or none for what is public."""

    def __init__(
        self, base: str, token: str = "", *, language: str = "zh", timeout: float = 60, tries: int = 3
    ) -> None:
        self.base, self.token, self.language = base.rstrip("/"), token, language
        self.timeout, self.tries = timeout, tries

    def ask(
        self,
        method: str,
        path: str,
        inside: dict[str, Any],
        query: dict[str, Any],
        body: dict[str, Any] | None,
    ) -> Any:
        """The answer as plain values; bytes for a file. Too many requests are waited out, as the house says."""
        for name, value in inside.items():
            path = path.replace("{" + name + "}", urllib.parse.quote(str(value), safe=""))
        asked = {name: value for name, value in query.items() if value is not None}
        address = self.base + path + ("?" + urllib.parse.urlencode(asked, doseq=True) if asked else "")
        given = None if body is None else {name: value for name, value in body.items() if value is not None}
        for attempt in range(1, self.tries + 1):
            try:
                return self._once(method, address, given)
            except urllib.error.HTTPError as refused:
                if refused.code == 429 and attempt < self.tries:
                    time.sleep(float(refused.headers.get("Retry-After", 1)))
                    continue
                raise _problem(refused) from None
        raise AssertionError("unreachable")

    def _once(self, method: str, address: str, body: dict[str, Any] | None) -> Any:
        headers = {"Accept-Language": self.language, "Accept": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        data = None
        if body is not None:
            data, headers["Content-Type"] = json.dumps(body).encode(), "application/json"
        request = urllib.request.Request(address, data=data, headers=headers, method=method)
        with urllib.request.urlopen(request, timeout=self.timeout) as answer:
            content = answer.read()
            is_json = answer.headers.get_content_type() == "application/json"
            return json.loads(content) if is_json and content else content or None


def _problem(refused: urllib.error.HTTPError) -> Problem:
    try:
        return Problem(json.loads(refused.read()))
    except ValueError:
        return Problem({"status": refused.code, "title": refused.reason, "code": "http"})
