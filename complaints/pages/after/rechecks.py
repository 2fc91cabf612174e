"""Applications to verify an answer again: the list and the page of one."""

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.after.filters import RecheckFilter
from complaints.after.tables import RecheckTable
from complaints.models import Recheck
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown

HANDLE = "complaints.handle"


def _show(recheck: Recheck) -> Shown:
    application = (
        (_("Complaint number"), recheck.complaint),
        (_("Unit complained of"), recheck.complaint.unit),
        (_("Answer told on"), recheck.answered_on),
        (_("Last day to apply"), recheck.apply_until),
        (_("Applied on"), recheck.applied_on),
        (_("Came late"), recheck.came_late or None),
        (_("What the complainant objects to"), pii.mask_text(recheck.grounds)),
        (_("Put on record by"), recheck.entered_by),
    )
    decision = (
        (_("Due on"), recheck.due_on),
        (_("Late"), recheck.is_late or None),
        (_("Accepted on"), recheck.accepted_on),
        (
            _("Result of the recheck"),
            label("review_result", recheck.result) if recheck.result else "",
        ),
        (_("Reasons"), pii.mask_text(recheck.reasons)),
        (_("Decided by"), recheck.decided_by),
        (_("Decided at"), recheck.decided_at),
        (_("Ended on"), recheck.ended_on),
        (_("Case reopened on"), recheck.reopened_on),
    )
    noun = _("Recheck")
    return Shown(
        title=f"{noun} · {recheck.complaint}",
        status=label("recheck_status", recheck.status),
        is_ended=not recheck.is_open,
        sections=(
            Section(_("Application"), application),
            Section(_("Decision"), decision),
        ),
    )


def _acts(recheck: Recheck, user: User) -> list[Act]:
    """What the table opens and no rule forbids; then the letter, the case."""
    found = [
        Act(
            move.label, reverse("complaints:recheck_move", args=[recheck.pk, move.name])
        )
        for move in recheck.machine.open_to(user, recheck.status)
        if not (move.guard and getattr(recheck, move.guard)(user))
    ]
    if user.scope.allows(HANDLE):
        found += _handler_acts(recheck)
    return [*found, Act(_("The case"), recheck.complaint.get_absolute_url())]


def _handler_acts(recheck: Recheck) -> list[Act]:
    found, letter, case = [], recheck.letter, recheck.complaint
    if letter is not None:
        url = reverse("complaints:letter_detail", args=[letter.pk])
        name = letter.number or label("letter_kind", letter.kind)
        found.append(Act(f"→ {name}", url))
    elif recheck.status == "decided":
        url = reverse("complaints:letter_new", args=[case.pk, "recheck"])
        found.append(Act(label("letter_kind", "recheck"), url, is_main=True))
    may_open = case.status in case.machine.moves["reopen"].sources
    if recheck.was_overturned and recheck.reopened_on is None and may_open:
        url = reverse("complaints:recheck_reopen", args=[recheck.pk])
        found.append(Act(_("Reopen the case"), url))
    return found


def _list_acts(user: User) -> list[Act]:
    cases, mediations = "complaints:complaint_list", "complaints:mediation_list"
    return [
        Act(_("Complaints"), reverse(cases), "message"),
        Act(_("Mediations"), reverse(mediations), "list"),
    ]


RECHECKS = Register(
    noun=Recheck,
    label=_("Rechecks"),
    subject="complaints",
    table=RecheckTable,
    filterset=RecheckFilter,
    show=_show,
    order=("-applied_on", "-pk"),
    related=("complaint__unit", "complaint__root", "entered_by", "decided_by"),
    keeps=HANDLE,
    acts=_acts,
    list_acts=_list_acts,
)
