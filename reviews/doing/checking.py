"""The checklist of a review: asked by kind, answered by reviewer and submitter."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import trail
from consumer_protection.core.codes import code_list
from consumer_protection.core.models import User
from reviews import states
from reviews.doing.holding import (
    ReviewRefused,
    allow,
    hold,
    refuse,
    refuse_reviewer,
)
from reviews.models import CheckItem, Checkpoint, Review

LONGEST = 1000


@dataclass(frozen=True, slots=True)
class Asked:
    """A checkpoint beside its answer; ``item`` is None until there is one."""

    point: Checkpoint
    item: CheckItem | None

    @property
    def verdict(self) -> str:
        return self.item.verdict if self.item else ""

    @property
    def precheck(self) -> str:
        return self.item.precheck if self.item else ""

    @property
    def comment(self) -> str:
        return self.item.comment if self.item else ""


def asked_of(review: Review) -> list[Asked]:
    """What is asked of this review, in order; what was answered stays asked."""
    items = {
        one.checkpoint_id: one
        for one in review.check_items.select_related("checkpoint")
    }
    points = list(Checkpoint.objects.asked_of(review))
    return [Asked(one, items.get(one.pk)) for one in points]


def handbook(day: date) -> Sequence[Checkpoint]:
    """Every checkpoint in force on a day."""
    return list(Checkpoint.objects.on(day).order_by("sort"))


@transaction.atomic
def answer_checklist(
    review: Review,
    answers: Mapping[str, tuple[str, str]],
    *,
    actor: User,
    at: datetime,
) -> None:
    """Keep code → (verdict, comment) of the reviewer. Raises ReviewRefused, MoveRefused."""
    hold(review, actor)
    allow(actor, states.REVIEWS)
    refuse_reviewer(review, actor)
    points = _points(review, answers)
    for code, (verdict, comment) in answers.items():
        point = points[code]
        _refuse_silence(point, verdict, comment)
        CheckItem.objects.update_or_create(
            review=review,
            checkpoint=point,
            defaults={
                "verdict": verdict,
                "comment": comment.strip()[:LONGEST],
                "checked_by": actor,
                "checked_at": at,
            },
        )
    trail.record(review, "checked", actor=actor, at=at, changes={"items": len(answers)})


@transaction.atomic
def precheck(
    review: Review, answers: Mapping[str, str], *, actor: User, at: datetime
) -> None:
    """Keep what the submitter found himself, before it is handed in."""
    hold(review, actor)
    allow(actor, states.SUBMIT)
    refuse(review.why_not_department(actor))
    if review.status not in ("draft", "returned"):
        raise ReviewRefused(_("It was submitted already: ask for its return."))
    points = _points(review, answers)
    for code, verdict in answers.items():
        CheckItem.objects.update_or_create(
            review=review, checkpoint=points[code], defaults={"precheck": verdict}
        )
    changes = {"items": len(answers)}
    trail.record(review, "prechecked", actor=actor, at=at, changes=changes)


def _points(
    review: Review, answers: Mapping[str, str | tuple[str, str]]
) -> dict[str, Checkpoint]:
    points = {one.code: one for one in Checkpoint.objects.asked_of(review)}
    if strange := sorted(answers.keys() - points.keys()):
        message = _("Not asked of this review: %(codes)s")
        raise ReviewRefused(message % {"codes": "、".join(strange)})
    known = code_list("check_verdict").labels
    for answer in answers.values():
        verdict = answer if isinstance(answer, str) else answer[0]
        if verdict not in known:
            raise ReviewRefused(_("Answer with yes, no or not applicable."))
    return points


def _refuse_silence(point: Checkpoint, verdict: str, comment: str) -> None:
    if point.is_blocking and verdict in ("no", "na") and not comment.strip():
        message = _("%(code)s: say why it is not met or does not apply.")
        raise ReviewRefused(message % {"code": point.code})
