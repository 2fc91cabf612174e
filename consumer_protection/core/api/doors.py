"""Doors for programs: who may pass is declared for every method, and asked first."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpResponse, HttpResponseBase
from django.utils import timezone
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from rest_framework import exceptions
from rest_framework.authentication import BaseAuthentication
from rest_framework.negotiation import BaseContentNegotiation
from rest_framework.parsers import JSONParser
from rest_framework.renderers import BaseRenderer, JSONRenderer
from rest_framework.request import Request
from rest_framework.response import Response
from rest_framework.views import APIView

from consumer_protection.core import calls, tokens
from consumer_protection.core.api import problems
from consumer_protection.core.api.describing import Operation, OperationSchema
from consumer_protection.core.api.problems import ApiProblem, FieldError
from consumer_protection.core.models import ApiToken, User

_MOST = 200


@dataclass(frozen=True, slots=True)
class Rule:
    """Who may: those who see the subject and have one of the clearances, if any."""

    sees: str = ""
    may: tuple[str, ...] = ()

    def admits(self, user: User) -> bool:
        cleared = not self.may or any(user.scope.allows(one) for one in self.may)
        return cleared and (not self.sees or user.scope.sees(self.sees))


@dataclass(frozen=True, slots=True)
class ApiAccess:
    """A door's rules by method, where the house tests look for them."""

    rules: Mapping[str, Rule]
    public: bool = False


class StaffApiRequest(Request):
    """A request of somebody known by a token."""

    user: User


class TokenAuthentication(BaseAuthentication):
    """``Authorization: Bearer <token>``, and nothing else: no cookie, no address."""

    def authenticate(self, request: Request) -> tuple[User, ApiToken] | None:
        scheme, _space, secret = request.META.get("HTTP_AUTHORIZATION", "").partition(
            " "
        )
        if scheme.lower() != "bearer":
            return None
        token = tokens.valid_token(secret.strip(), at=timezone.now())
        if token is None:
            raise exceptions.AuthenticationFailed
        return token.owner, token

    def authenticate_header(self, request: Request) -> str:
        return 'Bearer realm="api"'


class OnlyJson(BaseContentNegotiation):
    """Whatever a program says it accepts, it gets JSON or a file."""

    def select_parser(self, request: Request, parsers: Any) -> Any:
        sent = (request.content_type or "").partition(";")[0].strip().lower()
        return next((one for one in parsers if one.media_type == sent), None)

    def select_renderer(
        self, request: Request, renderers: Any, format_suffix: str | None = None
    ) -> tuple[BaseRenderer, str]:
        return renderers[0], renderers[0].media_type


class Utf8Json(JSONParser):
    """JSON is UTF-8 whatever a header says, and no deeper than we can follow."""

    def parse(
        self, stream: Any, media_type: Any = None, parser_context: Any = None
    ) -> Any:
        try:
            return super().parse(stream, media_type, {"encoding": "utf-8"})
        except RecursionError as error:
            raise exceptions.ParseError from error


class ApiView(APIView):
    """One address. ``rules``: method → who may; a method without one is refused."""

    rules: Mapping[str, Rule] = {}
    most_bytes: int = settings.DATA_UPLOAD_MAX_MEMORY_SIZE
    authentication_classes = [TokenAuthentication]
    permission_classes = []
    throttle_classes = []
    renderer_classes = [JSONRenderer]
    parser_classes = [Utf8Json]
    content_negotiation_class = OnlyJson
    schema = OperationSchema()

    def operation(self, method: str) -> Operation:
        """What the schema says of a method."""
        raise NotImplementedError

    def get_exception_handler(self) -> Callable[..., Response]:
        return problems.handle

    def check_permissions(self, request: Request) -> None:
        """Known, then possible, then allowed, then small enough: in this order."""
        user = request.user
        if not isinstance(user, User):
            raise exceptions.NotAuthenticated
        method = "GET" if request.method == "HEAD" else str(request.method)
        rule = self.rules.get(method)
        if rule is None:
            raise exceptions.MethodNotAllowed(method)
        is_reader = isinstance(request.auth, ApiToken) and not request.auth.may_write
        if not rule.admits(user) or (method != "GET" and is_reader):
            raise exceptions.PermissionDenied
        length = str(request.META.get("CONTENT_LENGTH") or "")
        if length.isdecimal() and int(length) > self.most_bytes:
            raise ApiProblem("too_large")

    def finalize_response(self, *args: Any, **kwargs: Any) -> Any:
        response = super().finalize_response(*args, **kwargs)
        add_never_cache_headers(response)
        return response

    def write(
        self, request: StaffApiRequest, content: bytes, act: Callable[[], Response]
    ) -> HttpResponse:
        """Do it once for its key, and answer; all in one transaction."""
        call = calls.Call(
            request.user,
            key_of(request),
            str(request.method),
            request.path,
            content,
        )
        done = calls.once(call, lambda: _kept(act()), at=timezone.now())
        response = HttpResponse(
            done.body, status=done.status, content_type="application/json"
        )
        if done.location:
            response["Location"] = done.location
        if done.is_replay:
            response["Idempotency-Replayed"] = "true"
        return response


def door(view: type[ApiView], **given: Any) -> Callable[..., HttpResponseBase]:
    """The view of an address, with its rules where the house tests look for them."""
    rules = view(**given).rules
    names = [name.lower() for name in (*rules, *(["HEAD"] if "GET" in rules else []))]
    made: Any = view.as_view(**given, http_method_names=names)
    made.access = ApiAccess(rules)
    return made  # type: ignore[no-any-return]


def key_of(request: Request) -> str:
    """The call's Idempotency-Key: visible ASCII, at most 200 characters."""
    key: str = request.META.get("HTTP_IDEMPOTENCY_KEY", "")
    if len(key) > _MOST or not (key.isascii() and key.isprintable()):
        message = _("Visible ASCII characters, at most 200.")
        raise problems.invalid("Idempotency-Key", "key.unreadable", message)
    return key


def json_object(request: Request) -> tuple[dict[str, Any], bytes]:
    """The body as an object, with its bytes, by which a repeated call is known."""
    raw = request.body
    data = request.data
    if not isinstance(data, dict):
        error = FieldError("", "body.no_object", _("The body must be a JSON object."))
        raise ApiProblem("malformed", errors=(error,))
    return data, raw


def _kept(response: Response) -> calls.Answer:
    body = JSONRenderer().render(response.data).decode()
    return calls.Answer(response.status_code, body, response.get("Location", ""))
