"""What is done to a case on its way: moves, notes, new facts, extensions."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from complaints import rules
from complaints.models import Complaint, Extension, JournalEntry
from complaints.models.life import keep_due_date, keeps_case, named, restart
from complaints.registering import CaseRefused
from consumer_protection.core import attachments, trail
from consumer_protection.core.models import TimeLimit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move


@dataclass(frozen=True, slots=True)
class Note:
    """A journal entry before it is kept; ``upload`` is the file it speaks of."""

    kind: str
    text: str
    happened_on: date
    evidence: str = ""
    upload: attachments.Upload | None = None


@dataclass(frozen=True, slots=True)
class Wish:
    """More time that is asked for; ``until`` and ``proof`` only for a day agreed with
    the complainant."""

    kind: str
    reason: str
    until: date | None = None
    proof: str = ""


@transaction.atomic
def move_case(
    case: Complaint,
    name: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Set what comes with a move, and make it; a case is closed today unless a day is
    given. Raises MoveRefused; then nothing has changed."""
    if name == "merge":
        values = {**values, "merged_into": _both_locked(case, values)}
    locked(case, actor)
    refuse_helpers(case, actor)
    move = case.machine.moves.get(name)
    if move is None:
        raise MoveRefused(_("This step is not possible in the present state."))
    if name == "assign":
        values = _handler_of(case, values)
    if name == "close":
        values = {"closed_on": timezone.localdate(at), **values}
    known = {*move.needs, *move.takes, *_WITH.get(name, ())}
    for field, value in values.items():
        if field not in known:
            raise MoveRefused(_("This move does not take it."))
        setattr(case, field, value)
    case.save(update_fields=list(values))
    make_move(case, name, actor=actor, at=at, note=note)


@transaction.atomic
def note(case: Complaint, given: Note, *, actor: User, at: datetime) -> JournalEntry:
    """Add to the journal; the first contact is kept apart. Raises CaseRefused,
    FileUnfit."""
    locked(case, actor)
    if given.happened_on > timezone.localdate(at):
        raise CaseRefused(_("This day is still to come: correct it."))
    kept = None
    if given.upload is not None:
        kept = attachments.attach(
            case, given.upload, unit_id=case.unit_id, actor=actor, at=at
        )
    entry = JournalEntry.objects.create(
        complaint=case,
        kind=given.kind,
        evidence=given.evidence,
        happened_on=given.happened_on,
        text=given.text,
        attachment=kept,
        by=actor,
        at=at,
    )
    is_first = given.kind == "contact" and case.first_contact_on is None
    if is_first and given.happened_on >= case.received_on:
        case.first_contact_on = given.happened_on
        case.save(update_fields=["first_contact_on"])
    trail.record(entry, "added", actor=actor, at=at)
    return entry


@transaction.atomic
def take_new_facts(case: Complaint, text: str, *, actor: User, at: datetime) -> None:
    """New facts or reasons: the clock begins anew with the day they came (art. 18(3)).
    Raises CaseRefused where the case has ended, MoveRefused for a helping unit."""
    locked(case, actor)
    refuse_helpers(case, actor)
    if not case.is_open:
        raise CaseRefused(_("The case has ended: reopen it."))
    day = timezone.localdate(at)
    was = case.due_on
    case.save(update_fields=list(restart(case, day)))
    told = {"due_on": [str(was), str(case.due_on)]}
    trail.record(case, "restarted", actor=actor, at=at, note=text, changes=told)


@transaction.atomic
def ask_extension(
    case: Complaint, wish: Wish, *, actor: User, at: datetime
) -> Extension:
    """Ask for more time. Raises CaseRefused with the rule that stands against it, MoveRefused for a helping unit."""
    locked(case, actor)
    refuse_helpers(case, actor)
    if not case.is_open:
        raise CaseRefused(_("The case has ended."))
    if case.extensions.filter(status__in=("asked", "approved")).exists():
        raise CaseRefused(_("An extension is under way already."))
    day = timezone.localdate(at)
    extension = Extension.objects.create(
        complaint=case,
        kind=wish.kind,
        reason=wish.reason,
        until=_until(case, wish, day),
        proof=wish.proof,
        status="asked",
        asked_by=actor,
        asked_at=at,
    )
    trail.record(extension, "requested", actor=actor, at=at)
    return extension


@transaction.atomic
def move_extension(
    extension: Extension,
    name: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Approve, refuse, tell or take back; told, it counts. Raises MoveRefused, CaseRefused."""
    case = extension.complaint
    locked(case, actor)
    refuse_helpers(case, actor)
    if name in _GRANTING and not case.is_open:
        raise CaseRefused(_("The case has ended."))
    if name == "tell":
        _refuse_day_told(extension, values.get("told_on"), timezone.localdate(at))
    for field, value in values.items():
        setattr(extension, field, value)
    extension.save(update_fields=list(values))
    make_move(extension, name, actor=actor, at=at, note=note)
    if name == "tell":
        _extend(extension, actor, at)


def refuse_helpers(case: Complaint, actor: User) -> None:
    """Whoever sees the case by a task alone does not move it. Raises MoveRefused."""
    if not keeps_case(case, actor):
        raise MoveRefused(_("Your unit only helps with this case."))


def locked(case: Complaint, actor: User) -> None:
    """The case as it stands now, nobody else's until the transaction ends."""
    trail.acting_as(actor)
    case.refresh_from_db(
        from_queryset=Complaint.objects.select_for_update(of=("self",))
    )


# What a move may bring beside the columns of the ledger.
def _handler_of(case: Complaint, values: Mapping[str, Any]) -> Mapping[str, Any]:
    """Whoever had the case before has it no more; a name means a colleague's account."""
    name = str(values.get("handler") or "")
    own = {"handler": name, "handler_account": named(case, name), **values}
    return own | {"handler": name}


_WITH = {
    "merge": ("merged_into",),
    "assign": ("handler", "handler_account"),
    "register": (),
}


# Moves by which an extension comes to count.
_GRANTING = frozenset({"approve", "tell"})


def _both_locked(case: Complaint, values: Mapping[str, Any]) -> Complaint | None:
    """The other case as it stands now: nobody merges it away in the meantime."""
    other = values.get("merged_into")
    pair = [case.pk, other.pk if other else None]
    both = Complaint.objects.select_for_update(of=("self",)).filter(pk__in=pair)
    found = {one.pk: one for one in both.order_by("pk")}
    return found.get(pair[1])


def _refuse_day_told(extension: Extension, told: date | None, today: date) -> None:
    """Told between the day it was asked for and today."""
    asked = timezone.localdate(extension.asked_at)
    if told is None or not asked <= told <= today:
        message = _("Told between the day it was asked for and today: correct the day.")
        raise CaseRefused(message)


def _until(case: Complaint, wish: Wish, day: date) -> date:
    kind, until = wish.kind, wish.until
    if kind == "agreed":
        if day > case.due_on:
            raise CaseRefused(
                _("The due date has passed: it cannot be extended any more.")
            )
        if until is None or until <= case.due_on:
            raise CaseRefused(_("Give the day agreed, after the present due date."))
        if not wish.proof.strip():
            raise CaseRefused(_("Say what proves that the day was agreed."))
        return until
    if kind == "pbc_60" and not case.is_pbc:
        raise CaseRefused(_("Only complaints forwarded by the central bank have it."))
    asked = rules.Extension(kind, day, approved_by_senior=True, notified=True)
    limits = TimeLimit.objects.on(case.received_on)
    try:
        found = rules.extended_to(case.clock, asked, limits)
    except rules.ExtensionRefused as error:
        raise CaseRefused(str(error)) from error
    if found <= case.due_on:
        raise CaseRefused(_("This extension reaches no further than the due date."))
    return found


def _extend(extension: Extension, actor: User, at: datetime) -> None:
    """Only before the due date: afterwards late stays late."""
    case = extension.complaint
    if timezone.localdate(at) > case.due_on:
        raise CaseRefused(_("The due date has passed: it cannot be extended any more."))
    was = case.due_on
    case.extended_to, case.extension_reason = extension.until, extension.reason
    fields = ["extended_to", "extension_reason", *keep_due_date(case)]
    case.save(update_fields=fields)
    told = {"due_on": [str(was), str(case.due_on)]}
    trail.record(case, "extended", actor=actor, at=at, changes=told)
