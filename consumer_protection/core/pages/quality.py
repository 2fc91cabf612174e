"""The page of data quality, and its number for the home page."""

from itertools import groupby

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from consumer_protection.core.codes import code_list
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.periods import Period, UnknownPeriod, parse_period
from consumer_protection.core.quality_list import Line, lines


@require_GET
@access()
def quality(request: StaffRequest) -> HttpResponse:
    period = _period(request)
    found = lines(request.user, timezone.now(), period)
    context = {
        "duties": [
            (_title(app), list(own)) for app, own in groupby(found, lambda one: one.app)
        ],
        "period": period,
        **_numbers(found),
    }
    return render(request, "core/quality.html", context)


@require_GET
@access()
def quality_tile(request: StaffRequest) -> HttpResponse:
    """The numbers alone: pages ask for them once they stand, since they take time."""
    found = lines(request.user, timezone.now(), _period(request))
    return render(request, "core/_quality_tile.html", _numbers(found))


def _numbers(found: list[Line]) -> dict[str, object]:
    errors = sum(line.count for line in found if line.is_error)
    return {
        "errors": errors,
        "warnings": sum(line.count for line in found) - errors,
    }


def _title(app: str) -> str:
    own = {"core": _("Units, people and base figures"), "reporting": _("Reports")}
    return own.get(app) or code_list("chapter").labels.get(app, app)


def _period(request: HttpRequest) -> Period | None:
    text = request.GET.get("period", "")
    try:
        return parse_period(text, as_of=timezone.localdate()) if text else None
    except UnknownPeriod as error:
        raise Http404(str(error)) from error
