"""What may be done with a review next: offered in groups, only what is possible."""

from collections.abc import Iterator

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from consumer_protection.core.registers import Act
from reviews import states
from reviews.models import Review

# The steps of the way itself; others lead off it.
_FORWARD = frozenset({"submit", "take", "opine", "answer", "conclude", "launch"})
_NEXT, _WORK, _PAPER = _("Next steps"), _("Work on it"), _("Papers")


def acts(review: Review, asker: User) -> list[Act]:
    """Those without a group stand at the head of the page."""
    return [
        *_moves(review, asker),
        *_of_department(review, asker),
        *_of_reviewers(review, asker),
        *_papers(review),
    ]


def list_acts(asker: User) -> list[Act]:
    found = []
    if asker.scope.allows(states.SUBMIT):
        url = reverse("reviews:review_new")
        found.append(Act(_("Ask for a review"), url, "plus", is_main=True))
    return [
        *found,
        Act(_("Checks after launch"), reverse("reviews:launchcheck_list"), "list"),
        Act(_("By kind and month"), reverse("reviews:statistics"), "chart"),
        Act(_("Review handbook"), reverse("reviews:handbook"), "book"),
    ]


def _moves(review: Review, asker: User) -> list[Act]:
    """Steps of the way first, each with what stands in its way."""
    found = []
    for move in review.next_moves(asker):
        why_not = str(_why_not(review, move.name, move.guard, asker))
        is_main = move.name in _FORWARD and not why_not
        url = _url("review_move", review, move.name)
        found.append(
            Act(move.label, url, is_main=is_main, group=_NEXT, why_not=why_not)
        )
    found.sort(key=lambda act: not (act.is_main or act.why_not))
    return found


def _why_not(review: Review, move: str, guard: str, asker: User) -> str:
    """What stands in the way before anything is chosen: a conclusion as if it passed."""
    if move == "conclude":
        return review.why_not_reviewed(asker)
    return str(getattr(review, guard)(asker)) if guard else ""


def _of_department(review: Review, asker: User) -> Iterator[Act]:
    if not asker.scope.allows(states.SUBMIT) or review.why_not_department(asker):
        return
    if review.lives_here and review.status in ("draft", "returned"):
        yield _to("review_edit", _("Change the request"), review)
        yield _to("checklist", _("Check it myself first"), review)
    if review.lives_here and review.status in states.CHANGEABLE:
        yield _to("material_add", _("Add material"), review)
    if review.lives_here and _has_passed(review):
        yield _to("release_add", _("Released file"), review)
        release = getattr(review, "release", None)
        if release is not None and not release.is_same:
            yield _to("release_confirm", _("Explain the difference"), review)


def _of_reviewers(review: Review, asker: User) -> Iterator[Act]:
    may_review = asker.scope.allows(states.REVIEWS)
    if may_review and not review.why_not_reviewed(asker):
        if review.status == "in_review":
            yield _to("checklist", _("Fill in the checklist"), review)
            yield _to("opinion_new", _("Write an opinion"), review)
        for check in review.launch_checks.filter(done_on=None):
            url = reverse("reviews:check_complete", args=[check.pk])
            yield Act(_("Complete a check after launch"), url, group=_WORK)
    is_open = review.is_open and review.status not in ("draft", "returned")
    waits = review.needs_risk_opinion and is_open and not review.risk_verdict
    if waits and asker.scope.allows(states.RISK):
        yield _to("risk_judge", _("Opinion on risk"), review)


def _papers(review: Review) -> Iterator[Act]:
    if review.letter_number:
        for form, title in (("pdf", "PDF"), ("docx", "Word")):
            name = _("Opinion letter (%(form)s)") % {"form": title}
            url = _url("review_letter", review, form)
            yield Act(name, url, "download", group=_PAPER)


def _has_passed(review: Review) -> bool:
    return review.status == "concluded" and review.conclusion in states.PASSING


def _to(door: str, title: object, review: Review) -> Act:
    return Act(title, _url(door, review), group=_WORK)  # type: ignore[arg-type]


def _url(door: str, review: Review, *more: str) -> str:
    return reverse(f"reviews:{door}", args=[review.pk, *more])
