"""How a request comes about: drafts and moves."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID, uuid4

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import numbers, trail
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from consumer_protection.core.transitions import make_move
from reviews import states
from reviews.actions import OPINION_FIELDS, PREFIX, numbered
from reviews.doing.holding import ReviewRefused, allow, hold, refuse
from reviews.models import Review

FIELDS = (
    "kind",
    "trigger",
    "origin",
    "title",
    "customers",
    "planned_on",
    "channels",
    "charges",
    "is_personal_loan",
    "is_new_product",
    "remark",
)
_OUTCOME = (*OPINION_FIELDS, "conclusion", "concluded_on", "launched_on")


def keep_request(
    uid: UUID, values: Mapping[str, Any], *, actor: User, at: datetime
) -> Review:
    """A new draft, or the draft (or the returned request) of ``uid`` changed. The
    same form twice makes one. Raises ReviewRefused, MoveRefused."""
    try:
        with transaction.atomic():
            return _keep(uid, values, actor, at)
    except IntegrityError:
        # The same form came twice at once: the other one was first.
        own = Review.objects.filter(uid=uid, requested_by=actor)
        first: Review | None = own.first()
        if first is None:
            raise
        return first


def ask_by_row(values: Mapping[str, Any], *, actor: User, at: datetime) -> Review:
    """A draft made of a ledger's row that a program sent. Raises WriteRefused."""
    if any(values.get(name) for name in _OUTCOME):
        raise WriteRefused(_("A request begins without an outcome."))
    if values["submitted_on"] != timezone.localdate(at):
        raise WriteRefused(_("A request is submitted today."))
    own = {name: values[name] for name in ("unit", "kind", "title")}
    own |= {name: values.get(name) or "" for name in ("trigger", "remark")}
    try:
        return keep_request(uuid4(), own, actor=actor, at=at)
    except (ReviewRefused, MoveRefused) as refused:
        raise WriteRefused(str(refused)) from refused


@transaction.atomic
def move_review(
    review: Review,
    name: str,
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    note: str = "",
) -> None:
    """Set what comes with a move, and make it; concluded today unless a day is given.
    Raises MoveRefused; then nothing has changed."""
    hold(review, actor)
    move = review.machine.moves.get(name)
    if move is None or review.status not in move.sources:
        raise MoveRefused(_("This step is not possible in the present state."))
    if name == "conclude":
        values = {"concluded_on": timezone.localdate(at), **values}
    for field, value in values.items():
        if field not in move.needs:
            raise MoveRefused(_("This move does not take it."))
        setattr(review, field, value)
    if all(getattr(review, field) for field in move.needs):
        review.save(update_fields=list(values))
    make_move(review, name, actor=actor, at=at, note=note)


def _keep(uid: UUID, values: Mapping[str, Any], actor: User, at: datetime) -> Review:
    trail.acting_as(actor)
    allow(actor, states.SUBMIT)
    own = Review.objects.select_for_update(of=("self",))
    review: Review | None = own.filter(uid=uid).first()
    if review is not None:
        _refuse_change(review, actor)
    is_new = review is None
    review = review or _begun(uid, values, actor, at)
    for name in FIELDS:
        if name in values:
            setattr(review, name, values[name])
    refuse(review.why_not_department(actor))
    if is_new:
        number = numbers.next_number(review.root, PREFIX, review.submitted_on.year)
        review.number = numbered(review.submitted_on.year, number)
    review.save()
    trail.record(review, "added" if is_new else "changed", actor=actor, at=at)
    return review


def _refuse_change(review: Review, actor: User) -> None:
    if review.requested_by_id != actor.pk:
        refuse(review.why_not_department(actor))
    if review.status not in ("draft", "returned"):
        raise ReviewRefused(_("It was submitted already: ask for its return."))


def _begun(uid: UUID, values: Mapping[str, Any], actor: User, at: datetime) -> Review:
    unit = values["unit"]
    return Review(
        uid=uid,
        root=unit.root or unit,
        unit=unit,
        status="draft",
        requested_by=actor,
        submitter=actor.name,
        submitted_on=timezone.localdate(at),
    )
