"""What was learnt from one case, for its page: the steps that are possible, and what
stands there already. The page of cases calls both."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.learning import queries
from complaints.models import CallBack, Complaint, Problem, Rectification
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing

_HANDLE = "complaints.handle"


def learning_acts(case: Complaint, user: User) -> list[Act]:
    """Ways to group the case, to mend, to hold to account, to answer, to call."""
    scope, found = user.scope, []
    if scope.allows(_HANDLE) and case.number and case.status != "merged":
        own = f"{reverse('complaints:problem_add')}?case={case.pk}"
        found.append(Act(_("New problem from it"), own))
        mend = reverse("complaints:case_rectify", args=[case.pk])
        found.append(Act(_("Set a rectification"), mend))
    if scope.allows("sanctions.keep"):
        hold = reverse("complaints:case_sanction", args=[case.pk])
        is_main = queries.needs_sanction(case)
        found.append(Act(_("Record a sanction"), hold, is_main=is_main))
    if case.record_nature == "suggestion":
        answer = reverse("complaints:suggestion_detail", args=[case.pk])
        found.append(Act(_("Answer to the suggestion"), answer))
    waiting = case.call_backs.filter(status="open").first()
    if waiting is not None:
        found.append(Act(_("Call-back"), waiting.get_absolute_url()))
    return found


def learning_listings(case: Complaint, user: User) -> list[Listing]:
    """Problems, rectifications and call-backs of the case; empty ones are left out."""
    found = (_problems(case, user), _work(case, user), _calls(case, user))
    return [one for one in found if one.rows]


def _problems(case: Complaint, user: User) -> Listing:
    visible = Problem.objects.visible_to(user).filter(complaints=case)
    rows = [
        (
            one,
            pii.mask_text(one.title),
            label("problem_cause", one.root_cause),
            label("problem_status", one.status),
        )
        for one in visible.order_by("number")
    ]
    columns = (_("Problem number"), _("Problem"), _("Root cause"), _("State"))
    return Listing(_("Problems behind complaints"), columns, rows)


def _work(case: Complaint, user: User) -> Listing:
    visible = Rectification.objects.visible_to(user).filter(complaint=case)
    rows = [
        (
            pii.mask_text(one.action),
            one.unit,
            one.due_on,
            label("rectification_status", one.status),
        )
        for one in visible.select_related("unit").order_by("due_on")
    ]
    columns = (_("Action to take"), _("Owner unit"), _("Due on"), _("State"))
    return Listing(_("Rectifications"), columns, rows)


def _calls(case: Complaint, user: User) -> Listing:
    visible = CallBack.objects.visible_to(user).filter(complaint=case)
    rows = [
        (
            one.round,
            one.due_on,
            label("callback_status", one.status),
            label("satisfaction", one.satisfaction),
            one.caller,
        )
        for one in visible.select_related("caller").order_by("round")
    ]
    columns = (_("Round"), _("Due on"), _("State"), _("Satisfaction"), _("Caller"))
    return Listing(_("Call-backs"), columns, rows)
