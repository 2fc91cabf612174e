"""What falls due in reviews: only what was requested here."""

from datetime import timedelta
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.deadlines import Deadline, Due, people
from reviews import states
from reviews.models import LaunchCheck, Opinion, Review


def _reviewed(found: Any) -> Any:
    return found.filter(status__in=states.WITH_REVIEWER, due_on__isnull=False)


def _review_due(review: Review) -> Due:
    """Whoever asked for it does not review it."""
    return Due(
        review.clock_from or review.submitted_on,
        review.due_on or review.submitted_on,
        review.root_id,
        review.root_id,
        states.REVIEWS,
        persons=people(review.reviewer_account_id),
        never=people(review.requested_by_id),
    )


def _answered(found: Any) -> Any:
    return found.filter(status="opinions_issued", due_on__isnull=False)


def _answer_due(review: Review) -> Due:
    return Due(
        review.clock_from or review.submitted_on,
        review.due_on or review.submitted_on,
        review.root_id,
        review.unit_id,
        states.SUBMIT,
        persons=people(review.requested_by_id),
    )


def _undecided(found: Any) -> Any:
    return found.undecided().filter(
        review__status__in=states.OPEN, review__due_on__isnull=False
    )


def _decision_due(opinion: Opinion) -> Due:
    """While the review is still in time."""
    review = opinion.review
    return Due(
        review.clock_from or review.submitted_on,
        review.due_on or review.submitted_on,
        review.root_id,
        review.root_id,
        states.DECIDE,
        never=people(review.requested_by_id, opinion.given_by_id),
    )


def _risk(found: Any) -> Any:
    new = Q(kind="product_development") | Q(is_new_product=True)
    return _reviewed(found).filter(new, risk_verdict="")


def _risk_due(review: Review) -> Due:
    return Due(
        review.clock_from or review.submitted_on,
        review.due_on or review.submitted_on,
        review.root_id,
        review.root_id,
        states.RISK,
        never=people(review.requested_by_id, review.reviewer_account_id),
    )


def _checks(found: Any) -> Any:
    return found.open()


def _check_due(check: LaunchCheck) -> Due:
    review = check.review
    begun = review.launched_on or check.due_on - timedelta(days=30)
    return Due(
        begun,
        check.due_on,
        review.root_id,
        review.root_id,
        states.REVIEWS,
        persons=people(review.reviewer_account_id),
        never=people(review.requested_by_id),
    )


DEADLINES = (
    Deadline("reviews.review", Review, _("Review"), _reviewed, _review_due),
    Deadline("reviews.answer", Review, _("Opinions to answer"), _answered, _answer_due),
    Deadline("reviews.risk", Review, _("Opinion on risk"), _risk, _risk_due),
    Deadline(
        "reviews.decision",
        Opinion,
        _("Opinion not adopted, to decide"),
        _undecided,
        _decision_due,
        related=("review",),
    ),
    Deadline(
        "reviews.launch_check",
        LaunchCheck,
        _("Check after launch"),
        _checks,
        _check_due,
        related=("review",),
    ),
)
