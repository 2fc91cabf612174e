"""What is done with self-assessments: opened, filled in, assigned, approved."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import Unit, User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move
from reporting.assessing.sheet import Sheet, methods, sheet
from reporting.models import Assessment, AssessmentItem


class AssessmentRefused(ValueError):
    """Nothing was written; the message says why, for people."""


@dataclass(frozen=True, slots=True)
class Given:
    """What somebody says of an indicator; ``points`` None leaves it to its rules."""

    is_applicable: bool
    points: Decimal | None
    reason: str


@transaction.atomic
def open_assessment(
    method: str, period: str, *, root: Unit, actor: User, at: datetime
) -> Assessment:
    """With every indicator of the method; one there already is given back. ``period``
    is a year. Raises AssessmentRefused."""
    trail.acting_as(actor)
    if method not in methods():
        raise AssessmentRefused(_("There is no such method."))
    if not (period.isdigit() and methods()[method].is_valid_in(int(period))):
        raise AssessmentRefused(_("The method does not apply to this year."))
    Unit.objects.select_for_update(no_key=True).get(pk=root.pk)
    own = Assessment.objects.filter(root=root, method=method, period=period)
    if standing := own.first():
        return standing
    made = Assessment.objects.create(
        root=root,
        method=method,
        period=period,
        status="open",
        opened_by=actor,
        opened_at=at,
    )
    AssessmentItem.objects.bulk_create(
        AssessmentItem(assessment=made, indicator=one.code, status="open")
        for one in methods()[method].indicators
    )
    trail.record(made, "added", actor=actor, at=at)
    return made


@transaction.atomic
def give(item: AssessmentItem, given: Given, *, actor: User, at: datetime) -> None:
    """Points by hand, or that it does not apply, or neither: then its rules speak.
    Raises AssessmentRefused."""
    _open(item, actor)
    _refuse_given(item, given)
    told = {
        "points": [_text(item.points), _text(given.points)],
        "is_applicable": [item.is_applicable, given.is_applicable],
    }
    item.is_applicable, item.points = given.is_applicable, given.points
    item.reason = given.reason.strip()
    item.entered_by = actor if item.by_hand else None
    item.save(update_fields=["is_applicable", "points", "reason", "entered_by"])
    trail.record(
        item, "changed", actor=actor, at=at, note=item.reason, changes=dict(told)
    )


@transaction.atomic
def assign(
    item: AssessmentItem,
    unit: Unit | None,
    due_on: date | None,
    *,
    actor: User,
    at: datetime,
) -> None:
    """Who fills it in, until when. Raises AssessmentRefused."""
    _open(item, actor)
    item.unit, item.due_on = unit, due_on
    item.save(update_fields=["unit", "due_on"])
    told = {"unit": str(unit or ""), "due_on": str(due_on or "")}
    trail.record(item, "assigned", actor=actor, at=at, changes=dict(told))


@transaction.atomic
def judge(
    assessment: Assessment,
    vetoes: Collection[str],
    deducted: Decimal,
    *,
    actor: User,
    at: datetime,
) -> None:
    """Vetoes that apply and what supervision took. Raises AssessmentRefused."""
    trail.acting_as(actor)
    assessment.refresh_from_db(from_queryset=Assessment.objects.select_for_update())
    if not assessment.is_open:
        raise AssessmentRefused(
            _("This assessment is not open: nothing is changed in it.")
        )
    method = methods()[assessment.method]
    if not set(vetoes) <= {one.code for one in method.vetoes}:
        raise AssessmentRefused(_("There is no such veto."))
    if not 0 <= deducted <= method.most_deducted:
        told = _("Supervision deducts between 0 and %(most)s points.")
        raise AssessmentRefused(told % {"most": method.most_deducted})
    assessment.vetoes, assessment.deducted = sorted(set(vetoes)), deducted
    assessment.save(update_fields=["vetoes", "deducted"])
    changes = {"vetoes": assessment.vetoes, "deducted": str(deducted)}
    trail.record(assessment, "changed", actor=actor, at=at, changes=changes)


@transaction.atomic
def move_item(
    item: AssessmentItem, name: str, *, actor: User, at: datetime, note: str = ""
) -> None:
    """Raises MoveRefused."""
    trail.acting_as(actor)
    Assessment.objects.select_for_update(no_key=True).get(pk=item.assessment_id)
    make_move(item, name, actor=actor, at=at, note=note)


@transaction.atomic
def move_assessment(
    assessment: Assessment, name: str, *, actor: User, at: datetime, note: str = ""
) -> None:
    """Submit, return, approve or reopen; approving keeps the sheet as it then stands.
    Raises MoveRefused."""
    trail.acting_as(actor)
    assessment.refresh_from_db(from_queryset=Assessment.objects.select_for_update())
    told: dict[str, object] = {}
    if name in ("submit", "approve"):
        found = sheet(assessment, actor, at)
        if reason := why_not_submit(assessment, found):
            raise MoveRefused(reason)
        told = {"total": found["total"], "grade": found["grade"]}
    if name == "approve":
        assessment.machine.check(name, actor, assessment, note)
        Assessment.objects.filter(pk=assessment.pk).update(card=found)
    make_move(assessment, name, actor=actor, at=at, note=note, told=told)


def why_not_submit(assessment: Assessment, found: Sheet) -> str:
    """What the sheet still lacks before somebody may approve it, or nothing."""
    if found["missing"]:
        told = _("These indicators have no score yet: %(codes)s.")
        return told % {"codes": "、".join(found["missing"])}
    waiting = [
        one.indicator
        for one in assessment.items.all()
        if one.by_hand and one.status != "closed"
    ]
    if waiting:
        told = _("Points given by hand wait for being closed: %(codes)s.")
        return told % {"codes": "、".join(waiting)}
    return ""


def _open(item: AssessmentItem, actor: User) -> None:
    trail.acting_as(actor)
    locked = Assessment.objects.select_for_update(no_key=True)
    item.assessment = locked.get(pk=item.assessment_id)
    every = AssessmentItem.objects.select_for_update(of=("self",))
    item.refresh_from_db(from_queryset=every)
    if reason := item.why_not_write():
        raise AssessmentRefused(reason)


def _refuse_given(item: AssessmentItem, given: Given) -> None:
    is_by_hand = given.points is not None or not given.is_applicable
    if is_by_hand and not given.reason.strip():
        raise AssessmentRefused(_("Give a reason."))
    if given.points is None:
        return
    if not given.is_applicable:
        raise AssessmentRefused(_("What does not apply has no points."))
    own = methods()[item.assessment.method].indicators
    most = next(one.points for one in own if one.code == item.indicator)
    if not 0 <= given.points <= most:
        told = _("This indicator has between 0 and %(most)s points.")
        raise AssessmentRefused(told % {"most": most})


def _text(points: Decimal | None) -> str:
    return "" if points is None else str(points)
