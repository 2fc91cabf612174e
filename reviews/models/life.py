"""What the moves of a review ask for and bring about."""

from collections.abc import Callable, Collection, Iterator, Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core import numbers, trail
from consumer_protection.core.calendar import working_days
from consumer_protection.core.models import Institution, TimeLimit, User
from consumer_protection.core.scope import Asker
from consumer_protection.core.states import Move
from reviews import states
from reviews.models.request import Checkpoint

# The counter of opinion letters, apart from that of reviews.
_LETTERS = "XSH"
CHECKS = ("first", "second")
# So many forbidden words are named where a conclusion is refused.
_NAMED = 5


class Guards:
    """What a review answers when its table asks why a move may not be made."""

    def why_not_submitted(self: Any, asker: Asker) -> str:
        if refused := self.why_not_department(asker):
            return str(refused)
        if self.lives_here and not self.materials.exists():
            return _("Add the material to be reviewed first.")
        return ""

    def why_not_department(self: Any, asker: Asker) -> str:
        """Only the unit that asks, or one above it."""
        scope = asker.scope
        own = {scope.unit_id, *scope.below}
        if scope.everywhere or self.unit_id in own:
            return ""
        return _("Only the department that submitted it does this.")

    def why_not_withdrawn(self: Any, asker: Asker) -> str:
        return str(self.why_not_department(asker))

    def why_not_reviewed(self: Any, asker: Asker) -> str:
        """《银行保险机构消费者权益保护管理办法》 art. 9: nobody reviews what is his own."""
        own = getattr(asker, "pk", None)
        if own is not None and own == self.requested_by_id:
            return _("Whoever submitted it does not review it.")
        if asker.scope.unit_id == self.unit_id and not asker.scope.everywhere:
            return _("The submitting department does not review its own request.")
        if own is not None and own == self.risk_reviewer_id:
            return _("Whoever gave the opinion on risk does not review it as well.")
        return ""

    def why_not_opined(self: Any, asker: Asker) -> str:
        if refused := self.why_not_reviewed(asker):
            return str(refused)
        if not self.opinions.filter(round=self.round).exists():
            return _("Write the opinions of this round first.")
        return ""

    def why_not_answered(self: Any, asker: Asker | None = None) -> str:
        """Every opinion needs its answer first, and a change its new version."""
        if asker is not None and (refused := self.why_not_department(asker)):
            return str(refused)
        if self.opinions.filter(adoption="").exists():
            return _("Some opinions are not answered yet.")
        if self.lives_here and self._owes_version():
            return _("What must be changed was adopted: add the changed material.")
        return ""

    def _owes_version(self: Any) -> bool:
        changed = self.opinions.filter(
            round=self.round, must_change=True, adoption__in=("adopted", "partly")
        )
        issued = trail.last_of(self, "opine")
        newer = self.materials.filter(version__gt=1, uploaded_at__gte=issued)
        return bool(changed.exists()) and not newer.exists()

    def why_not_concluded(self: Any, asker: Asker) -> str:
        if refused := self.why_not_reviewed(asker):
            return str(refused)
        if self.conclusion not in (*states.PASSING, "reject"):
            return _("Conclude with pass, pass with changes or not passed.")
        today = timezone.localdate()
        if not self.submitted_on <= self.concluded_on <= today:
            return _("Concluded between the day of submission and today.")
        return next(_standing_against(self), "")

    def why_not_launched(self: Any, asker: Asker | None = None) -> str:
        if self.conclusion not in states.PASSING or self.concluded_on is None:
            return _("The review was not passed.")
        if asker is not None and (refused := self.why_not_department(asker)):
            return str(refused)
        if self.launched_on is not None and self.launched_on < self.concluded_on:
            return _("Launched before the conclusion: correct the day.")
        return str(self._why_not_released()) if self.lives_here else ""

    def _why_not_released(self: Any) -> str:
        if self.launched_on is not None and self.launched_on > timezone.localdate():
            return _("This day is still to come: correct it.")
        release = getattr(self, "release", None)
        if release is None:
            return _("Add the released file first: it is compared with the approved.")
        if not release.is_settled:
            return _("The released file differs from the approved: say why.")
        return ""


def _standing_against(review: Any) -> Iterator[str]:
    """What a conclusion waits for, the first thing first."""
    if review.opinions.filter(adoption="").exists():
        yield _("Some opinions are not answered yet.")
    if review.opinions.undecided().exists():
        yield _("The responsible leader has not decided on opinions not adopted.")
    if review.conclusion not in states.PASSING:
        return
    if review.opinions.filter(decision="upheld", adoption="not_adopted").exists():
        yield _("An opinion was upheld and is still not adopted.")
    yield from _checklist_against(review)
    yield from _wording_against(review)
    if review.needs_risk_opinion and not review.risk_verdict:
        yield _("A new product needs the opinion on its risk first.")
    if review.needs_risk_opinion and review.risk_verdict == "object":
        yield _("Risk management objects: it cannot pass.")


def _checklist_against(review: Any) -> Iterator[str]:
    answers = dict(review.check_items.values_list("checkpoint__code", "verdict"))
    asked = list(Checkpoint.objects.asked_of(review))
    missing = sum(not answers.get(one.code) for one in asked)
    if missing:
        message = _("%(count)d checkpoints are not answered yet.")
        yield message % {"count": missing}
    no = [code for code, verdict in answers.items() if verdict == "no"]
    failed = [one.code for one in asked if one.is_blocking and one.code in no]
    if failed:
        message = _("These checkpoints stand against passing: %(codes)s")
        yield message % {"codes": "、".join(failed)}


def _wording_against(review: Any) -> Iterator[str]:
    """Forbidden words in the newest version of a material, where it was checked."""
    newest = {one.name: one.sha256 for one in review.materials.order_by("version")}
    checks = review.wording_checks.filter(status="done").order_by("pk")
    last = {one.material_sha256: one for one in checks}
    for name, digest in newest.items():
        words = last[digest].open_blocks() if digest in last else []
        if words:
            message = _("%(material)s still has forbidden wording: %(words)s")
            listed = "、".join(list(dict.fromkeys(words))[:_NAMED])
            yield message % {"material": name, "words": listed}


def effects_of(review: Any, move: Move, actor: User, at: datetime) -> Collection[str]:
    """Set what the move brings about; the fields that were set."""
    effect = _EFFECTS.get(move.name)
    return effect(review, actor, at) if effect else ()


def _submit(review: Any, actor: User, at: datetime) -> Collection[str]:
    """The day of the first submission stays; the clock begins with each."""
    day = timezone.localdate(at)
    fields = list(_begin(review, "review.conclusion", day))
    if review.lives_here and review.submitted_at is None:
        review.submitted_at, review.submitted_on = at, day
        fields += ["submitted_at", "submitted_on"]
    return fields


def _take(review: Any, actor: User, at: datetime) -> Collection[str]:
    review.reviewer_account, review.reviewer = actor, actor.name
    return ("reviewer_account", "reviewer")


def _return(review: Any, actor: User, at: datetime) -> Collection[str]:
    review.due_on = review.clock_from = None
    return ("due_on", "clock_from")


def _opine(review: Any, actor: User, at: datetime) -> Collection[str]:
    return _begin(review, "review.answer", timezone.localdate(at))


def _answer(review: Any, actor: User, at: datetime) -> Collection[str]:
    review.round += 1
    return ("round", *_begin(review, "review.conclusion", timezone.localdate(at)))


def _withdraw(review: Any, actor: User, at: datetime) -> Collection[str]:
    review.conclusion, review.concluded_on = "withdrawn", timezone.localdate(at)
    return ("conclusion", "concluded_on")


def _begin(review: Any, code: str, day: date) -> Collection[str]:
    """A new clock from this day; only where the review lives here."""
    if not review.lives_here:
        return ()
    limit = TimeLimit.objects.on(day)[code]
    review.clock_from = day
    review.due_on = (
        working_days().add(day, limit.days)
        if limit.is_working_days
        else day + timedelta(days=limit.days)
    )
    return ("due_on", "clock_from")


def _conclude(review: Any, actor: User, at: datetime) -> Collection[str]:
    """The letter's number: others wait for it until this transaction ends."""
    year = timezone.localdate(at).year
    own = Institution.objects.filter(unit=review.root).first()
    number = numbers.next_number(review.root, _LETTERS, year)
    review.letter_number = f"{own.letters if own else ''}消审〔{year}〕{number}号"
    review.concluded_at = at
    review.reviewer = review.reviewer or actor.name
    return ("letter_number", "concluded_at", "reviewer")


def _launch(review: Any, actor: User, at: datetime) -> Collection[str]:
    """Somebody looks after some weeks whether what was promised is kept."""
    if review.lives_here:
        limits = TimeLimit.objects.on(review.launched_on)
        for kind in CHECKS:
            days = limits[f"review.launch_check_{kind}"].days
            due = review.launched_on + timedelta(days=days)
            review.launch_checks.get_or_create(kind=kind, defaults={"due_on": due})
    return ()


_EFFECTS: Mapping[str, Callable[[Any, User, datetime], Collection[str]]] = {
    "submit": _submit,
    "take": _take,
    "return": _return,
    "opine": _opine,
    "answer": _answer,
    "conclude": _conclude,
    "launch": _launch,
    "withdraw": _withdraw,
}
