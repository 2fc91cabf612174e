"""What is done on the sheet of one branch, and its paper."""

from datetime import datetime

from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from consumer_protection.core.deeds import FORM, answered, posted
from consumer_protection.core.documents.paper import handed_out
from consumer_protection.core.http import StaffRequest, access
from reporting.models import BranchScore
from reporting.ranking import actions, papers, scoring
from reporting.ranking.forms import NoteForm, PointsForm
from reporting.ranking.ranking import ranking_of


@require_http_methods(FORM)
@access(sees="audits", may=actions.BRANCH)
def score_give(request: StaffRequest, pk: int, item: str) -> HttpResponse:
    """Points with their reason: the branch its own, everybody else as reviewer."""
    score = _score(request, pk)
    bounds = scoring.sheet_by_code(score.round.sheet).bounds(item)
    if bounds is None:
        raise Http404
    mark = score.marks.filter(item=item).first()
    names = (
        ("own", "own_reason") if score.is_own(request.user) else ("points", "reason")
    )
    initial = {}
    if mark is not None:
        points, reason = (getattr(mark, name) for name in names)
        initial = {"points": points, "reason": reason}
    form = PointsForm(posted(request), initial=initial)

    def write(at: datetime) -> None:
        given = form.cleaned_data
        actions.give(
            score,
            item,
            actions.Given(given["points"], given["reason"]),
            actor=request.user,
            at=at,
        )

    hint = _("%(item)s: between %(least)s and %(most)s points.")
    told = {"item": item, "least": bounds[0], "most": bounds[1]}
    title = _("Give points")
    return answered(request, form, write, title=title, back=score, hint=hint % told)


@require_http_methods(FORM)
@access(sees="audits")
def score_move(request: StaffRequest, pk: int, move: str) -> HttpResponse:
    score = _score(request, pk)
    asked = score.machine.moves.get(move)
    if asked is None:
        raise Http404
    form = NoteForm(posted(request))

    def write(at: datetime) -> None:
        note = form.cleaned_data["note"]
        actions.move_score(score, move, actor=request.user, at=at, note=note)

    return answered(request, form, write, title=asked.label, back=score)


@require_GET
@access(sees="audits")
def score_paper(request: StaffRequest, pk: int, form: str) -> HttpResponse:
    score, at = _score(request, pk), timezone.localtime()
    card = scoring.card_of(score, request.user, at)
    place = ""
    if score.round.is_published:
        found = ranking_of(score.round, request.user)
        number = next(one.number for one in found.places if one.score == score)
        place = f"在{len(found.places)}个网点中排名第{number}，平均{found.average}分。"
    paper = papers.result(score, card, place, at)
    return handed_out(paper, f"branch-{score.pk}", form)


def _score(request: StaffRequest, pk: int) -> BranchScore:
    visible = BranchScore.objects.visible_to(request.user)
    found = visible.select_related("round__root", "unit")
    score: BranchScore = get_object_or_404(found, pk=pk)
    return score
