"""The page of the API for people: made of the schema, without a script."""

import json
from collections.abc import Iterator
from typing import Any

from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from consumer_protection.core.api.problems import KINDS
from consumer_protection.core.api.resources import resources
from consumer_protection.core.api.schema import example, openapi
from consumer_protection.core.http import StaffRequest, access


@require_GET
@access()
def docs_page(request: StaffRequest) -> HttpResponse:
    schema = openapi()
    chapters: dict[str, list[dict[str, Any]]] = {
        str(one.label): [] for one in resources().values()
    }
    for operation in _operations(schema):
        chapters.setdefault(operation["tag"], []).append(operation)
    context = {
        "about": schema["info"]["description"],
        "chapters": chapters,
        "problems": KINDS.values(),
        "address": f"{settings.PUBLIC_URL}/api/v1/",
        "may_have_tokens": request.user.scope.allows("api.use"),
    }
    return render(request, "core/api_docs.html", context)


def _operations(schema: dict[str, Any]) -> Iterator[dict[str, Any]]:
    for path, methods in schema["paths"].items():
        for method, told in methods.items():
            sent_as, body = _sent(told, schema)
            yield {
                "tag": told["tags"][0],
                "name": told["operationId"],
                "summary": told["summary"],
                "path": path,
                "method": method.upper(),
                "parameters": told["parameters"],
                "fields": list(_fields(body)),
                "answers": list(_fields(_answer(told, schema))),
                "curl": _curl(path, method, sent_as, body),
            }


def _sent(told: dict[str, Any], schema: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """Content type and shape of the body, where there is one."""
    if "requestBody" not in told:
        return "", {}
    sent_as, media = next(iter(told["requestBody"]["content"].items()))
    return sent_as, _resolved(media["schema"], schema)


def _answer(told: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The record that comes back, of a page the record it is made of."""
    good = next(one for code, one in told["responses"].items() if code < "300")
    media = next(iter(good["content"].values()))
    found = _resolved(media["schema"], schema)
    properties: dict[str, Any] = found.get("properties", {})
    items = properties.get("results", {}).get("items")
    return _resolved(items, schema) if items else found


def _resolved(part: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    ref: str = part.get("$ref", "")
    found: dict[str, Any] = part
    if ref:
        found = schema["components"]["schemas"][ref.rpartition("/")[2]]
    return found


def _fields(body: dict[str, Any]) -> Iterator[dict[str, Any]]:
    required = body.get("required", ())
    for name, one in body.get("properties", {}).items():
        types = one.get("type", "object")
        yield {
            "name": name,
            "title": one.get("title", ""),
            "type": types if isinstance(types, str) else " | ".join(types),
            "format": one.get("format", ""),
            "codes": one.get("description", ""),
            "is_required": name in required,
        }


def _curl(path: str, method: str, sent_as: str, body: dict[str, Any]) -> str:
    lines = [f"curl -H 'Authorization: Bearer cp_…' '{settings.PUBLIC_URL}{path}'"]
    if method != "get":
        lines.append(f"-X {method.upper()} -H 'Idempotency-Key: 1f0c…'")
    if sent_as.startswith("multipart"):
        lines.append("-F 'file=@材料.pdf'")
    elif sent_as:
        sent = json.dumps(example(body), ensure_ascii=False)
        lines.append(f"-H 'Content-Type: {sent_as}' -d '{sent}'")
    return " \\\n  ".join(lines)
