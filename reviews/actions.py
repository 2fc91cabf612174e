"""What is done to reviews."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.db import transaction

from consumer_protection.core import numbers, trail, transitions
from consumer_protection.core.models import User
from reviews.models import Opinion, Review

PREFIX = "XS"
_DIGITS = 3
# The ledger tells opinions as a number with one answer for all.
OPINION_FIELDS = ("opinions", "answer", "adoption")


@transaction.atomic
def import_review(values: Mapping[str, Any], *, actor: User, at: datetime) -> Review:
    """Take a past review from a ledger with its opinions, in its final state."""
    review = Review(root=values["unit"].root)
    _set(review, values)
    review.number = review.number or _new_number(review)
    _raise_counter(review)
    review.status = _final_status(review)
    review.save()
    _make_opinions(review, values)
    transitions.enter_final(review, review.status, actor=actor, at=at)
    return review


@transaction.atomic
def update_review(
    review: Review, changes: Mapping[str, Any], *, actor: User, at: datetime
) -> None:
    """Take changed values from a ledger; opinions are made anew where they differ."""
    was = review.status
    standing = opinion_values(review)
    _set(review, changes)
    review.status = _final_status(review)
    review.save()
    if any(name in changes for name in OPINION_FIELDS):
        review.opinions.all().delete()
        _make_opinions(review, {**standing, **changes})
    told: dict[str, object] = {"fields": sorted(changes)}
    if review.status != was:
        told["status"] = [was, review.status]
    trail.record(review, "updated_from_ledger", actor=actor, at=at, changes=told)


def opinion_values(review: Review) -> dict[str, Any]:
    """The review's opinions as its ledger tells them; different answers as none."""
    opinions = list(review.opinions.all())
    answers = {(one.adoption, one.answer) for one in opinions}
    adoption, answer = answers.pop() if len(answers) == 1 else ("", "")
    return {"opinions": len(opinions) or None, "adoption": adoption, "answer": answer}


def _set(review: Review, values: Mapping[str, Any]) -> None:
    for name, value in values.items():
        if name not in OPINION_FIELDS:
            setattr(review, name, value)


def _make_opinions(review: Review, values: Mapping[str, Any]) -> None:
    for sequence in range(1, (values.get("opinions") or 0) + 1):
        Opinion.objects.create(
            review=review,
            sequence=sequence,
            adoption=values.get("adoption") or "",
            answer=values.get("answer") or "",
        )


def _new_number(review: Review) -> str:
    year = review.submitted_on.year
    number = numbers.next_number(review.root, PREFIX, year)
    return f"{PREFIX}{year}-{number:0{_DIGITS}d}"


def _raise_counter(review: Review) -> None:
    year = review.submitted_on.year
    digits = review.number.removeprefix(f"{PREFIX}{year}-")
    if digits != review.number and digits.isdigit() and len(digits) <= _DIGITS + 2:
        numbers.raise_to(review.root, PREFIX, year, int(digits))


def _final_status(review: Review) -> str:
    """The state a ledger's row tells."""
    if review.conclusion == "withdrawn":
        return "withdrawn"
    if review.launched_on and review.concluded_on:
        return "launched"
    return "concluded" if review.concluded_on else "submitted"
