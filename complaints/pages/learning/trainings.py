"""Trainings that frequent complaints suggest: list, page, looking again, deciding."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from complaints.learning import learning_actions as actions
from complaints.learning.filters import TrainingSuggestionFilter
from complaints.learning.forms import ReasonForm
from complaints.learning.tables import TrainingSuggestionTable
from complaints.models import TrainingSuggestion
from complaints.pages.learning.learning_doing import answered, posted
from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown

_MAY = actions.MAY_SUGGEST


def _show(one: TrainingSuggestion) -> Shown:
    facts = (
        (_("Unit complained of"), one.unit),
        (_("Cause"), label("cause", one.cause)),
        (_("Complaints"), one.count),
        (_("From"), one.since),
        (_("Until"), one.until),
        (_("Decided by"), one.decided_by),
        (_("Decided on"), one.decided_on),
    )
    return Shown(
        title=f"{one.unit} · {label('cause', one.cause)}",
        status=label("trainingsuggestion_status", one.status),
        is_ended=not one.is_open,
        sections=(Section(_("Suggested training"), facts),),
    )


def _acts(one: TrainingSuggestion, user: User) -> list[Act]:
    asked = {
        "unit": one.unit_id,
        "cause": one.cause,
        "since": one.since.isoformat(),
        "until": one.until.isoformat(),
        "record_nature": "complaint",
    }
    cases = f"{reverse('complaints:complaint_list')}?{urlencode(asked)}"
    moves = [
        Act(move.label, reverse("complaints:training_move", args=[one.pk, move.name]))
        for move in one.machine.open_to(user, one.status)
    ]
    return [*moves, Act(_("The complaints"), cases, "list")]


def _list_acts(user: User) -> list[Act]:
    found = [Act(_("Learning"), reverse("complaints:learning"))]
    if user.scope.allows(_MAY):
        url = reverse("complaints:training_look")
        found.append(Act(_("Look for hot spots"), url, "search", is_post=True))
    return found


TRAININGS = Register(
    noun=TrainingSuggestion,
    label=_("Suggested trainings"),
    subject="complaints",
    table=TrainingSuggestionTable,
    filterset=TrainingSuggestionFilter,
    show=_show,
    order=("-status", "-until", "pk"),
    related=("unit", "decided_by"),
    acts=_acts,
    list_acts=_list_acts,
)


@require_POST
@access(sees="complaints", may=_MAY)
def training_look(request: StaffRequest) -> HttpResponse:
    """Ask the rule of hot spots about the last days."""
    unit = request.user.unit
    if unit is None or unit.root is None:
        raise Http404
    count = actions.suggest_trainings(unit.root, actor=request.user, at=timezone.now())
    said = gettext("New hot spots: %(n)d")
    messages.success(request, said % {"n": count})
    return redirect("complaints:trainingsuggestion_list")


@require_http_methods(["GET", "POST"])
@access(sees="complaints", may=_MAY)
def training_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    one = get_object_or_404(TRAININGS.visible_to(request.user), pk=pk)
    asked = one.machine.moves.get(move)
    if asked is None:
        raise Http404
    form = ReasonForm(posted(request))
    return answered(
        request,
        form,
        lambda at: actions.move_training(
            one, move, actor=request.user, at=at, note=form.cleaned_data["note"]
        ),
        title=asked.label,
        back=one,
    )
