"""Every error as problem details (RFC 9457), without a word of what is inside."""

import logging
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from django.core.exceptions import (
    PermissionDenied,
    RequestDataTooBig,
    SuspiciousOperation,
)
from django.core.signals import got_request_exception
from django.db import DataError, IntegrityError
from django.http import Http404, UnreadablePostError
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from rest_framework import exceptions
from rest_framework.response import Response

from consumer_protection.core.calls import KeyReused
from consumer_protection.core.ledgers.declaration import Problem
from consumer_protection.core.ledgers.writing import RecordWrong

MEDIA_TYPE = "application/problem+json"
# Where the page of the API explains each kind of problem.
_TYPES = "/api/v1/docs/#problem-"
_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Kind:
    code: str
    status: int
    title: str | Promise


KINDS = {
    kind.code: kind
    for kind in (
        Kind("malformed", 400, _("The request cannot be read")),
        Kind("invalid", 400, _("Some values cannot be taken")),
        Kind("unauthenticated", 401, _("A valid token is needed")),
        Kind("forbidden", 403, _("Your role does not allow this")),
        Kind("not_found", 404, _("There is no such thing here")),
        Kind("method", 405, _("This method is not possible here")),
        Kind("stale", 409, _("Changed by somebody else since it was read")),
        Kind("move_refused", 409, _("The step is not possible")),
        Kind("exists", 409, _("The record is there already")),
        Kind("conflict", 409, _("Another write came between")),
        Kind("too_large", 413, _("The request is too large")),
        Kind("media_type", 415, _("This content type is not taken")),
        Kind("key_reused", 422, _("The key came before with another call")),
        Kind("version_missing", 428, _("The version read before is missing")),
        Kind("internal", 500, _("Something went wrong inside")),
    )
}


@dataclass(frozen=True, slots=True)
class FieldError:
    field: str
    code: str
    message: str


@dataclass
class ApiProblem(Exception):
    """A refusal with its kind; ``members`` are further members of the answer."""

    code: str
    detail: str = ""
    errors: tuple[FieldError, ...] = ()
    members: Mapping[str, Any] = field(default_factory=dict)


def invalid(name: str, code: str, message: str) -> ApiProblem:
    """One value that cannot be taken."""
    return ApiProblem("invalid", errors=(FieldError(name, code, message),))


def answer(problem: ApiProblem, headers: Mapping[str, str] | None = None) -> Response:
    kind = KINDS[problem.code]
    body = {
        "type": _TYPES + kind.code,
        "title": str(kind.title),
        "status": kind.status,
        "detail": problem.detail,
        "errors": [
            {"field": one.field, "code": one.code, "message": one.message}
            for one in problem.errors
        ],
        **problem.members,
    }
    return Response(body, kind.status, headers=headers, content_type=MEDIA_TYPE)


def handle(error: Exception, context: Mapping[str, Any]) -> Response:
    """The handler of every door. What nobody foresaw is logged and told as 500."""
    if isinstance(error, ApiProblem):
        return answer(error)
    header = getattr(error, "auth_header", None)
    headers = {"WWW-Authenticate": header} if header else None
    for types, told in _TOLD:
        if isinstance(error, types):
            return answer(told(error), headers)
    request = context["request"]
    _log.error("Unforeseen: %s", request.path, exc_info=error)
    got_request_exception.send(sender=type(context["view"]), request=request)
    return answer(ApiProblem("internal"))


def _wrong(error: Any) -> ApiProblem:
    problems: Iterable[Problem] = error.problems
    errors = tuple(FieldError(one.field, one.code, one.advice) for one in problems)
    exists = {one.code for one in errors} == {"record.exists"}
    return ApiProblem("exists" if exists else "invalid", errors=errors)


def _plain(code: str) -> Callable[[Any], ApiProblem]:
    return lambda error: ApiProblem(code)


def _unreadable(error: Any) -> ApiProblem:
    return ApiProblem("malformed", str(error.detail))


# The first that fits tells the problem.
_TOLD: tuple[tuple[type[Exception] | tuple[type[Exception], ...], Any], ...] = (
    (RecordWrong, _wrong),
    (KeyReused, _plain("key_reused")),
    ((Http404, exceptions.NotFound), _plain("not_found")),
    ((PermissionDenied, exceptions.PermissionDenied), _plain("forbidden")),
    (
        (exceptions.NotAuthenticated, exceptions.AuthenticationFailed),
        _plain("unauthenticated"),
    ),
    (exceptions.MethodNotAllowed, _plain("method")),
    (exceptions.UnsupportedMediaType, _plain("media_type")),
    (exceptions.ParseError, _unreadable),
    (RequestDataTooBig, _plain("too_large")),
    ((SuspiciousOperation, UnreadablePostError), _plain("malformed")),
    (DataError, _plain("invalid")),
    (IntegrityError, _plain("conflict")),
)
