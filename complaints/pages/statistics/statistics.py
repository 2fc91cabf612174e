"""The statistics of complaints: every number opens the records it counts."""

from collections.abc import Mapping

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_GET, require_POST

from complaints.dimensions import DIMENSIONS
from complaints.pages.statistics.statistics_cells import Cells, change, lines, told
from complaints.pages.statistics.statistics_chart import chart
from complaints.pages.statistics.statistics_narrowing import deeper, pills, within_of
from complaints.pages.statistics.statistics_workbook import workbook
from complaints.statistics import MEASURES, Table, table, trend, years
from complaints.statistics_forms import StatisticsForm
from consumer_protection.core import trail
from consumer_protection.core.figures import figures_reader, opens_records
from consumer_protection.core.http import StaffRequest, access, masked_query
from consumer_protection.core.models import User

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@access(may="figures.see")
def statistics(request: StaffRequest) -> HttpResponse:
    """A table of what somebody may count, and its last 24 months."""
    form, within = _form(request.user, request.GET), within_of(request.GET)
    context: dict[str, object] = {
        "form": form,
        "within": within,
        "may_list": request.user.scope.sees("complaints"),
    }
    if form.is_valid():
        context |= _shown(request.user, _table(form, request.user, within), request.GET)
    return render(request, "complaints/statistics.html", context)


@require_POST
@access(may="figures.see")
def statistics_export(request: StaffRequest) -> HttpResponse:
    """The shown table as a workbook."""
    form, within = _form(request.user, request.GET), within_of(request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    made, at = _table(form, request.user, within), timezone.now()
    changes = {
        "list": "complaints.statistics",
        "filter": masked_query(request),
        "rows": len(made.row_labels),
        "personal": False,
        "format": "xlsx",
    }
    trail.record(request.user, "exported", actor=request.user, at=at, changes=changes)
    day = timezone.localdate(at)
    response = HttpResponse(workbook(made, request.user, day), content_type=_XLSX)
    name = f"complaint-statistics-{made.period.code}-{day:%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(user: User, data: QueryDict) -> StatisticsForm:
    today = timezone.localdate()
    measures = [(name, one.figure.label) for name, one in MEASURES.items()]
    return StatisticsForm(
        data, years=years(user, today), measures=measures, today=today
    )


def _table(form: StatisticsForm, user: User, within: Mapping[str, str]) -> Table:
    asked = form.cleaned_data
    return table(
        MEASURES[asked["measure"]],
        figures_reader(user),
        form.period,
        DIMENSIONS[asked["rows"]],
        DIMENSIONS.get(asked["columns"]),
        within,
    )


def _shown(user: User, made: Table, data: QueryDict) -> dict[str, object]:
    measure, reader, within = made.measure, figures_reader(user), made.within
    opens = opens_records(user, measure.whole)
    cells = Cells(made, opens)
    months = trend(measure, reader, made.period, within)
    before = made.period.a_year_earlier
    earlier = measure.counts(reader, before, within=within)[()]
    return {
        "table": made,
        "rows": [(row, deeper(made, row.key, data)) for row in cells.rows()],
        "foot": cells.foot(),
        "chart": chart(months),
        "lines": lines(made, months, opens=opens),
        "earlier": told(earlier),
        "change": change(made.sum, earlier),
        "narrowed": pills(within, reader, data),
    }
