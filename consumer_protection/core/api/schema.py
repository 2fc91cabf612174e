"""The schema of the API, made of its doors by drf-spectacular."""

from typing import Any

from django.utils.translation import gettext as _
from drf_spectacular.generators import SchemaGenerator
from rest_framework.authentication import BaseAuthentication
from rest_framework.request import Request
from rest_framework.response import Response

from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import ApiView, Rule, TokenAuthentication
from consumer_protection.core.api.resources import Resource, resources
from consumer_protection.core.models import User

_TEXT = {"type": "string"}


class SignedIn(BaseAuthentication):
    """A person reading in the browser. Only for reading what the API is like."""

    def authenticate(self, request: Request) -> tuple[User, None] | None:
        user = getattr(request._request, "user", None)
        return (user, None) if isinstance(user, User) and user.is_active else None


class SchemaView(ApiView):
    authentication_classes = [TokenAuthentication, SignedIn]
    rules = {"GET": Rule()}

    def get(self, request: Request) -> Response:
        return Response(openapi(), content_type="application/json")

    def operation(self, method: str) -> Operation:
        answer = {"type": "object"}
        return Operation("read_schema", _("This schema"), _("About the API"), answer)


def openapi() -> dict[str, Any]:
    """The whole schema; code lists are in it as they are now."""
    generator: Any = SchemaGenerator
    found: dict[str, Any] = generator().get_schema(request=None, public=True)
    found["info"] = {
        "title": _("Consumer protection"),
        "version": "1",
        "description": _about(),
    }
    found["components"] = {
        "schemas": _schemas(),
        "securitySchemes": {"bearer": {"type": "http", "scheme": "bearer"}},
    }
    return found


def _about() -> str:
    return " ".join(
        (
            _("Writes take an Idempotency-Key; the same key gives the same answer."),
            _("Changes send the version read before; a stale one is a 409 with both."),
            _("Personal data are answered masked and taken whole."),
            _("A rounded count has its mark beside it, ending in _is_approx."),
        )
    )


def _schemas() -> dict[str, Any]:
    schemas: dict[str, Any] = {"problem": _problem()}
    for kind, one in resources().items():
        schemas[kind] = one.schema()
        schemas[f"{kind}.page"] = page_schema(f"#/components/schemas/{kind}")
        if one.ledger is not None and one.writes:
            schemas[f"{kind}.new"] = _example(one, one.new_schema())
            schemas[f"{kind}.change"] = one.change_schema()
    return schemas


def page_schema(*refs: str) -> dict[str, Any]:
    """A page of records, of one kind or of several."""
    items = [{"$ref": ref} for ref in refs]
    link = {"type": ["string", "null"], "format": "uri"}
    return {
        "type": "object",
        "properties": {
            "count": {"type": "integer"},
            "next": link,
            "previous": link,
            "results": {
                "type": "array",
                "items": items[0] if len(items) == 1 else {"anyOf": items},
            },
        },
        "required": ["count", "next", "previous", "results"],
    }


def _problem() -> dict[str, Any]:
    error = {"field": _TEXT, "code": _TEXT, "message": _TEXT}
    return {
        "type": "object",
        "properties": {
            "type": _TEXT,
            "title": _TEXT,
            "status": {"type": "integer"},
            "detail": _TEXT,
            "errors": {
                "type": "array",
                "items": {
                    "type": "object",
                    "properties": error,
                    "required": list(error),
                },
            },
        },
        "required": ["type", "title", "status", "detail", "errors"],
    }


def _example(one: Resource, schema: dict[str, Any]) -> dict[str, Any]:
    """The least a new record needs, as it would be sent."""
    return {**schema, "examples": [example(schema)]}


def example(schema: dict[str, Any]) -> dict[str, Any]:
    properties = schema["properties"]
    return {name: _sample(properties[name]) for name in schema.get("required", ())}


def _sample(schema: dict[str, Any]) -> Any:
    """A value of this shape; of a code list its first code."""
    if schema.get("format") == "date":
        return "2024-03-05"
    first = schema.get("description", "").partition(" ")[0]
    if first.isascii() and first.replace("_", "").isalnum():
        return first
    if "integer" in schema["type"]:
        return 1
    return schema.get("title", "…")
