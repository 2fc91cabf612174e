"""Opinions as past ledgers tell them, one a row."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import Unit, User
from reviews.models import Opinion, Review


@transaction.atomic
def import_opinion(
    values: Mapping[str, Any],
    *,
    root: Unit | None,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Opinion:
    """Take a past opinion of a review that is there. Raises WriteRefused."""
    known = Review.objects.visible_to(actor).filter(root=root)
    review: Review | None = known.filter(number=values["review"]).first()
    if review is None:
        message = _("There is no review of this number: import it first.")
        raise WriteRefused(message)
    _refuse_living(review)
    opinion = Opinion(review=review)
    _set(opinion, values)
    opinion.save()
    trail.record(opinion, way.created, actor=actor, at=at)
    return opinion


@transaction.atomic
def update_opinion(
    opinion: Opinion,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Take changed values from a ledger. Raises WriteRefused."""
    _refuse_living(opinion.review)
    _set(opinion, changes)
    opinion.save()
    told = {"fields": sorted(changes)}
    trail.record(opinion, way.changed, actor=actor, at=at, changes=told)


def _set(opinion: Opinion, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name != "review":
            setattr(opinion, name, value)
    opinion.round = opinion.round or 1
    opinion.must_change = bool(opinion.must_change)


def _refuse_living(review: Review) -> None:
    if review.lives_here:
        message = _("It was requested here: it is changed by its own steps alone.")
        raise WriteRefused(message)
