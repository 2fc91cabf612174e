"""What is done to reviews."""

import re
from collections.abc import Collection, Mapping
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import numbers, trail, transitions
from consumer_protection.core.ledgers.declaration import WriteRefused
from consumer_protection.core.models import User
from reviews.models import Opinion, Review

PREFIX = "XS"
_DIGITS = 3
_OWN_NUMBER = re.compile(rf"{PREFIX}([0-9]{{4}})-([0-9]{{{_DIGITS},{_DIGITS + 2}}})")
# The ledger tells opinions as a number with one answer for all.
OPINION_FIELDS = ("opinions", "answer", "adoption")
_NOTES = frozenset({"remark"})
_OUTCOME = frozenset({"conclusion", "concluded_on", "launched_on"})


@transaction.atomic
def import_review(
    values: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> Review:
    """Take a past review from a ledger with its opinions, in its final state."""
    review = Review(root=values["unit"].root)
    _set(review, values)
    review.number = review.number or _new_number(review)
    _raise_counter(review)
    review.status = _final_status(review)
    review.save()
    _keep_opinions(review, values)
    transitions.enter_final(review, review.status, actor=actor, at=at, way=way)
    return review


@transaction.atomic
def update_review(
    review: Review,
    changes: Mapping[str, Any],
    *,
    actor: User,
    at: datetime,
    way: trail.Way = trail.LEDGER,
) -> None:
    """Take changed values from a ledger; the state follows a changed outcome, and a
    number once given is never lost. Raises WriteRefused for a review that lives here."""
    if refused := why_not_written(review, changes):
        raise WriteRefused(str(refused))
    was = review.status
    _set(review, {**changes, "number": review.number})
    if not _OUTCOME.isdisjoint(changes):
        review.status = _final_status(review)
    review.save()
    _keep_opinions(review, changes)
    told: dict[str, object] = {"fields": sorted(changes)}
    if review.status != was:
        told["status"] = [was, review.status]
    trail.record(review, way.changed, actor=actor, at=at, changes=told)


def why_not_written(review: Review, changes: Collection[str]) -> str:
    """A review that lives here moves by its table, past no ledger, form or program."""
    if not review.lives_here or set(changes) <= _NOTES:
        return ""
    return _("It was requested here: it is changed by its own steps alone.")


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


def _keep_opinions(review: Review, values: Mapping[str, Any]) -> None:
    """As many as the ledger counts, answered as it tells; their texts stay."""
    standing = opinion_values(review)
    told = {name: values[name] for name in OPINION_FIELDS if name in values}
    count = (standing | told)["opinions"] or 0
    answers = {name: told[name] or "" for name in told if name != "opinions"}
    review.opinions.filter(sequence__gt=count).delete()
    if answers:
        review.opinions.update(**answers)
    for sequence in range((standing["opinions"] or 0) + 1, count + 1):
        new = {name: standing[name] for name in OPINION_FIELDS if name != "opinions"}
        Opinion.objects.create(review=review, sequence=sequence, **(new | answers))


def _new_number(review: Review) -> str:
    year = review.submitted_on.year
    return numbered(year, numbers.next_number(review.root, PREFIX, year))


def numbered(year: int, number: int) -> str:
    """A number of our own form."""
    return f"{PREFIX}{year}-{number:0{_DIGITS}d}"


def _raise_counter(review: Review) -> None:
    """An imported number of our own form lets its year go on behind it."""
    if own := _OWN_NUMBER.fullmatch(review.number):
        numbers.raise_to(review.root, PREFIX, int(own[1]), int(own[2]))


def _final_status(review: Review) -> str:
    """The state a ledger's row tells."""
    if review.launched_on:
        return "launched"
    if review.conclusion == "withdrawn":
        return "withdrawn"
    return "concluded" if review.concluded_on else "submitted"
