"""The statistics of complaints: every number opens the records it counts."""

from datetime import date

from django.http import HttpResponse, QueryDict
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from complaints.dimensions import DIMENSIONS
from complaints.figures import COMPLAINTS
from complaints.pages.statistics_cells import Cells, change, lines, told
from complaints.pages.statistics_chart import chart
from complaints.statistics import MEASURES, Table, table, trend
from complaints.statistics_forms import StatisticsForm
from consumer_protection.core import trail
from consumer_protection.core.documents.workbook import write_table
from consumer_protection.core.figures import figures_reader, opens_records
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User

_XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@access(may="figures.see")
def statistics(request: StaffRequest) -> HttpResponse:
    """A table of what somebody may count, and its last 24 months."""
    form = _form(request.user, request.GET)
    context: dict[str, object] = {"form": form}
    if form.is_valid():
        context |= _shown(request.user, _table(form, request.user))
    return render(request, "complaints/statistics.html", context)


@require_POST
@access(may="figures.see")
def statistics_export(request: StaffRequest) -> HttpResponse:
    """The shown table as a workbook."""
    form = _form(request.user, request.GET)
    if not form.is_valid():
        return HttpResponse(status=400)
    made, at = _table(form, request.user), timezone.now()
    changes = {
        "list": "complaints.statistics",
        "filter": request.GET.urlencode()[:500],
        "rows": len(made.row_labels),
        "personal": False,
        "format": "xlsx",
    }
    trail.record(request.user, "exported", actor=request.user, at=at, changes=changes)
    day = timezone.localdate(at)
    response = HttpResponse(_workbook(made, request.user, day), content_type=_XLSX)
    name = f"complaint-statistics-{made.period.code}-{day:%Y%m%d}.xlsx"
    response["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


def _form(user: User, data: QueryDict) -> StatisticsForm:
    today = timezone.localdate()
    first = COMPLAINTS.first_day(user)
    years = range(min(first or today, today).year, today.year + 1)
    measures = [(name, one.figure.label) for name, one in MEASURES.items()]
    return StatisticsForm(data, years=years, measures=measures, today=today)


def _table(form: StatisticsForm, user: User) -> Table:
    asked = form.cleaned_data
    return table(
        MEASURES[asked["measure"]],
        figures_reader(user),
        form.period,
        DIMENSIONS[asked["rows"]],
        DIMENSIONS.get(asked["columns"]),
    )


def _shown(user: User, made: Table) -> dict[str, object]:
    measure, reader = made.measure, figures_reader(user)
    opens = opens_records(user, measure.whole)
    cells = Cells(made, opens)
    months = trend(measure, reader, made.period)
    earlier = measure.counts(reader, made.period.a_year_earlier)[()]
    return {
        "table": made,
        "rows": list(cells.rows()),
        "foot": cells.foot(),
        "chart": chart(months),
        "lines": lines(measure, months, opens=opens),
        "earlier": told(earlier),
        "change": change(made.sum, earlier),
    }


def _workbook(made: Table, user: User, day: date) -> bytes:
    cells = Cells(made, opens=False)
    head = [str(made.rows.label), *made.column_labels.values(), _("Sum")]
    rows = [
        [row.label, *(one.number.value for one in (*row.cells, row.sum))]
        for row in (*cells.rows(), cells.foot())
    ]
    label = made.measure.figure.label
    return write_table(
        head,
        rows,
        title=f"{label} · {made.period.label}",
        note=_("Drawn up on %(day)s by %(name)s, %(unit)s; units in view only")
        % {"day": f"{day:%Y-%m-%d}", "name": user.name, "unit": user.unit},
        sheet=str(label),
    )
