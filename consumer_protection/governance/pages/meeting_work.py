"""What is done to a meeting and its items, door by door."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import get_object_or_404
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from consumer_protection.core.deeds import (
    FORM,
    answered,
    posted,
    root_of,
    units_of,
)
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.governance import forms, queries
from consumer_protection.governance import meeting_actions as actions
from consumer_protection.governance.models import AgendaItem, Meeting

KEEP = actions.MAY_KEEP


def meeting_of(request: StaffRequest, pk: int) -> Meeting:
    visible = Meeting.objects.visible_to(request.user).select_related("root", "unit")
    found: Meeting = get_object_or_404(visible, pk=pk)
    return found


def item_of(request: StaffRequest, pk: int) -> AgendaItem:
    visible = AgendaItem.objects.visible_to(request.user)
    found: AgendaItem = get_object_or_404(
        visible.select_related("meeting__root", "unit"), pk=pk
    )
    return found


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def meeting_plan(request: StaffRequest) -> HttpResponse:
    form = forms.MeetingForm(posted(request))

    def write(at: Any) -> Meeting:
        values = form.cleaned_data
        made = actions.plan_meeting(root_of(request), values, actor=request.user, at=at)
        if actions.is_holiday(made):
            said = gettext("This day is no working day: is the meeting meant for it?")
            messages.warning(request, said)
        return made

    return answered(
        request,
        form,
        write,
        title=_("Plan a meeting"),
        back="governance:meeting_list",
        back_label=_("Meetings"),
    )


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def item_add(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    form = forms.ItemForm(posted(request))

    def write(at: Any) -> None:
        actions.add_item(meeting, form.cleaned_data, actor=request.user, at=at)

    return answered(request, form, write, title=_("Add an item"), back=meeting)


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def meeting_hold(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    invited = meeting.attendances.order_by("pk")
    form = forms.HoldForm(posted(request), invited=invited)

    def write(at: Any) -> None:
        present = [int(one) for one in form.cleaned_data["present"]]
        chair = form.cleaned_data["chair"]
        actions.hold(meeting, present, chair=chair, actor=request.user, at=at)

    title = _("Record the attendance")
    return answered(request, form, write, title=title, back=meeting)


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def item_resolve(request: StaffRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    names = forms.ResolutionForm.base_fields
    initial = {name: getattr(item, name) for name in names}
    form = forms.ResolutionForm(
        posted(request), units=units_of(request), initial=initial
    )

    def write(at: Any) -> None:
        actions.resolve(item, form.cleaned_data, actor=request.user, at=at)

    title = _("Enter the resolution")
    return answered(request, form, write, title=title, back=item.meeting)


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def meeting_minutes(request: StaffRequest, pk: int) -> HttpResponse:
    """Filled with what the records tell until somebody wrote them."""
    meeting = meeting_of(request, pk)
    text = meeting.minutes or queries.draft_minutes(meeting, request.user)
    form = forms.MinutesForm(posted(request), initial={"text": text})

    def write(at: Any) -> None:
        text = form.cleaned_data["text"]
        actions.write_minutes(meeting, text, actor=request.user, at=at)

    return answered(request, form, write, title=_("Write the minutes"), back=meeting)


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def minutes_approve(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    later = Meeting.objects.visible_to(request.user).filter(
        organ=meeting.organ, held_on__gt=meeting.held_on
    )
    form = forms.TakeUpForm(posted(request), meetings=later.order_by("held_on"))

    def write(at: Any) -> None:
        approving = form.cleaned_data["meeting"]
        actions.approve_minutes(meeting, approving, actor=request.user, at=at)

    title = _("Approve the minutes")
    return answered(request, form, write, title=title, back=meeting)


@require_http_methods(FORM)
@access(sees="meetings", may=KEEP)
def opinion_add(request: StaffRequest, pk: int) -> HttpResponse:
    meeting = meeting_of(request, pk)
    form = forms.OpinionForm(posted(request))

    def write(at: Any) -> None:
        actions.give_opinion(meeting, form.cleaned_data, actor=request.user, at=at)

    title = _("Supervision opinion")
    return answered(request, form, write, title=title, back=meeting)


@require_http_methods(FORM)
@access(sees="meetings", may=actions.MAY_PROPOSE)
def follow_up_add(request: StaffRequest, pk: int) -> HttpResponse:
    item = item_of(request, pk)
    initial = {"reported_on": timezone.localdate(), "state": item.follow_up}
    form = forms.FollowUpForm(posted(request), initial=initial)

    def write(at: Any) -> None:
        actions.report_follow_up(item, form.cleaned_data, actor=request.user, at=at)

    title = _("Report the follow-up")
    return answered(request, form, write, title=title, back=item)
