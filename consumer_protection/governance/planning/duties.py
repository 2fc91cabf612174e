"""What is done to duties: rules proposed, instances made, submissions taken."""

import csv
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import attachments, trail
from consumer_protection.core.calendar import working_days
from consumer_protection.core.ledgers.keeping import add_kept
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.governance.models import Duty, DutyRule, Submission
from consumer_protection.governance.planning.due_days import Owed, owed_in

_PROPOSED = Path(__file__).parents[1] / "data" / "duty_rules.csv"
_NUMBERS = ("days", "due_month", "due_day")


@dataclass(frozen=True, slots=True)
class Sent:
    """What was sent: the file, when, what proves that it came."""

    file: attachments.Upload
    submitted_on: date
    receipt: str = ""
    reason: str = ""


@transaction.atomic
def propose_rules(root: Unit, *, actor: User, at: datetime) -> int:
    """Take in the rules the product knows, each only where none of its name stands;
    they hold from that day on, so that nothing is late that nobody knew of. How many
    were new."""
    known = set(DutyRule.objects.filter(root=root).values_list("name", flat=True))
    first = timezone.localdate(at)
    new = [row for row in _proposed() if row["name"] not in known]
    for row in new:
        rule = DutyRule(root=root, valid_from=first)
        add_kept(rule, row, actor=actor, at=at)
    return len(new)


def _proposed() -> Iterator[dict[str, Any]]:
    with _PROPOSED.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            told: dict[str, Any] = {**row}
            for name in _NUMBERS:
                told[name] = int(row[name]) if row[name] else None
            told["in_same_year"] = row["in_same_year"] == "是"
            yield told


@transaction.atomic
def make_duties(root: Unit, year: int, *, actor: User, at: datetime) -> int:
    """The duties of a year, made of the rules; run again it adds what is missing and
    moves open ones whose working days were announced meanwhile. How many are new."""
    trail.acting_as(actor)
    calendar, new = working_days(), 0
    standing = {
        (one.name, one.period): one
        for one in Duty.objects.filter(root=root, due_on__year__gte=year - 1)
    }
    for rule in DutyRule.objects.filter(root=root).select_related("root"):
        for owed in owed_in(rule, year, calendar):
            known = standing.get((rule.name, owed.period))
            if known is None:
                standing[rule.name, owed.period] = _make(rule, owed, actor, at)
                new += 1
            elif _moves(known, rule, owed):
                _move(known, owed.due_on, actor, at)
    return new


def _make(rule: DutyRule, owed: Owed, actor: User, at: datetime) -> Duty:
    duty = Duty.objects.create(
        root_id=rule.root_id,
        unit_id=rule.unit_id,
        rule=rule,
        name=rule.name,
        basis=rule.basis,
        recipient=rule.recipient,
        period=owed.period,
        starts_on=owed.starts_on,
        due_on=owed.due_on,
    )
    trail.record(duty, "made_by_rule", actor=actor, at=at)
    return duty


def _moves(duty: Duty, rule: DutyRule, owed: Owed) -> bool:
    own = duty.rule_id == rule.pk and duty.submitted_on is None
    return own and rule.days_in == "working" and duty.due_on != owed.due_on


def _move(duty: Duty, due_on: date, actor: User, at: datetime) -> None:
    changes = {"due_on": [str(duty.due_on), str(due_on)]}
    duty.due_on = due_on
    duty.save(update_fields=["due_on"])
    trail.record(duty, "due_date_moved", actor=actor, at=at, changes=changes)


@transaction.atomic
def submit_duty(duty: Duty, sent: Sent, *, actor: User, at: datetime) -> Submission:
    """Keep what was sent as the next version. The first one's day stays the day it
    was submitted. Raises MoveRefused, FileUnfit; then nothing is kept."""
    trail.acting_as(actor)
    duty.refresh_from_db(from_queryset=Duty.objects.select_for_update())
    last = duty.submissions.last()
    _check(duty, last, sent, timezone.localdate(at))
    kept = attachments.attach(duty, sent.file, unit_id=duty.unit_id, actor=actor, at=at)
    made = Submission.objects.create(
        duty=duty,
        version=last.version + 1 if last else 1,
        submitted_on=sent.submitted_on,
        file=kept,
        sha256=kept.sha256,
        receipt=sent.receipt,
        reason=sent.reason,
        entered_by=actor,
    )
    duty.submitted_on = duty.submitted_on or sent.submitted_on
    duty.receipt = sent.receipt or duty.receipt
    duty.save(update_fields=["submitted_on", "receipt"])
    told = {"version": made.version, "sha256": made.sha256}
    trail.record(duty, "submitted", actor=actor, at=at, note=sent.reason, changes=told)
    return made


def _check(duty: Duty, last: Submission | None, sent: Sent, today: date) -> None:
    if sent.submitted_on > today:
        raise MoveRefused(_("This day is still to come: correct it."))
    if duty.starts_on and sent.submitted_on < duty.starts_on:
        raise MoveRefused(_("The period it reports on had not ended on that day."))
    if last and not sent.reason.strip():
        raise MoveRefused(_("It was submitted before: say why it is corrected."))
    if last and sent.submitted_on < last.submitted_on:
        raise MoveRefused(_("A correction cannot be sent before what it corrects."))
