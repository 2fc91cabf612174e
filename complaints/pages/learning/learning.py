"""The page of learning: what waits, each number a way to its list."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET
from django_tables2 import RequestConfig

from complaints.learning import queries
from complaints.models import TrainingSuggestion
from complaints.tables import ComplaintTable
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.registers import PAGE_SIZE, Act, Label

_HOT_SPOTS = 8


@dataclass(frozen=True, slots=True)
class Tile:
    label: Label
    count: int
    url: str


@require_GET
@access(sees="complaints")
def learning(request: StaffRequest) -> HttpResponse:
    today = timezone.localdate()
    own = queries.learning(request.user, today)
    visible = TrainingSuggestion.objects.visible_to(request.user)
    hot = visible.filter(status="suggested").select_related("unit")
    ways = [Act(_("Problems behind complaints"), reverse("complaints:problem_list"))]
    if request.user.scope.allows("sanctions.see"):
        ways.append(Act(_("Sanctions"), reverse("complaints:sanction_list")))
    context = {
        "tiles": list(_tiles(own)),
        "hot_spots": hot.order_by("-until", "pk")[:_HOT_SPOTS],
        "acts": ways,
    }
    return render(request, "complaints/learning.html", context)


def _tiles(own: queries.Learning) -> Iterator[Tile]:
    yield Tile(_("Problems open"), own.problems, _list("problem", "open=on"))
    work = _list("rectification", "open=on")
    yield Tile(_("Rectifications open"), own.rectifications, work)
    late = _list("rectification", "overdue=on")
    yield Tile(_("Rectifications overdue"), own.rectifications_overdue, late)
    waits = _list("rectification", "status=submitted")
    yield Tile(_("Waiting to be verified"), own.to_verify, waits)
    lacking = reverse("complaints:sanction_lacking")
    yield Tile(_("Responsible, nobody held to account"), own.sanctions_missing, lacking)
    unanswered = _list("suggestion", "waiting=on")
    yield Tile(_("Suggestions unanswered"), own.suggestions, unanswered)
    yield Tile(_("Call-backs due"), own.calls, _list("callback", "status=open"))
    second = _list("secondround", "status=open")
    yield Tile(_("Second rounds open"), own.second_rounds, second)
    hot = _list("trainingsuggestion", "status=suggested")
    yield Tile(_("Trainings suggested"), own.trainings, hot)


def _list(name: str, asked: str) -> str:
    return f"{reverse(f'complaints:{name}_list')}?{asked}"


@require_GET
@access(sees="complaints")
def lacking_sanctions(request: StaffRequest) -> HttpResponse:
    """Complaints that somebody answers for, and nobody was held to account."""
    found = queries.lacking_sanction(request.user).select_related("unit")
    table = ComplaintTable(found.order_by("-received_on", "pk"))
    RequestConfig(request, paginate={"per_page": PAGE_SIZE}).configure(table)
    context = {"table": table, "title": _("Responsible, nobody held to account")}
    return render(request, "complaints/lacking_sanctions.html", context)
