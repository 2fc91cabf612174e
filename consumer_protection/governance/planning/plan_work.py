"""What is done to plan items: linked to what fulfils them, carried into the next
year, made of problems."""

from datetime import date, datetime
from typing import Any

from django.db import IntegrityError, transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail, transitions
from consumer_protection.core.models import User
from consumer_protection.core.proofs import Proof, proofs
from consumer_protection.core.states import MoveRefused
from consumer_protection.governance.models import PlanItem, PlanProblem


@transaction.atomic
def link_proof(
    item: PlanItem, proof: Proof, record: Any, *, actor: User, at: datetime
) -> None:
    """Say which record fulfils an item. It is done on that record's day; while the
    day is still to come, the item is in progress, and the night makes it done."""
    trail.acting_as(actor)
    item.refresh_from_db(from_queryset=PlanItem.objects.select_for_update())
    if item.status == "cancelled":
        raise MoveRefused(_("A cancelled item is fulfilled by nothing."))
    item.proof_kind, item.proof_id = proof.kind, record.pk
    item.save(update_fields=["proof_kind", "proof_id"])
    told = {"kind": proof.kind, "record": record.pk, "name": str(record)}
    trail.record(item, "fulfilled_by", actor=actor, at=at, changes=told)
    _follow(item, proof.done_on(record), actor, at)


def _follow(item: PlanItem, day: date | None, actor: User, at: datetime) -> None:
    """What the record says now. A day of completion told by a ledger stands."""
    item.proof_on = day
    fields = ["proof_on"]
    if day and item.is_open:
        item.done_on = item.done_on or day
        fields.append("done_on")
    item.save(update_fields=fields)
    if day and item.is_open:
        transitions.make_move(item, "finish", actor=actor, at=at)
    elif not day and item.status == "not_started":
        transitions.make_move(item, "start", actor=actor, at=at)


def follow_records(*, actor: User, at: datetime) -> int:
    """Runs every night: items whose record's day came or changed. How many did."""
    changed, known = 0, proofs()
    linked = PlanItem.objects.exclude(proof_kind="").exclude(status="cancelled")
    for item in linked.select_related("root").order_by("pk"):
        proof = known.get(item.proof_kind)
        record = proof and proof.noun._default_manager.filter(pk=item.proof_id).first()
        day = proof.done_on(record) if proof and record else None
        if day != item.proof_on:
            with transaction.atomic():
                trail.acting_as(actor)
                _follow(item, day, actor, at)
            changed += 1
    return changed


@transaction.atomic
def carry_over(item: PlanItem, due_on: date, *, actor: User, at: datetime) -> PlanItem:
    """What was not done becomes an item of the next year's plan, once."""
    trail.acting_as(actor)
    item.refresh_from_db(from_queryset=PlanItem.objects.select_for_update())
    if not item.is_open:
        raise MoveRefused(_("Only what is not done is carried over."))
    if PlanItem.objects.filter(carried_from=item).exists():
        raise MoveRefused(_("It is in the next year's plan already."))
    copied = {"owner": item.owner, "owner_account_id": item.owner_account_id}
    new = _next(
        item, item.task, due_on, unit_id=item.unit_id, carried_from=item, **copied
    )
    _tell_new(new, actor, at, {"carried_from": item.pk})
    return new


@transaction.atomic
def take_problem(
    problem: PlanProblem, plan_kind: str, due_on: date, *, actor: User, at: datetime
) -> PlanItem:
    """A problem found in one year becomes an item of the next, once."""
    trail.acting_as(actor)
    problem.refresh_from_db(from_queryset=PlanProblem.objects.select_for_update())
    if problem.item_id:
        raise MoveRefused(_("It is in the next year's plan already."))
    new = _next(
        problem, problem.measure, due_on, unit_id=problem.unit_id, plan_kind=plan_kind
    )
    _tell_new(new, actor, at, {"problem": problem.text})
    problem.item = new
    problem.save(update_fields=["item"])
    trail.record(problem, "planned", actor=actor, at=at, changes={"item": new.pk})
    return new


def _next(before: Any, task: str, due_on: date, **more: Any) -> PlanItem:
    year = before.year + 1
    if due_on.year < year:
        raise MoveRefused(
            _("It is an item of %(year)d: give a day of then.") % {"year": year}
        )
    kind = more.pop("plan_kind", "") or before.plan_kind
    item = PlanItem(
        root_id=before.root_id,
        year=year,
        plan_kind=kind,
        task=task,
        due_on=due_on,
        status="not_started",
        **more,
    )
    try:
        with transaction.atomic():
            item.save()
    except IntegrityError as error:
        raise MoveRefused(
            _("The next plan has an item of this name already.")
        ) from error
    return item


def _tell_new(item: PlanItem, actor: User, at: datetime, told: dict[str, Any]) -> None:
    changes = {"status": ["", item.status], **told}
    trail.record(item, trail.FORM.created, actor=actor, at=at, changes=changes)
