"""Quarters of branch assessment, and the ranking of one."""

from datetime import datetime

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from consumer_protection.core import trail
from consumer_protection.core.deeds import FORM, answered, posted, root_of, said_of
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.states import MoveRefused
from reporting.models import BranchRound, BranchScore
from reporting.ranking import actions
from reporting.ranking.forms import RoundForm
from reporting.ranking.ranking import ranking_of
from reporting.ranking.scoring import sheet_by_code

_SHOWN = 40


@require_GET
@access(sees="audits")
def round_list(request: StaffRequest) -> HttpResponse:
    found = BranchRound.objects.visible_to(request.user)[:_SHOWN]
    rows = [(one, ranking_of(one, request.user)) for one in found]
    context = {"rows": rows, "may_open": request.user.scope.allows(actions.BUILD)}
    return render(request, "reporting/ranking/list.html", context)


@require_http_methods(FORM)
@access(sees="audits", may=actions.BUILD)
def round_open(request: StaffRequest) -> HttpResponse:
    form = RoundForm(posted(request), initial={"quarter": _last_quarter()})

    def write(at: datetime) -> BranchRound:
        quarter = form.cleaned_data["quarter"]
        root = root_of(request)
        return actions.open_round(quarter, root=root, actor=request.user, at=at)

    return answered(
        request,
        form,
        write,
        title=_("Open a quarter"),
        back="reporting:branch_rounds",
        back_label=_("Branch assessments"),
        hint=_("Every outlet there on its last day gets a sheet."),
    )


@require_GET
@access(sees="audits")
def round_detail(request: StaffRequest, pk: int) -> HttpResponse:
    found = _round(request, pk)
    sheet = sheet_by_code(found.sheet)
    context = {
        "round": found,
        "sheet": sheet,
        "ranking": ranking_of(found, request.user),
        "moves": found.next_moves(request.user),
        "why_not": found.why_not_publish(request.user),
        "may_lock": request.user.scope.allows("reports.freeze")
        and not found.is_published,
        "history": trail.moves_of(found),
    }
    return render(request, "reporting/ranking/round.html", context)


@require_POST
@access(sees="audits", may="reports.freeze")
def round_lock(request: StaffRequest, pk: int) -> HttpResponse:
    """Every branch that may be locked now, each by itself; the others are told."""
    found, done, left = _round(request, pk), 0, []
    visible = BranchScore.objects.visible_to(request.user).filter(round=found)
    waiting = visible.filter(status__in=("reviewed", "answered"))
    for score in waiting.select_related("round", "unit").order_by("unit__code"):
        try:
            actions.move_score(score, "lock", actor=request.user, at=timezone.now())
        except MoveRefused as refused:
            left.append(f"{score.unit.name}：{refused}")
        else:
            done += 1
    told = gettext("Locked: %(count)d.") % {"count": done}
    messages.success(request, told)
    for one in left[:5]:
        messages.warning(request, one)
    return redirect(found)


@require_POST
@access(sees="audits", may="reports.freeze")
def round_publish(request: StaffRequest, pk: int) -> HttpResponse:
    found = _round(request, pk)
    said_of(request, lambda at: actions.publish(found, actor=request.user, at=at))
    return redirect(found)


def _round(request: StaffRequest, pk: int) -> BranchRound:
    visible = BranchRound.objects.visible_to(request.user)
    found: BranchRound = get_object_or_404(visible, pk=pk)
    return found


def _last_quarter() -> str:
    """The quarter that ended last."""
    today = timezone.localdate()
    number = (today.month - 1) // 3
    return f"{today.year}Q{number}" if number else f"{today.year - 1}Q4"
