"""What stands on the page of a review: its way, clock, facts, materials, opinions."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from typing import Any

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import pii, trail
from consumer_protection.core.codes import label
from consumer_protection.core.models import User
from consumer_protection.core.registers import Section, Shown
from reviews import queues, states
from reviews.doing import checking
from reviews.models import Material, Opinion, Review
from reviews.stepper import stages
from reviews.wording_states import CHECK


@dataclass(frozen=True, slots=True)
class Tab:
    """A queue as a link to its list."""

    code: str
    label: Any
    url: str
    count: int
    is_alarming: bool


@dataclass(frozen=True, slots=True)
class Clock:
    """``tone`` is good, warning, bad or quiet; ``whose`` turn it is."""

    tone: str
    head: str
    due_on: date
    whose: str


@dataclass(frozen=True, slots=True)
class OpinionCard:
    """An opinion, and what this asker may do with it."""

    opinion: Opinion
    may_change: bool
    may_answer: bool
    may_decide: bool


def queue_bar(user: User) -> Mapping[str, object]:
    """For ``_queues.html``; counted only where the page shows it."""
    return {"queues": partial(_tabs, user)}


def beside(review: Review, user: User) -> Mapping[str, object]:
    """For ``reviews/review.html``."""
    today = timezone.localdate()
    asked = checking.asked_of(review)
    return {
        "stages": stages(review, trail.moves_of(review), today),
        "clock": clock(review, today),
        "people": _people(review),
        "materials": _materials(review),
        "may_check_wording": user.scope.allows(CHECK),
        "checked": _checked(asked) if review.lives_here else None,
        "cards": _cards(review, user),
        "release": getattr(review, "release", None),
        "checks": list(review.launch_checks.select_related("done_by")),
        "today": today,
    }


def show(review: Review) -> Shown:
    return Shown(
        title=review.number,
        status=label("review_status", review.status),
        is_ended=not review.is_open,
        sections=(_request(review), _result(review)),
    )


def clock(review: Review, today: date) -> Clock | None:
    """None where nothing runs."""
    if not review.is_open or review.due_on is None:
        return None
    whose = _("Waits for the department")
    if review.status in states.WITH_REVIEWER:
        whose = _("Waits for the reviewer")
    days = (review.due_on - today).days
    if days < 0:
        head = _("%(days)d days overdue") % {"days": -days}
        return Clock("bad", head, review.due_on, whose)
    if days == 0:
        return Clock("warning", _("Due today"), review.due_on, whose)
    tone = "warning" if days <= _SOON else "good"
    head = _("%(days)d days left") % {"days": days}
    return Clock(tone, head, review.due_on, whose)


_SOON = 3


def _tabs(user: User) -> list[Tab]:
    found = queues.counts(user, timezone.localdate())
    place = reverse("reviews:review_list")
    return [
        Tab(
            one.code,
            one.label,
            f"{place}?queue={one.code}",
            found[one.code],
            one.is_alarming and found[one.code] > 0,
        )
        for one in queues.offered(user)
    ]


def _request(review: Review) -> Section:
    return Section(
        _("Request"),
        (
            (_("Reviewed item"), review.title),
            (_("Kind"), label("review_kind", review.kind)),
            (_("Trigger"), label("review_trigger", review.trigger)),
            (_("Origin"), label("review_origin", review.origin)),
            (_("Submitted on"), review.submitted_on if _is_told(review) else None),
            (_("Target customers"), pii.mask_text(review.customers)),
            (_("Rates and fees"), pii.mask_text(review.charges)),
            (_("Planned launch"), review.planned_on),
            (_("Channels"), review.channels),
            (_("Personal loan"), review.is_personal_loan or None),
            (_("New product or business"), review.is_new_product or None),
        ),
    )


def _is_told(review: Review) -> bool:
    return not review.lives_here or review.submitted_at is not None


def _result(review: Review) -> Section:
    return Section(
        _("Result"),
        (
            (_("Conclusion"), label("review_conclusion", review.conclusion)),
            (_("Concluded on"), review.concluded_on),
            (_("Letter number"), review.letter_number),
            (_("Launched on"), review.launched_on),
            (_("Round"), review.round if review.round > 1 else None),
            (_("Opinion on risk"), label("risk_verdict", review.risk_verdict)),
            (_("Reasons on risk"), pii.mask_text(review.risk_opinion)),
            (_("Remark"), pii.mask_text(review.remark)),
        ),
    )


def _people(review: Review) -> Section:
    return Section(
        _("People"),
        (
            (_("Submitting unit"), review.unit.name),
            (_("Submitter"), review.submitter),
            (_("Reviewer"), review.reviewer),
            (_("Risk reviewer"), review.risk_reviewer),
        ),
    )


def _materials(review: Review) -> list[Material]:
    """By name, the newest version first, each with its last wording check."""
    papers = review.materials.select_related("file", "uploaded_by")
    found = list(papers.order_by("name", "-version"))
    checks = review.wording_checks.order_by("pk")
    last = {one.material_sha256: one for one in checks}
    for one in found:
        one.wording = last.get(one.sha256)
    return found


def _checked(asked: Sequence[checking.Asked]) -> dict[str, Any]:
    counts = {
        verdict: sum(one.verdict == verdict for one in asked)
        for verdict in ("yes", "no", "na")
    }
    failed = [one for one in asked if one.verdict == "no"]
    answered = sum(counts.values())
    return {**counts, "all": len(asked), "answered": answered, "failed": failed}


def _cards(review: Review, user: User) -> list[OpinionCard]:
    scope = user.scope
    related = ("checkpoint", "proof", "given_by", "answered_by", "decided_by")
    is_reviewer = scope.allows(states.REVIEWS) and not review.why_not_reviewed(user)
    is_own = scope.allows(states.SUBMIT) and not review.why_not_department(user)
    is_answering = is_own and review.status in ("opinions_issued", "in_review")
    return [
        OpinionCard(
            one,
            may_change=is_reviewer
            and review.status == "in_review"
            and one.round == review.round
            and not one.adoption,
            may_answer=is_answering
            and (one.waits_for_department or review.status == "opinions_issued")
            and (bool(one.adoption) or review.status == "opinions_issued")
            and (one.round == review.round or one.waits_for_department),
            may_decide=one.is_undecided
            and review.is_open
            and scope.allows(states.DECIDE),
        )
        for one in review.opinions.select_related(*related)
    ]
