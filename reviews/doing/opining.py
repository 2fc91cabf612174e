"""Opinions: given, answered with proof, decided where they are not adopted."""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils.translation import gettext as _

from consumer_protection.core import attachments, trail
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
from reviews.models import Checkpoint, Opinion, Review

MOST = 200


@dataclass(frozen=True, slots=True)
class Wording:
    """What an opinion says; ``code`` is its checkpoint's."""

    text: str
    code: str = ""
    law: str = ""
    must_change: bool = False


@dataclass(frozen=True, slots=True)
class Answer:
    """What the department makes of an opinion, and what proves it."""

    adoption: str
    text: str = ""
    upload: attachments.Upload | None = None


@transaction.atomic
def give_opinion(
    review: Review, wording: Wording, *, actor: User, at: datetime
) -> Opinion:
    """One more opinion of the present round. Raises ReviewRefused, MoveRefused."""
    hold(review, actor)
    allow(actor, states.REVIEWS)
    refuse_reviewer(review, actor)
    last = review.opinions.order_by("-sequence").first()
    sequence = last.sequence + 1 if last else 1
    if sequence > MOST:
        raise ReviewRefused(_("There are too many opinions: join some."))
    opinion = Opinion(
        review=review,
        sequence=sequence,
        round=review.round,
        given_by=actor,
        given_at=at,
    )
    _word(opinion, wording)
    opinion.save()
    trail.record(opinion, "added", actor=actor, at=at)
    return opinion


@transaction.atomic
def change_opinion(
    opinion: Opinion, wording: Wording, *, actor: User, at: datetime
) -> None:
    """While its round is not issued. Raises ReviewRefused, MoveRefused."""
    _hold_unissued(opinion, actor)
    _word(opinion, wording)
    opinion.save()
    trail.record(opinion, "changed", actor=actor, at=at)


@transaction.atomic
def drop_opinion(opinion: Opinion, *, actor: User, at: datetime) -> None:
    """The last one of a round that is not issued; numbers stay without gaps."""
    review = opinion.review
    _hold_unissued(opinion, actor)
    if review.opinions.filter(sequence__gt=opinion.sequence).exists():
        raise ReviewRefused(_("Only the last opinion can be taken out."))
    told = {"opinion": opinion.sequence}
    trail.record(review, "opinion_dropped", actor=actor, at=at, changes=told)
    opinion.delete()


@transaction.atomic
def answer_opinion(
    opinion: Opinion, answer: Answer, *, actor: User, at: datetime
) -> None:
    """The department's answer; an upheld opinion may be answered anew. Raises
    ReviewRefused, MoveRefused, FileUnfit."""
    review = opinion.review
    hold(review, actor)
    opinion.refresh_from_db()
    allow(actor, states.SUBMIT)
    refuse(review.why_not_department(actor))
    _refuse_answer(opinion, answer)
    if answer.upload is not None:
        opinion.proof = attachments.attach(
            review, answer.upload, unit_id=review.unit_id, actor=actor, at=at
        )
    opinion.adoption, opinion.answer = answer.adoption, answer.text.strip()
    opinion.answered_by, opinion.answered_at = actor, at
    opinion.save()
    trail.record(opinion, "answered", actor=actor, at=at)


@transaction.atomic
def decide_opinion(
    opinion: Opinion, decision: str, reason: str, *, actor: User, at: datetime
) -> None:
    """The responsible leader: the opinion holds, or the reason does. Raises
    ReviewRefused, MoveRefused."""
    review = opinion.review
    hold(review, actor)
    opinion.refresh_from_db()
    allow(actor, states.DECIDE)
    if not review.is_open or not opinion.is_undecided:
        raise ReviewRefused(_("There is nothing to be decided about it."))
    if actor.pk in (
        review.requested_by_id,
        opinion.given_by_id,
        opinion.answered_by_id,
    ):
        raise ReviewRefused(_("Whoever gave or answered it does not decide."))
    if decision not in code_list("opinion_decision").labels or not reason.strip():
        raise ReviewRefused(_("Choose a decision and give a reason."))
    opinion.decision, opinion.decision_reason = decision, reason.strip()
    opinion.decided_by, opinion.decided_at = actor, at
    opinion.save()
    trail.record(opinion, "decided", actor=actor, at=at, note=reason.strip())


@transaction.atomic
def give_risk_opinion(
    review: Review, verdict: str, reasons: str, *, actor: User, at: datetime
) -> None:
    """Risk management's own opinion on something new (REV-14). Raises ReviewRefused,
    MoveRefused."""
    hold(review, actor)
    allow(actor, states.RISK)
    if review.status not in ("submitted", "in_review", "opinions_issued"):
        raise ReviewRefused(_("This is done while it is being reviewed."))
    if actor.pk in (review.requested_by_id, review.reviewer_account_id):
        raise ReviewRefused(_("Submitter and reviewer do not judge the risk as well."))
    if actor.unit_id == review.unit_id:
        message = _("The submitting department does not review its own request.")
        raise ReviewRefused(message)
    if verdict not in code_list("risk_verdict").labels or not reasons.strip():
        raise ReviewRefused(_("Choose a verdict and give reasons."))
    review.risk_verdict, review.risk_opinion = verdict, reasons.strip()
    review.risk_reviewer, review.risk_at = actor, at
    fields = ["risk_verdict", "risk_opinion", "risk_reviewer", "risk_at"]
    review.save(update_fields=fields)
    trail.record(review, "risk_judged", actor=actor, at=at, note=reasons.strip())


def _word(opinion: Opinion, wording: Wording) -> None:
    text = wording.text.strip()
    if not text:
        raise ReviewRefused(_("Write what is asked for."))
    point = None
    if wording.code:
        asked = Checkpoint.objects.asked_of(opinion.review)
        point = asked.filter(code=wording.code).first()
        if point is None:
            message = _("Not asked of this review: %(codes)s")
            raise ReviewRefused(message % {"codes": wording.code})
    opinion.text, opinion.checkpoint = text, point
    opinion.law = wording.law.strip()[:300] or (point.source if point else "")
    opinion.must_change = wording.must_change


def _hold_unissued(opinion: Opinion, actor: User) -> None:
    review = opinion.review
    hold(review, actor)
    opinion.refresh_from_db()
    allow(actor, states.REVIEWS)
    refuse_reviewer(review, actor)
    if opinion.round != review.round or opinion.adoption:
        raise ReviewRefused(_("An issued opinion never changes: write a new one."))


def _refuse_answer(opinion: Opinion, answer: Answer) -> None:
    review = opinion.review
    again = review.status == "in_review" and opinion.adoption
    if review.status != "opinions_issued" and not (
        again and opinion.waits_for_department
    ):
        raise ReviewRefused(_("Opinions are answered after they were issued."))
    if opinion.decision == "accepted" or (
        opinion.adoption and opinion.round != review.round and not again
    ):
        raise ReviewRefused(_("This opinion was answered and decided already."))
    if answer.adoption not in code_list("opinion_adoption").labels:
        raise ReviewRefused(_("Choose adopted, partly or not adopted."))
    if answer.adoption != "adopted" and not answer.text.strip():
        raise ReviewRefused(_("Give the reason for what is not adopted."))
    if answer.adoption != "not_adopted" and not (answer.text.strip() or answer.upload):
        raise ReviewRefused(_("Say or attach what proves that it was done."))
