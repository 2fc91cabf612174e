"""Proposals of departments: the list, the page of one, what is done to them."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods, require_POST

from consumer_protection.core.codes import label
from consumer_protection.core.deeds import (
    FORM,
    answered,
    posted,
    root_of,
    said_of,
)
from consumer_protection.core.http import StaffRequest, access
from consumer_protection.core.models import User
from consumer_protection.core.registers import Act, Register, Section, Shown
from consumer_protection.core.transitions import make_move
from consumer_protection.governance import meeting_actions as actions
from consumer_protection.governance.filters import ProposalFilter
from consumer_protection.governance.forms import NoteForm, ProposalForm, TakeUpForm
from consumer_protection.governance.models import Meeting, Proposal
from consumer_protection.governance.tables import ProposalTable

_DOORS = {"take_up": "proposal_take_up", "decline": "proposal_decline"}


def _show(proposal: Proposal) -> Shown:
    item = proposal.item
    facts = (
        (_("Organ"), label("organ", proposal.organ)),
        (_("Kind of item"), label("agenda_kind", proposal.kind)),
        (_("Proposing unit"), proposal.unit),
        (_("Reason"), proposal.reason),
        (_("Proposed on"), proposal.proposed_on),
        (_("Proposed by"), proposal.proposed_by),
    )
    resolved = (
        (_("Meeting"), item.meeting if item else ""),
        (_("Resolution number"), item.resolution_number if item else ""),
        (_("Resolution"), item.resolution if item else ""),
        (_("Follow-up"), label("follow_up", item.follow_up) if item else ""),
    )
    return Shown(
        title=proposal.title,
        status=label("proposal_status", proposal.status),
        is_ended=not proposal.is_open,
        sections=(Section(_("Proposal"), facts), Section(_("Resolution"), resolved)),
    )


def _acts(proposal: Proposal, user: User) -> list[Act]:
    own = []
    for move in proposal.next_moves(user):
        if door := _DOORS.get(move.name):
            url = reverse(f"governance:{door}", args=[proposal.pk])
            own.append(Act(move.label, url, is_main=move.name == "take_up"))
        elif move.name == "answer":
            url = reverse("governance:proposal_answer", args=[proposal.pk])
            own.append(Act(move.label, url, is_post=True, is_main=True))
    if proposal.status == "answered":
        for form, named in (("docx", _("Excerpt in Word")), ("pdf", _("Excerpt"))):
            url = reverse("governance:proposal_excerpt", args=[proposal.pk, form])
            own.append(Act(named, url, "download"))
    return own


def _list_acts(user: User) -> list[Act]:
    if not user.scope.allows(actions.MAY_PROPOSE):
        return []
    add = reverse("governance:proposal_add")
    return [Act(_("New proposal"), add, "plus", is_main=True)]


PROPOSALS = Register(
    noun=Proposal,
    label=_("Proposals"),
    subject="meetings",
    table=ProposalTable,
    filterset=ProposalFilter,
    show=_show,
    related=("unit", "item__meeting", "proposed_by"),
    keeps=actions.MAY_PROPOSE,
    acts=_acts,
    list_acts=_list_acts,
)


def proposal_of(request: StaffRequest, pk: int) -> Proposal:
    found: Proposal = get_object_or_404(PROPOSALS.visible_to(request.user), pk=pk)
    return found


@require_http_methods(FORM)
@access(sees="meetings", may=actions.MAY_PROPOSE)
def proposal_add(request: StaffRequest) -> HttpResponse:
    form = ProposalForm(posted(request))
    return answered(
        request,
        form,
        lambda at: actions.propose(
            root_of(request), form.cleaned_data, actor=request.user, at=at
        ),
        title=_("New proposal"),
        back="governance:proposal_list",
        back_label=_("Proposals"),
    )


@require_http_methods(FORM)
@access(sees="meetings", may=actions.MAY_KEEP)
def proposal_take_up(request: StaffRequest, pk: int) -> HttpResponse:
    proposal = proposal_of(request, pk)
    planned = Meeting.objects.visible_to(request.user).filter(
        organ=proposal.organ, status="planned"
    )
    form = TakeUpForm(posted(request), meetings=planned.order_by("held_on"))

    def write(at: object) -> Meeting:
        meeting: Meeting = form.cleaned_data["meeting"]
        actions.take_up(proposal, meeting, actor=request.user, at=at)  # type: ignore[arg-type]
        return meeting

    title = _("Put on an agenda")
    return answered(request, form, write, title=title, back=proposal)


@require_http_methods(FORM)
@access(sees="meetings", may=actions.MAY_KEEP)
def proposal_decline(request: StaffRequest, pk: int) -> HttpResponse:
    proposal = proposal_of(request, pk)
    form = NoteForm(posted(request))
    return answered(
        request,
        form,
        lambda at: make_move(
            proposal,
            "decline",
            actor=request.user,
            at=at,
            note=form.cleaned_data["note"],
        ),
        title=_("Decline"),
        back=proposal,
    )


@require_POST
@access(sees="meetings", may=actions.MAY_KEEP)
def proposal_answer(request: StaffRequest, pk: int) -> HttpResponse:
    proposal = proposal_of(request, pk)
    said_of(
        request, lambda at: actions.send_excerpt(proposal, actor=request.user, at=at)
    )
    return redirect(proposal)
