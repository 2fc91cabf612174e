"""Duties, their rules, what was submitted, and the year at one glance."""

from datetime import datetime

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from consumer_protection.core.codes import label
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.keeping import upload_of
from consumer_protection.core.models import Unit, User
from consumer_protection.core.registers import Act, Listing, Register, Shown
from consumer_protection.governance import ledgers
from consumer_protection.governance.models import Duty, DutyRule, Submission
from consumer_protection.governance.pages.planning.doing import (
    KEEP,
    answered,
    posted,
    shown,
)
from consumer_protection.governance.plan_figures import FIGURES
from consumer_protection.governance.planning import duties, filters, forms, tables

_YEARS = range(2000, 2101)


def _show(duty: Duty) -> Shown:
    rows = [
        (
            one.version,
            one.submitted_on,
            one.file.name,
            one.sha256,
            one.receipt,
            one.reason,
        )
        for one in duty.submissions.select_related("file")
    ]
    columns = (
        _("Version"),
        _("Submitted on"),
        _("File"),
        _("SHA-256"),
        _("Receipt"),
        _("Reason of the correction"),
    )
    return shown(
        ledgers.DUTIES,
        duty,
        _("Duty"),
        status=label("duty_state", duty.state),
        is_ended=duty.submitted_on is not None,
        listings=(Listing(_("Submissions"), columns, rows),),
    )


def _acts(duty: Duty, user: User) -> list[Act]:
    if not user.scope.allows(KEEP):
        return []
    words = _("Correct what was submitted") if duty.submitted_on else _("Submit")
    url = reverse("governance:duty_submit", args=[duty.pk])
    return [Act(words, url, "upload", is_main=duty.submitted_on is None)]


def _list_acts(user: User) -> list[Act]:
    year = timezone.localdate().year
    return [
        Act(_("Year view"), reverse("governance:duty_year", args=[year]), "list"),
        Act(_("Rules"), reverse("governance:dutyrule_list"), "book"),
        Act(_("Calendar feed"), reverse("governance:feed"), "link"),
    ]


DUTIES = Register(
    noun=Duty,
    label=_("Duties calendar"),
    subject="governance",
    table=tables.DutyTable,
    filterset=filters.DutyFilter,
    show=_show,
    order=("due_on", "pk"),
    related=("unit",),
    figures=FIGURES,
    ledger="duties",
    writes=KEEP,
    keeps=KEEP,
    acts=_acts,
    list_acts=_list_acts,
)


def _rule_acts(user: User) -> list[Act]:
    found = [Act(_("Duties calendar"), reverse("governance:duty_list"), "list")]
    if user.scope.allows(KEEP):
        propose, make = "governance:rules_propose", "governance:duties_make"
        found += [
            Act(_("Take in proposed rules"), reverse(propose), is_post=True),
            Act(_("Make this year's duties"), reverse(make), is_post=True),
        ]
    return found


def _show_rule(rule: DutyRule) -> Shown:
    return shown(ledgers.DUTY_RULES, rule, _("Duty rule"))


DUTY_RULES = Register(
    noun=DutyRule,
    label=_("Duty rules"),
    subject="governance",
    table=tables.DutyRuleTable,
    filterset=filters.DutyRuleFilter,
    show=_show_rule,
    order=("name", "-valid_from"),
    related=("unit",),
    ledger="duty_rules",
    writes=KEEP,
    keeps=KEEP,
    list_acts=_rule_acts,
)


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

    return answered(request, form, write, title=_("Submit"), back=duty)


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
