"""What a year's activities reached and missed, and the campaigns the year calls for."""

from collections.abc import Sequence
from urllib.parse import urlencode

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET

from consumer_protection.core.http import StaffRequest, access
from education.pages.years import asked_year
from education.queries import coverage as covering
from education.queries.mandated import Called, called_in
from education.states import KEEP

# A label, and by column a count with its door.
_Line = tuple[str, Sequence[tuple[int, str]]]


@require_GET
@access(sees="education")
def coverage(request: StaffRequest) -> HttpResponse:
    """``?year=``: this one unless told."""
    year = asked_year(request)
    found = covering.coverage(request.user, year)
    gaps = [
        (_kind(kind), name, _plan_url(kind, name, year))
        for kind, name in covering.missing(found)
    ]
    matrices = (
        (_("Outlet × month"), _("Outlet"), *_opened(found.by_month)),
        (_("Township × audience"), _("Township"), *_opened(found.by_township)),
        (_("Topic × audience"), _("Topic"), *_opened(found.by_topic)),
    )
    context = {
        "year": year,
        "matrices": matrices,
        "gaps": gaps,
        "may_plan": request.user.scope.allows(KEEP),
    }
    return render(request, "education/coverage.html", context)


def _opened(matrix: covering.Matrix) -> tuple[Sequence[str], Sequence[_Line]]:
    """Its columns, and its lines with where each count leads."""
    door = reverse("education:activity_list")
    lines = [
        (line.label, [(n, f"{door}?{urlencode(asked)}") for n, asked in line.cells])
        for line in matrix.lines
    ]
    return matrix.columns, lines


@require_GET
@access(sees="education")
def calendar(request: StaffRequest) -> HttpResponse:
    year, today = asked_year(request), timezone.localdate()
    lines = [
        (one, one.is_missed(today), _campaign_url(one))
        for one in called_in(request.user, year)
    ]
    context = {
        "year": year,
        "lines": lines,
        "may_plan": request.user.scope.allows(KEEP),
    }
    return render(request, "education/calendar.html", context)


def _kind(kind: str) -> str:
    return {
        "outlet": _("Outlet without activity"),
        "township": _("Township not reached"),
        "audience": _("Audience not reached"),
        "topic": _("Topic not told"),
    }[kind]


def _plan_url(kind: str, name: str, year: int) -> str:
    """The form of a plan's item with the task written already."""
    task = {
        "outlet": f"{name}开展金融知识宣传",
        "township": f"到{name}开展金融知识宣传",
        "audience": f"面向{name}开展金融知识宣传",
        "topic": f"开展“{name}”主题宣传",
    }[kind]
    asked = {"plan_kind": "education_plan", "task": task, "due_on": f"{year}-12-31"}
    return f"{reverse('governance:planitem_add')}?{urlencode(asked)}"


def _campaign_url(one: Called) -> str:
    asked = {
        "kind": one.rule.kind,
        "name": f"{one.year}年{one.rule.name}",
        "organiser": one.rule.organiser,
        "starts_on": one.starts_on.isoformat(),
    }
    return f"{reverse('education:campaign_plan')}?{urlencode(asked)}"
