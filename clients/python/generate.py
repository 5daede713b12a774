"""Writes `ipcity_client/operations.py` from the OpenAPI document of a house: `python generate.py openapi.json`.

For maintainers, after the API has changed. The document is at /api/v1/openapi.json of any running house; one method is
written for each operation, named as its `operationId`, with keyword arguments for its parameters and body.
"""

from __future__ import annotations

import json
import keyword
import re
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
HEAD = '''"""One method for each operation of the API. Made by `generate.py`; do not edit."""

from __future__ import annotations

from typing import Any

from ipcity_client.transport import Transport


class Operations(Transport):
'''


def generated(document: dict[str, Any]) -> str:
    """The text of the module; the same document gives the same text."""
    methods = [
        _method(path, verb, one, document)
        for path, verbs in sorted(document["paths"].items())
        for verb, one in sorted(verbs.items())
    ]
    return HEAD + "\n\n".join(methods) + "\n"


def _method(path: str, verb: str, one: dict[str, Any], document: dict[str, Any]) -> str:
    arguments = _arguments(one, document)
    named = sorted(arguments, key=lambda it: not it[2])
    signed = ", ".join(f"{_safe(name)}: Any" + ("" if needed else " = None") for name, _, needed in named)
    parts = {where: _dict(arguments, where) for where in ("path", "query", "body")}
    has_body = "requestBody" in one
    call = f'self.ask("{verb.upper()}", "{path}", {parts["path"]}, {parts["query"]}, {parts["body"] if has_body else None})'
    about = " ".join((one.get("description") or one["summary"]).split()).replace('"""', "'")
    return (
        f"    def {_snake(one['operationId'])}(self{', *, ' + signed if signed else ''}) -> Any:\n"
        f'        """{about}"""\n        return {call}'
    )


def _arguments(one: dict[str, Any], document: dict[str, Any]) -> list[tuple[str, str, bool]]:
    """(name, path | query | body, needed)."""
    found = [(p["name"], p["in"], bool(p.get("required"))) for p in one.get("parameters", [])]
    body = one.get("requestBody", {}).get("content", {}).get("application/json", {}).get("schema", {})
    if "$ref" in body:
        shape = document["components"]["schemas"][body["$ref"].rpartition("/")[2]]
        found += [(name, "body", name in shape.get("required", [])) for name in shape["properties"]]
    return found


def _dict(arguments: list[tuple[str, str, bool]], where: str) -> str:
    return "{" + ", ".join(f'"{name}": {_safe(name)}' for name, place, _ in arguments if place == where) + "}"


def _safe(name: str) -> str:
    return f"{name}_" if keyword.iskeyword(name) or name == "self" else name


def _snake(name: str) -> str:
    return re.sub(r"(?<!^)(?=[A-Z])", "_", name).lower()


if __name__ == "__main__":
    text = generated(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
    (HERE / "ipcity_client" / "operations.py").write_text(text, encoding="utf-8")
