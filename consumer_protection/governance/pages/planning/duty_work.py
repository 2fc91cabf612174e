"""What is done to duties, and the year at one glance."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from consumer_protection.core.deeds import answered, posted
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.keeping import upload_of
from consumer_protection.core.kept_pages import KEEP
from consumer_protection.core.models import Unit
from consumer_protection.governance.models import Duty, Submission
from consumer_protection.governance.pages.planning.duties import DUTIES
from consumer_protection.governance.planning import duties, forms

_YEARS = range(2000, 2101)


@require_POST
@access(sees="governance", may=KEEP)
def rules_propose(request: StaffRequest) -> HttpResponse:
    new = duties.propose_rules(_root(request), actor=request.user, at=timezone.now())
    messages.success(request, _("New rules: %(count)d.") % {"count": new})
    return redirect("governance:dutyrule_list")


@require_POST
@access(sees="governance", may=KEEP)
def duties_make(request: StaffRequest) -> HttpResponse:
    """What the night does, now: whoever has just entered a rule wants to see it."""
    year, at = timezone.localdate().year, timezone.now()
    new = duties.make_duties(_root(request), year, actor=request.user, at=at)
    messages.success(request, _("New duties: %(count)d.") % {"count": new})
    return redirect("governance:duty_list")


def _root(request: StaffRequest) -> Unit:
    unit = request.user.unit
    if unit is None:
        raise Http404
    return unit.root or unit


@require_http_methods(["GET", "POST"])
@access(sees="governance", may=KEEP)
def duty_submit(request: StaffRequest, pk: int) -> HttpResponse:
    duty = get_object_or_404(DUTIES.visible_to(request.user), pk=pk)
    form = forms.SubmitForm(
        posted(request),
        request.FILES or None,
        is_correction=duty.submitted_on is not None and duty.submissions.exists(),
        initial={"submitted_on": timezone.localdate()},
    )

    def write(at: datetime) -> Submission:
        told = form.cleaned_data
        file = upload_of({"file": told["file"], "proves_from": None, "proves_to": None})
        sent = duties.Sent(
            file, told["submitted_on"], told["receipt"], told.get("reason", "")
        )
        return duties.submit_duty(duty, sent, actor=request.user, at=at)

    return answered(request, form, write, title=_("Hand in"), back=duty)


@access(sees="governance")
def duty_year(request: StaffRequest, year: int) -> HttpResponse:
    """A year on one sheet, month by month, to be printed."""
    if year not in _YEARS:
        raise Http404
    found = DUTIES.visible_to(request.user).filter(due_on__year=year)
    months: list[tuple[int, list[Duty]]] = [(month, []) for month in range(1, 13)]
    for duty in found.order_by("due_on", "pk"):
        months[duty.due_on.month - 1][1].append(duty)
    context = {"year": year, "before": year - 1, "after": year + 1, "months": months}
    return render(request, "governance/duty_year.html", context)
