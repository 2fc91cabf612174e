"""Service by outlet and month."""

from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET

from consumer_protection.core.codes import code_list
from consumer_protection.core.http import StaffRequest, access
from education.pages.years import asked_year
from education.queries import serving


@require_GET
@access(sees="education")
def service_months(request: StaffRequest) -> HttpResponse:
    """``?year=`` and ``?kind=``: this year and every kind unless told. Each number
    opens its records."""
    year, kinds = asked_year(request), code_list("service_kind").labels
    kind = request.GET.get("kind", "")
    kind = kind if kind in kinds else ""
    found = serving.months(request.user, year, kind)
    context = {
        "year": year,
        "kind": kind,
        "kinds": kinds.items(),
        "lines": [
            (line, [(one.count, _door(one, kind, line)) for one in line.cells])
            for line in found.lines
        ],
        "totals": [(one.count, _door(one, kind)) for one in found.totals],
        "found": found,
    }
    return render(request, "education/service_months.html", context)


def _door(cell: serving.Cell, kind: str, line: serving.Line | None = None) -> str:
    asked = {"since": cell.since.isoformat(), "until": cell.until.isoformat()}
    if kind:
        asked["kind"] = kind
    if line is not None:
        asked["unit"] = str(line.unit.pk)
    return f"{reverse('education:servicerecord_list')}?{urlencode(asked)}"
