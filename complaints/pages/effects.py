"""The complaints counted before and after a closing, as a list."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django_tables2 import RequestConfig

from complaints.learning import queries
from complaints.models import Problem, Rectification
from complaints.tables import ComplaintTable
from consumer_protection.core.http import StaffRequest
from consumer_protection.core.registers import PAGE_SIZE

_TITLES = {
    "before": _("Complaints before the closing"),
    "after": _("Complaints after the closing"),
}


def effect_list(
    request: StaffRequest, record: Problem | Rectification, side: str
) -> HttpResponse:
    """The very records behind the number that led here."""
    effect = queries.effect(record, request.user, timezone.localdate())
    if effect is None or side not in _TITLES:
        raise Http404
    found: Any = queries.effect_cases(record, request.user, side)
    table = ComplaintTable(found.select_related("unit").order_by("-received_on", "pk"))
    RequestConfig(request, paginate={"per_page": PAGE_SIZE}).configure(table)
    context = {
        "record": record,
        "title": _TITLES[side],
        "effect": effect,
        "table": table,
    }
    return render(request, "complaints/effect_list.html", context)
