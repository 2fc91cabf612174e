"""Lists for programs: narrowed as the pages narrow them, in numbered pages."""

from collections.abc import Mapping
from typing import Any

from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _
from rest_framework.response import Response

from consumer_protection.core.api.doors import StaffApiRequest
from consumer_protection.core.api.problems import ApiProblem, FieldError, invalid
from consumer_protection.core.api.resources import Resource
from consumer_protection.core.codes import fold
from consumer_protection.core.figures import AnyFigure, Breakdown
from consumer_protection.core.filters import UnitFilter
from consumer_protection.core.models import Unit, User
from consumer_protection.core.periods import Period, UnknownPeriod, parse_period

USUAL, MOST = 25, 200
PAGING = ("page", "page_size")
BY_FIGURE = ("figure", "period", "key")


def page_of(
    resource: Resource, records: QuerySet[Any], request: StaffApiRequest
) -> Response:
    """One page of the records. A size above the most is cut to it; junk is refused."""
    number = whole(request, "page", 1)
    size = min(whole(request, "page_size", USUAL), MOST)
    count, start = records.count(), (number - 1) * size
    if start >= count and number > 1:
        raise Http404
    found = list(records[start : start + size])
    return Response(
        {
            "count": count,
            "next": _page_url(request, number + 1) if start + size < count else None,
            "previous": _page_url(request, number - 1) if number > 1 else None,
            "results": resource.show(found, request),
        }
    )


def filtered(resource: Resource, request: StaffApiRequest) -> QuerySet[Any]:
    """The asker's records, by figure and by the filters of the pages."""
    names = resource.filterset.base_filters
    known_only(request, {*names, *PAGING, *BY_FIGURE})
    records = _by_figure(resource, request)
    asked = request.query_params.copy()
    for name, one in names.items():
        if isinstance(one, UnitFilter) and asked.get(name):
            asked[name] = str(unit_named(str(asked[name]), request.user, name).pk)
    found = resource.filterset(asked, queryset=records, request=request)
    if not found.is_valid():
        errors = found.form.errors.get_json_data()
        raise ApiProblem(
            "invalid",
            errors=tuple(
                FieldError(name, "value.invalid", one["message"])
                for name, own in errors.items()
                for one in own
            ),
        )
    narrowed: QuerySet[Any] = found.qs
    return narrowed


def behind(
    figure: AnyFigure, user: User, period: Period, key: str = ""
) -> QuerySet[Any]:
    """The records a figure counts; of a breakdown, those under one key."""
    if isinstance(figure, Breakdown):
        return figure.records(user, period, key)
    return figure.records(user, period)


def period_of(request: StaffApiRequest) -> Period:
    code = request.query_params.get("period", "")
    try:
        return parse_period(code, as_of=timezone.localdate())
    except UnknownPeriod as error:
        raise invalid("period", "period.unknown", str(error)) from error


def unit_named(text: str, user: User, name: str = "unit") -> Unit:
    """A unit of the asker's institution by code, name or short name."""
    wanted = fold(text)
    for unit in Unit.objects.visible_to(user).order_by("code"):
        if wanted in {fold(unit.code), fold(unit.name), fold(unit.short_name)}:
            return unit
    raise invalid(name, "unit.unknown", _("No such unit: %s") % text[:60])


def known_only(request: StaffApiRequest, names: set[str]) -> None:
    """A misspelt filter would answer with everything; it is refused instead."""
    unknown = sorted(set(request.query_params) - names)
    if unknown:
        message = _("No such parameter.")
        errors = tuple(FieldError(one, "parameter.unknown", message) for one in unknown)
        raise ApiProblem("invalid", errors=errors)


def whole(request: StaffApiRequest, name: str, usual: int) -> int:
    """A whole number from 1 up; absent or empty is the usual one."""
    text = request.query_params.get(name, "") or str(usual)
    if not (text.isascii() and text.isdigit() and 0 < len(text) < 10 and int(text)):
        message = _("Write a whole number from 1 up.")
        raise invalid(name, "number.unreadable", message)
    return int(text)


def parameters(resource: Resource) -> list[Mapping[str, Any]]:
    """The list's parameters for the schema."""
    found = [
        _parameter(name, str(one.label or name), _form(one))
        for name, one in resource.filterset.base_filters.items()
    ]
    text = {"type": "string"}
    found += [
        _parameter("figure", _("Figure whose records are listed"), text),
        _parameter("period", _("Period"), {**text, "examples": ["2024", "2024Q3"]}),
        _parameter("key", _("Key of a breakdown"), text),
    ]
    return [*found, *paging()]


def paging() -> list[Mapping[str, Any]]:
    page = {"type": "integer", "minimum": 1, "default": 1}
    size = {"type": "integer", "minimum": 1, "maximum": MOST, "default": USUAL}
    return [
        _parameter("page", _("Page"), page),
        _parameter("page_size", _("Records a page; more than 200 are cut to it"), size),
    ]


def _by_figure(resource: Resource, request: StaffApiRequest) -> QuerySet[Any]:
    records = resource.records(request.user)
    code = request.query_params.get("figure", "")
    if not code:
        return records
    figure = resource.figures.get(code)
    if figure is None or figure.counted is not resource.noun:
        message = _("No figure of these records: %s") % code[:60]
        raise invalid("figure", "figure.unknown", message)
    key = request.query_params.get("key", "")
    found = behind(figure, request.user, period_of(request), key)
    return records.filter(pk__in=found.values("pk"))


def _form(one: Any) -> dict[str, Any]:
    if type(one).__name__ == "DateFilter":
        return {"type": "string", "format": "date"}
    return {"type": "string"}


def _parameter(name: str, label: str, schema: Mapping[str, Any]) -> Mapping[str, Any]:
    return {"name": name, "in": "query", "description": label, "schema": schema}


def _page_url(request: StaffApiRequest, number: int) -> str:
    asked = request.query_params.copy()
    asked["page"] = str(number)
    return request.build_absolute_uri(f"{request.path}?{asked.urlencode()}")
