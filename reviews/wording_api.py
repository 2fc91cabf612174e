"""The wording check for programs: a text in, what is wrong with it out."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from rest_framework.response import Response

from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import ApiView, Rule, StaffApiRequest, door
from consumer_protection.core.api.problems import ApiProblem, FieldError, invalid
from consumer_protection.core.codes import code_list
from reviews.wording.checking import Hit, Omission, Result
from reviews.wording_actions import checks
from reviews.wording_states import CHECK, KINDS

# A megabyte of text, however its characters are written in JSON.
_MOST_BYTES = 8 * 1024 * 1024
_LONGEST = 1_500_000
_TEXT = {"type": "string"}


class WordingChecks(ApiView):
    """Nothing is kept, so that calling twice needs no key."""

    rules: Mapping[str, Rule] = {"POST": Rule("reviews", (CHECK,))}
    most_bytes = _MOST_BYTES

    def post(self, request: StaffApiRequest) -> Response:
        # Read at once: its length was asked for before, and is more than other doors'.
        plain: Any = request._request
        plain._body = plain.read()
        data = request.data
        if not isinstance(data, dict):
            told = _("The body must be a JSON object.")
            raise ApiProblem(
                "malformed", errors=(FieldError("", "body.no_object", told),)
            )
        text = _text(data, "text")
        if not text.strip():
            raise invalid("text", "value.missing", _("Give a text."))
        if len(text) > _LONGEST:
            raise ApiProblem("too_large")
        kind, medium = _material(_text(data, "material"), _text(data, "medium"))
        found = checks.found_in(checks.clean(text), request.user.unit, kind, medium)
        return Response(_told(found))

    def operation(self, method: str) -> Operation:
        body = {
            "text": {**_TEXT, "minLength": 1, "maxLength": _LONGEST},
            "material": {"type": ["string", "null"]},
            "medium": {"type": ["string", "null"]},
        }
        return Operation(
            "check_wording",
            _("Check the wording of a text"),
            _("Reviews"),
            _ANSWER,
            body={"type": "object", "properties": body, "required": ["text"]},
        )


def _material(material: str, medium: str) -> tuple[str, str]:
    """``material`` names a kind of material, a medium or a kind of review."""
    media = code_list("marketing_medium").labels
    if material in media and material != "other" and not medium:
        material, medium = "", material
    if medium and medium not in media:
        raise invalid("medium", "value.unknown", _("Unknown medium."))
    if material in code_list("review_kind").labels and material not in KINDS:
        material = ""
    if material and material not in KINDS:
        told = _("Unknown material. Known: %(known)s") % {"known": ", ".join(KINDS)}
        raise invalid("material", "value.unknown", told)
    return material, medium


def _text(data: Mapping[str, Any], name: str) -> str:
    value = data.get(name)
    if value is None:
        return ""
    if not isinstance(value, str):
        told = _("Expected: %(types)s") % {"types": "string"}
        raise invalid(name, "value.type", told)
    return value


def _told(result: Result) -> dict[str, Any]:
    return {
        "hits": [_hit(one) for one in result.hits],
        "omissions": [_omission(one) for one in result.omissions],
    }


def _hit(one: Hit) -> dict[str, Any]:
    return {
        "start": one.start,
        "end": one.end,
        "text": one.text,
        "class": one.wording_class,
        "severity": one.severity,
        "rule": one.rule,
        "reason": one.reason,
        "law": one.law,
        "suggestion": one.suggestion,
    }


def _omission(one: Omission) -> dict[str, Any]:
    return {
        "code": one.code,
        "severity": one.severity,
        "reason": one.reason,
        "law": one.law,
        "suggestion": one.suggestion,
    }


def _list(properties: dict[str, Any]) -> dict[str, Any]:
    item = {"type": "object", "properties": properties, "required": list(properties)}
    return {"type": "array", "items": item}


_SHARED = dict.fromkeys(("severity", "reason", "law", "suggestion"), _TEXT)
_PLACE = {"type": "integer", "minimum": 0}
_PARTS = {
    "hits": _list(
        {
            "start": _PLACE,
            "end": _PLACE,
            **dict.fromkeys(("text", "class", "rule"), _TEXT),
            **_SHARED,
        }
    ),
    "omissions": _list({"code": _TEXT, **_SHARED}),
}
_ANSWER = {"type": "object", "properties": _PARTS, "required": list(_PARTS)}
DOOR = door(WordingChecks)
