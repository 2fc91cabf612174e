"""The list of call-backs and the page of one."""

from typing import Any

from django.db.models import Count, QuerySet
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints.learning.filters import CallBackFilter, SecondRoundFilter
from complaints.learning.queries import questions_of
from complaints.learning.tables import CallBackTable, SecondRoundTable
from complaints.models import CallBack, SecondRound
from consumer_protection.core import pii
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Listing, Register, Section, Shown

HANDLE = "complaints.handle"
_SAID = {"yes": _("Yes"), "no": _("No")}


class _CallBacks(Register):
    """With the number of tries its list shows."""

    def visible_to(self, user: User) -> QuerySet[Any]:
        found: QuerySet[Any] = super().visible_to(user)
        counted: QuerySet[Any] = found.annotate(attempt_count=Count("attempts"))
        return counted


def _show(call: CallBack) -> Shown:
    case = call.complaint
    facts = (
        (_("Complaint number"), case),
        (_("Unit complained of"), case.unit),
        (_("Closed on"), case.closed_on),
        (_("Round"), call.round),
        (_("Due on"), call.due_on),
        (_("Satisfaction"), label("satisfaction", call.satisfaction)),
        (_("Remark"), pii.mask_text(call.remark)),
        (_("Caller"), call.caller),
        (_("Ended at"), call.ended_at),
    )
    return Shown(
        title=f"{_('Call-back')} · {case}",
        status=label("callback_status", call.status),
        is_ended=not call.is_open,
        sections=(Section(_("Call-back"), facts), _answers(call)),
        listings=(_attempts(call),),
    )


def _answers(call: CallBack) -> Section:
    texts = questions_of(call)
    told = [
        (texts.get(code, code), _SAID.get(text, pii.mask_text(text)))
        for code, text in call.answers.items()
    ]
    return Section(_("Answers"), told)


def _attempts(call: CallBack) -> Listing:
    rows = [
        (one.number, one.at, one.is_reached, pii.mask_text(one.remark), one.caller)
        for one in call.attempts.select_related("caller")
    ]
    columns = (_("Attempt"), _("Time"), _("Reached"), _("Remark"), _("Caller"))
    return Listing(_("Attempts"), columns, rows)


def _acts(call: CallBack, user: User) -> list[Act]:
    found = [Act(_("The case"), call.complaint.get_absolute_url())]
    may = user.scope.allows(HANDLE) and not call.why_not_call(user)
    if call.is_open and may:
        url = reverse("complaints:call", args=[call.pk])
        found.append(Act(_("Call now"), url, is_main=True))
    return found


def _list_acts(user: User) -> list[Act]:
    found = [Act(_("Second rounds"), reverse("complaints:secondround_list"))]
    if user.scope.allows(HANDLE):
        plan = reverse("complaints:call_plan")
        found.append(Act(_("Draw the sample"), plan, is_post=True))
        found.append(Act(_("Next call"), reverse("complaints:call_next"), is_main=True))
    return found


CALL_BACKS = _CallBacks(
    noun=CallBack,
    label=_("Call-backs"),
    subject="complaints",
    table=CallBackTable,
    filterset=CallBackFilter,
    show=_show,
    order=("-status", "due_on", "pk"),
    related=("complaint__unit__root", "caller"),
    acts=_acts,
    list_acts=_list_acts,
)


def _show_second(second: SecondRound) -> Shown:
    facts = (
        (_("Complaint number"), second.complaint),
        (_("Unit complained of"), second.complaint.unit),
        (_("Opened on"), second.opened_on),
        (_("Due on"), second.due_on),
        (_("What was said"), pii.mask_text(second.asked_by.remark)),
        (_("Answer given"), pii.mask_text(second.answer)),
        (_("Answered by"), second.answered_by),
        (_("Answered on"), second.answered_on),
    )
    return Shown(
        title=f"{_('Second round')} · {second.complaint}",
        status=label("secondround_status", second.status),
        is_ended=not second.is_open,
        sections=(Section(_("Second round"), facts),),
    )


def _second_acts(second: SecondRound, user: User) -> list[Act]:
    found = [Act(_("The case"), second.complaint.get_absolute_url())]
    for move in second.machine.open_to(user, second.status):
        url = reverse("complaints:second_answer", args=[second.pk])
        found.append(Act(move.label, url, is_main=True))
    return found


SECOND_ROUNDS = Register(
    noun=SecondRound,
    label=_("Second rounds"),
    subject="complaints",
    table=SecondRoundTable,
    filterset=SecondRoundFilter,
    show=_show_second,
    order=("-status", "due_on", "pk"),
    related=("complaint__unit", "asked_by", "answered_by"),
    acts=_second_acts,
)
