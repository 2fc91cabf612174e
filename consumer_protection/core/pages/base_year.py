"""Base figures of a year, entered by hand in one table."""

from datetime import date

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import base_figures, base_recording
from consumer_protection.core.base_form import BaseTable
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import BaseFigure, Unit
from consumer_protection.core.models.base_figure import FIRST_YEAR

_SHOWN_YEARS = 4


@access(sees="base", may="figures.enter")
def base_year(request: StaffRequest, year: int | None = None) -> HttpResponse:
    """Without a year the last one that has ended."""
    this_year = timezone.localdate().year
    year = this_year - 1 if year is None else year
    if not FIRST_YEAR <= year <= this_year:
        raise Http404
    table = _table(request, year)
    if request.method == "POST" and table.is_valid():
        _save(request, year, table)
        return redirect("core:base_year_of", year=year)
    context = {
        "year": year,
        "years": range(this_year, this_year - _SHOWN_YEARS, -1),
        "table": table,
        "source": request.POST.get("source", "")[:200],
        "doubts": [
            doubt.message
            for doubt in base_figures.doubts(request.user)
            if doubt.year == year
        ],
    }
    status = 422 if table.problems else 200
    return render(request, "core/base_year.html", context, status=status)


def _table(request: StaffRequest, year: int) -> BaseTable:
    """The units that existed at the year's end and are the asker's to see."""
    units = Unit.objects.visible_to(request.user).valid_on(date(year, 12, 31))
    if not request.user.scope.sees_all("base"):
        units = units.filter(pk__in=request.user.scope.below)
    found = BaseFigure.objects.visible_to(request.user).filter(year=year)
    standing = {one.unit_id: one for one in found.prefetch_related("counts")}
    data = request.POST.dict() if request.method == "POST" else None
    return BaseTable(list(units.order_by("code")), standing, data)


def _save(request: StaffRequest, year: int, table: BaseTable) -> None:
    changed = base_recording.write_year(
        year,
        table.numbers,
        source=request.POST.get("source", "").strip()[:200],
        actor=request.user,
        at=timezone.now(),
    )
    if changed:
        messages.success(request, _("Saved: %(count)d units.") % {"count": changed})
    else:
        messages.info(request, _("Nothing was changed."))
