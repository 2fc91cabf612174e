"""Figures for programs: the values of the report file, and the records counted."""

from collections.abc import Mapping
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import Http404
from django.utils.translation import gettext as _
from rest_framework.response import Response

from consumer_protection.core.api import lists
from consumer_protection.core.api.describing import Operation
from consumer_protection.core.api.doors import ApiView, Rule, StaffApiRequest
from consumer_protection.core.api.resources import resource_of, resources
from consumer_protection.core.api.schema import page_schema
from consumer_protection.core.figures import figures_reader, opens_records
from consumer_protection.core.narrowing import Within
from consumer_protection.core.snapshot import snapshot
from reporting.figures import BOOK, facts
from reporting.reports.frozen import described

_RULES = {"GET": Rule(may=("figures.see",))}
_PERIOD = {
    "name": "period",
    "in": "query",
    "required": True,
    "description": "2024 / 2024H1 / 2024Q3 / 2024-05",
    "schema": {"type": "string", "pattern": r"^\d{4}(H[12]|Q[1-4]|-\d{2})?$"},
}


def _asked(name: str, label: str) -> dict[str, Any]:
    schema = {"type": "string"}
    return {"name": name, "in": "query", "description": label, "schema": schema}


class FigureBook(ApiView):
    rules: Mapping[str, Rule] = _RULES

    def get(self, request: StaffApiRequest) -> Response:
        """Everything in one snapshot, as in a report; counted as the asker counts."""
        lists.known_only(request, {"period", "unit"})
        period = lists.period_of(request)
        asker = figures_reader(request.user)
        unit = None
        if named := request.query_params.get("unit"):
            unit = lists.unit_named(named, request.user)
        with snapshot():
            found = facts(Within(asker, unit) if unit else asker, period)
        return Response(
            {
                "period": period.code,
                "unit": unit.code if unit else None,
                "figures": {code: described(fact) for code, fact in found.items()},
            }
        )

    def operation(self, method: str) -> Operation:
        return Operation(
            "read_figures",
            _("All figures of a period"),
            _("Figures"),
            _BOOK,
            parameters=[_PERIOD, _asked("unit", _("Only this unit and below"))],
        )


class FigureRecords(ApiView):
    rules: Mapping[str, Rule] = _RULES

    def get(self, request: StaffApiRequest, code: str) -> Response:
        """The very records of the page behind the number."""
        lists.known_only(request, {"period", "key", *lists.PAGING})
        figure = BOOK.get(code)
        resource = resource_of(figure.counted) if figure else None
        if figure is None or resource is None:
            raise Http404
        if not opens_records(request.user, figure):
            raise PermissionDenied
        period = lists.period_of(request)
        key = request.query_params.get("key", "")
        counted = lists.behind(figure, request.user, period, key)
        records = resource.records(request.user)
        found = records.filter(pk__in=counted.values("pk"))
        return lists.page_of(resource, found, request)

    def operation(self, method: str) -> Operation:
        nouns = {figure.counted for figure in BOOK.values()}
        kinds = [one.kind for one in resources().values() if one.noun in nouns]
        refs = [f"#/components/schemas/{kind}" for kind in kinds]
        return Operation(
            "list_records_of_figure",
            _("The records a figure counts"),
            _("Figures"),
            page_schema(*refs),
            parameters=[
                _PERIOD,
                _asked("key", _("Key of a breakdown")),
                *lists.paging(),
            ],
            addressed={"code": {"type": "string", "enum": list(BOOK)}},
        )


_NUMBER = {"type": ["number", "null"]}
_FIGURE = {
    "type": "object",
    "properties": {
        "value": {
            "anyOf": [
                _NUMBER,
                {"type": "object", "additionalProperties": {"type": "integer"}},
            ]
        },
        "unit": {"type": "string"},
        "records": {"type": "integer"},
        "numerator": _NUMBER,
        "denominator": _NUMBER,
    },
    "required": ["value", "unit"],
}
_BOOK = {
    "type": "object",
    "properties": {
        "period": {"type": "string"},
        "unit": {"type": ["string", "null"]},
        "figures": {"type": "object", "additionalProperties": _FIGURE},
    },
    "required": ["period", "unit", "figures"],
}
