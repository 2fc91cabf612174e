"""What the schema says of an operation, and how it becomes OpenAPI."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.openapi import AutoSchema
from drf_spectacular.plumbing import ComponentRegistry

Schema = Mapping[str, Any]
JSON = "application/json"
_ADDRESSED = re.compile(r"{(\w+)}")
_ALWAYS = (401, 403, 405, 500)
_WITH_BODY = (400, 413, 415)


@dataclass(frozen=True, slots=True)
class Operation:
    """``answer``: the schema of what comes back, or None for a file; ``body``: of
    what is sent; ``addressed``: the schemas of the address's own parts."""

    name: str
    summary: str
    tag: str
    answer: Schema | None
    status: int = 200
    parameters: Sequence[Schema] = ()
    body: Schema | None = None
    sent_as: str = JSON
    problems: tuple[int, ...] = ()
    addressed: Mapping[str, Schema] | None = None


class OperationSchema(AutoSchema):
    """Reads the view's own words; nothing is guessed from serializers."""

    def get_operation(
        self,
        path: str,
        path_regex: str,
        path_prefix: str,
        method: str,
        registry: ComponentRegistry,
    ) -> dict[str, Any] | None:
        view: Any = self.view
        return described(view.operation(method), path, method)


def _key() -> Schema:
    message = _("The same key is done once and answered alike; kept for 48 hours.")
    return {
        "name": "Idempotency-Key",
        "in": "header",
        "required": False,
        "schema": {"type": "string", "minLength": 1, "maxLength": 200},
        "description": message,
    }


def described(told: Operation, path: str, method: str) -> dict[str, Any]:
    """One operation of OpenAPI."""
    named = told.addressed or {}
    parts = [
        {
            "name": name,
            "in": "path",
            "required": True,
            "description": _("Part of the address"),
            "schema": named.get(name, {"type": "integer", "minimum": 1}),
        }
        for name in _ADDRESSED.findall(path)
    ]
    is_write = method != "GET"
    operation: dict[str, Any] = {
        "operationId": told.name,
        "summary": told.summary,
        "tags": [told.tag],
        "parameters": [*parts, *told.parameters, *([_key()] if is_write else [])],
        "security": [{"bearer": []}],
        "responses": _responses(told, path, method),
    }
    if told.body is not None:
        content = {told.sent_as: {"schema": told.body}}
        operation["requestBody"] = {"required": True, "content": content}
    return operation


def _responses(told: Operation, path: str, method: str) -> dict[str, Any]:
    codes = {*_ALWAYS, *told.problems}
    codes |= {404} if "{" in path else set()
    codes |= {*_WITH_BODY, 409, 422} if method != "GET" else set()
    if told.parameters:
        codes |= {400, 404}
    found = {str(code): problem_answer() for code in sorted(codes)}
    content: Any = {"application/octet-stream": {"schema": {}}}
    if told.answer is not None:
        content = {JSON: {"schema": told.answer}}
    return {
        str(told.status): {"description": told.summary, "content": content},
        **found,
    }


def problem_answer() -> dict[str, Any]:
    schema = {"$ref": "#/components/schemas/problem"}
    content = {"application/problem+json": {"schema": schema}}
    return {"description": "RFC 9457", "content": content}
