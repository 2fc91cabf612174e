"""A review held while something is done to it, and why it is not done."""

from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.models import User
from consumer_protection.core.states import MoveRefused
from reviews.models import Review


class ReviewRefused(ValueError):
    """Nothing was changed; the message says why, for people."""


def hold(review: Review, actor: User) -> None:
    """The review as it stands now, nobody else's until the transaction ends."""
    trail.acting_as(actor)
    fresh = Review.objects.select_for_update(of=("self",))
    review.refresh_from_db(from_queryset=fresh)


def refuse(reason: object) -> None:
    """Raises ReviewRefused where there is a reason."""
    if reason:
        raise ReviewRefused(str(reason))


def allow(actor: User, clearance: str) -> None:
    """Raises MoveRefused for whoever has not the clearance."""
    if not actor.scope.allows(clearance):
        raise MoveRefused(_("Your role does not allow this step."))


def refuse_reviewer(review: Review, actor: User) -> None:
    """Raises ReviewRefused for whoever may not review this one, or not now."""
    refuse(review.why_not_reviewed(actor))
    if review.status != "in_review":
        raise ReviewRefused(_("This is done while it is being reviewed."))
