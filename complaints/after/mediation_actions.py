"""What is done to mediations of a case."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints.handling import locked, move_case, refuse_helpers
from complaints.models import Complaint, Mediation
from complaints.models.life import keep_due_date
from consumer_protection.core import trail
from consumer_protection.core.codes import code_list, label
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move

MAY = "complaints.handle"
# There is nothing to mediate in these.
NEVER = frozenset({"draft", "merged"})
_CODES = {"refused_by": "mediation_side"}


@dataclass(frozen=True, slots=True)
class Offer:
    body: str
    offered_on: date
    body_name: str = ""


@transaction.atomic
def offer_mediation(
    case: Complaint, offer: Offer, *, actor: User, at: datetime
) -> Mediation:
    """Raises MoveRefused."""
    locked(case, actor)
    refuse_helpers(case, actor)
    if not actor.scope.allows(MAY):
        raise MoveRefused(_("Your role does not allow this step."))
    _refuse_offer(case, offer, timezone.localdate(at))
    mediation = Mediation.objects.create(
        complaint=case,
        body=offer.body,
        body_name=offer.body_name.strip(),
        offered_on=offer.offered_on,
        entered_by=actor,
        status="offered",
    )
    trail.record(mediation, "added", actor=actor, at=at)
    told = {"body": offer.body}
    trail.record(case, "mediation_offered", actor=actor, at=at, changes=told)
    return mediation


@transaction.atomic
def move_mediation(
    mediation: Mediation,
    name: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Take what a move needs, and make it. With ``stops_clock`` among the values of
    the start the case is suspended
    while the mediation runs (art. 23), by its own move and under its rules; whatever
    ends the mediation lets the clock run again. Raises MoveRefused; then nothing has
    changed."""
    case = mediation.complaint
    locked(case, actor)
    every = Mediation.objects.select_for_update(of=("self",))
    mediation.refresh_from_db(from_queryset=every)
    refuse_helpers(case, actor)
    move = mediation.machine.moves.get(name)
    stops_clock = bool(values.get("stops_clock"))
    own = {key: one for key, one in values.items() if key != "stops_clock"}
    if move is None or not own.keys() <= set(move.needs):
        raise MoveRefused(_("This step is not possible in the present state."))
    _set(mediation, own)
    make_move(mediation, name, actor=actor, at=at, note=note)
    if name == "start" and stops_clock:
        _stop_clock(mediation, actor, at)
    elif mediation.has_stopped_clock and not mediation.is_open:
        _let_clock_run(mediation, actor, at)


def _refuse_offer(case: Complaint, offer: Offer, today: date) -> None:
    if case.status in NEVER:
        raise MoveRefused(_("This step is not possible in the present state."))
    if offer.body not in code_list("mediation_body").labels:
        raise MoveRefused(_("Choose the kind of body."))
    if offer.offered_on > today:
        raise MoveRefused(_("This day is still to come: correct it."))
    if offer.offered_on < case.received_on:
        raise MoveRefused(_("Offered before the complaint was received."))
    if any(one.is_open for one in case.mediations.all()):
        raise MoveRefused(_("A mediation is under way already."))


def _set(mediation: Mediation, values: Mapping[str, Any]) -> None:
    for field, value in values.items():
        if field in _CODES and value not in code_list(_CODES[field]).labels:
            raise MoveRefused(_("Choose who refused."))
        setattr(mediation, field, value.strip() if isinstance(value, str) else value)
    mediation.save(update_fields=list(values))


def _stop_clock(mediation: Mediation, actor: User, at: datetime) -> None:
    why = _("Mediation: %(body)s") % {"body": label("mediation_body", mediation.body)}
    move_case(mediation.complaint, "suspend", {}, actor=actor, at=at, note=why)
    mediation.has_stopped_clock = True
    mediation.save(update_fields=["has_stopped_clock"])


def _let_clock_run(mediation: Mediation, actor: User, at: datetime) -> None:
    """Unless somebody let it run before, or stopped it for something else, or the case
    ended. It runs from the day the mediation ended, however late that is entered."""
    case = mediation.complaint
    stopped, began = trail.last_of(case, "suspend"), trail.last_of(mediation, "start")
    if case.status != "suspended" or not stopped or not began or stopped > began:
        return
    why = _("The mediation has ended.")
    move_case(case, "resume", {}, actor=actor, at=at, note=why)
    ended = mediation.ended_on
    if ended is not None and ended < case.suspended_to:
        case.suspended_to = max(ended, case.suspended_from)
        case.save(update_fields=["suspended_to", *keep_due_date(case)])
