"""From a department's proposal to what became of the resolution."""

from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.calendar import working_days
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move
from consumer_protection.governance.models import (
    AgendaItem,
    Attendance,
    FollowUp,
    Meeting,
    OrganMember,
    Proposal,
    SupervisionOpinion,
)

MAY_KEEP = "records.keep"
MAY_PROPOSE = "tasks.answer"


def _begin(actor: User, clearance: str) -> None:
    trail.acting_as(actor)
    if not actor.scope.allows(clearance):
        raise MoveRefused(_("Your role does not allow this step."))


def _locked(meeting: Meeting) -> None:
    meeting.refresh_from_db(from_queryset=Meeting.objects.select_for_update())


@transaction.atomic
def propose(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Proposal:
    """A department asks an organ; it is the asker's own unit that does."""
    _begin(actor, MAY_PROPOSE)
    made = Proposal.objects.create(
        root=root,
        unit=actor.unit or root.lead(),
        status="proposed",
        proposed_on=timezone.localdate(at),
        proposed_by=actor,
        **values,
    )
    trail.record(made, "proposed", actor=actor, at=at)
    return made


@transaction.atomic
def plan_meeting(
    root: Unit, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Meeting:
    """Invites whoever serves in the organ on that day."""
    _begin(actor, MAY_KEEP)
    if Meeting.objects.filter(
        root=root, **{key: values[key] for key in ("organ", "held_on", "name")}
    ).exists():
        raise MoveRefused(_("There is such a meeting on that day."))
    meeting = Meeting.objects.create(
        root=root, unit=root.lead(), status="planned", **values
    )
    serving = OrganMember.objects.filter(root=root, organ=meeting.organ)
    # A person with two roles sits once, with the first of them.
    named = {one.name: one.role for one in serving.serving_on(meeting.held_on)}
    Attendance.objects.bulk_create(
        Attendance(meeting=meeting, name=name, role=role)
        for name, role in named.items()
    )
    trail.record(meeting, "planned", actor=actor, at=at)
    return meeting


def is_holiday(meeting: Meeting) -> bool:
    return not working_days().is_working(meeting.held_on)


@transaction.atomic
def take_up(
    proposal: Proposal, meeting: Meeting, *, actor: User, at: datetime
) -> AgendaItem:
    """Raises MoveRefused unless the meeting is still to come and of the organ asked."""
    _begin(actor, MAY_KEEP)
    _locked(meeting)
    is_fit = meeting.organ == proposal.organ and meeting.root_id == proposal.root_id
    if not meeting.is_planned or not is_fit:
        raise MoveRefused(_("Choose a planned meeting of the organ that was asked."))
    values = {"text": proposal.title, "kind": proposal.kind}
    item = add_item(meeting, values, actor=actor, at=at)
    make_move(proposal, "take_up", actor=actor, at=at)
    proposal.item = item
    proposal.save(update_fields=["item"])
    return item


@transaction.atomic
def add_item(
    meeting: Meeting, values: Mapping[str, Any], *, actor: User, at: datetime
) -> AgendaItem:
    _begin(actor, MAY_KEEP)
    _locked(meeting)
    if not meeting.is_planned:
        raise MoveRefused(_("The meeting was held; its agenda is closed."))
    if meeting.items.filter(text=values["text"]).exists():
        raise MoveRefused(_("This item is on the agenda already."))
    item = AgendaItem.objects.create(
        meeting=meeting, is_consumer_protection=True, **values
    )
    trail.record(item, "added", actor=actor, at=at)
    return item


@transaction.atomic
def hold(
    meeting: Meeting,
    present: Collection[int],
    *,
    chair: str,
    actor: User,
    at: datetime,
) -> None:
    """``present`` are the ids of attendances. A meeting without a quorum is held all
    the same, but resolves nothing."""
    _begin(actor, MAY_KEEP)
    _locked(meeting)
    if meeting.held_on > timezone.localdate(at):
        raise MoveRefused(_("The meeting is still to come."))
    invited = meeting.attendances.all()
    if not invited:
        raise MoveRefused(_("Nobody is invited: enter the members of the organ first."))
    invited.update(is_present=False)
    invited.filter(pk__in=present).update(is_present=True)
    meeting.present = invited.filter(is_present=True).count()
    meeting.expected = invited.count()
    meeting.chair = chair
    meeting.save(update_fields=["present", "expected", "chair"])
    make_move(meeting, "hold", actor=actor, at=at)


@transaction.atomic
def resolve(
    item: AgendaItem, values: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Raises MoveRefused without a meeting held in quorum, and for a time before it."""
    _begin(actor, MAY_KEEP)
    meeting = item.meeting
    _locked(meeting)
    _refuse_resolution(item, values)
    for name, value in values.items():
        setattr(item, name, value)
    item.follow_up = item.follow_up or "not_started"
    item.save()
    trail.record(
        item,
        "resolved",
        actor=actor,
        at=at,
        changes={"number": item.resolution_number, "result": item.result},
    )
    proposal = Proposal.objects.filter(item=item).first()
    if proposal is not None and proposal.status == "on_agenda":
        make_move(proposal, "resolve", actor=actor, at=at)


def _refuse_resolution(item: AgendaItem, values: Mapping[str, Any]) -> None:
    meeting = item.meeting
    if meeting.status != "held":
        raise MoveRefused(
            _("Resolutions are entered after the meeting, before its minutes.")
        )
    if not meeting.has_quorum:
        raise MoveRefused(
            _(
                "No quorum: %(present)s of %(expected)s members were there, more than half are needed."
            )
            % {"present": meeting.present or 0, "expected": meeting.expected or 0}
        )
    if values.get("due_on") and values["due_on"] < meeting.held_on:
        raise MoveRefused(_("To be completed before the meeting."))
    same = AgendaItem.objects.filter(
        meeting__root=meeting.root_id, resolution_number=values["resolution_number"]
    )
    if values["resolution_number"] and same.exclude(pk=item.pk).exists():
        raise MoveRefused(_("Another resolution has this number."))


@transaction.atomic
def write_minutes(meeting: Meeting, text: str, *, actor: User, at: datetime) -> None:
    _begin(actor, MAY_KEEP)
    _locked(meeting)
    if meeting.status != "held":
        raise MoveRefused(_("This step is not possible in the present state."))
    meeting.minutes = text
    meeting.save(update_fields=["minutes"])
    trail.record(meeting, "minutes_written", actor=actor, at=at)


@transaction.atomic
def approve_minutes(
    meeting: Meeting, later: Meeting, *, actor: User, at: datetime
) -> None:
    """Raises MoveRefused; then nothing has changed."""
    _begin(actor, MAY_KEEP)
    _locked(meeting)
    meeting.approved_in = later
    meeting.save(update_fields=["approved_in"])
    make_move(meeting, "approve_minutes", actor=actor, at=at)


@transaction.atomic
def send_excerpt(proposal: Proposal, *, actor: User, at: datetime) -> None:
    """The proposer's unit may now take the excerpt of what was resolved."""
    make_move(proposal, "answer", actor=actor, at=at)


@transaction.atomic
def report_follow_up(
    item: AgendaItem, values: Mapping[str, Any], *, actor: User, at: datetime
) -> FollowUp:
    """By the unit that carries it out, or by who keeps the records."""
    _begin(actor, MAY_PROPOSE)
    fresh = AgendaItem.objects.select_for_update(of=("self",))
    item.refresh_from_db(from_queryset=fresh)
    is_own = actor.unit_id is not None and actor.unit_id == item.unit_id
    if not is_own and not actor.scope.allows(MAY_KEEP):
        raise MoveRefused(_("The unit that carries it out reports of it."))
    if not (item.resolution or item.resolution_number):
        raise MoveRefused(_("Nothing was resolved here."))
    if values["reported_on"] < item.meeting.held_on:
        raise MoveRefused(_("Reported before the meeting."))
    if values["reported_on"] > timezone.localdate(at):
        raise MoveRefused(_("This day is still to come: correct it."))
    told = FollowUp.objects.create(item=item, reported_by=actor, **values)
    newest = item.follow_ups.order_by("reported_on", "pk").last()
    item.follow_up = newest.state if newest is not None else told.state
    item.save(update_fields=["follow_up"])
    changes = {"follow_up": told.state}
    trail.record(item, "followed_up", actor=actor, at=at, changes=changes)
    return told


@transaction.atomic
def give_opinion(
    meeting: Meeting, values: Mapping[str, Any], *, actor: User, at: datetime
) -> SupervisionOpinion:
    _begin(actor, MAY_KEEP)
    if meeting.is_planned:
        raise MoveRefused(_("The meeting is still to come."))
    made = SupervisionOpinion.objects.create(
        meeting=meeting, entered_by=actor, **values
    )
    trail.record(meeting, "opinion_given", actor=actor, at=at)
    return made
