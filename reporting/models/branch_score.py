"""Branches assessed by the quarter: the round, each branch's points, what people gave."""

from collections.abc import Collection
from datetime import date, datetime, timedelta
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import attachments
from consumer_protection.core.calendar import working_days
from consumer_protection.core.models import TimeLimit, Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.core.states import Move
from reporting import states

_APPEAL = "branch.appeal"


class BranchRoundQuerySet(models.QuerySet["BranchRound"]):
    def visible_to(self, asker: Asker) -> Self:
        """Everybody who sees what is checked in branches; of whom, their scores say."""
        if asker.scope.everywhere:
            return self
        if not asker.scope.sees("audits"):
            return self.none()
        return self.filter(root_id=asker.scope.root_id)


class BranchRound(Stateful):
    """One quarter of one institution, by one sheet. Published, nothing of it changes."""

    machine = states.BRANCH_ROUND

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    quarter = models.CharField(_("quarter"), max_length=6)
    sheet = models.CharField(_("sheet"), max_length=20)
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened at"))
    published_on = models.DateField(_("published on"), null=True, blank=True)

    objects = models.Manager.from_queryset(BranchRoundQuerySet)()

    class Meta:
        verbose_name = _("branch assessment")
        ordering = ["-quarter"]
        constraints = [
            models.UniqueConstraint("root", "quarter", name="branch_round_once")
        ]

    def __str__(self) -> str:
        return self.quarter

    def get_absolute_url(self) -> str:
        return reverse("reporting:branch_round", args=[self.pk])

    @property
    def is_published(self) -> bool:
        return self.status == "published"

    def why_not_publish(self, asker: Asker) -> str:
        waiting = self.scores.exclude(status="locked").count()
        if waiting:
            message = gettext("%(count)d branches are not locked yet.")
            return message % {"count": waiting}
        return ""

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        self.published_on = timezone.localdate(at)
        return ("published_on",)


class BranchScoreQuerySet(ScopedQuerySet):
    subject = "audits"


class BranchScore(Stateful):
    """``total`` and ``coefficient`` are as last computed, ``card`` what stood behind
    them; locked, neither changes any more. ``reviewed_on`` begins the time of appeal."""

    machine = states.BRANCH_SCORE

    round = models.ForeignKey(
        BranchRound, models.PROTECT, related_name="scores", verbose_name=_("quarter")
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("branch")
    )
    total = models.DecimalField(
        _("total"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    coefficient = models.DecimalField(
        _("pay coefficient"), max_digits=4, decimal_places=2, null=True, blank=True
    )
    card: Any = models.JSONField(null=True, blank=True)
    submitted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    reviewed_on = models.DateField(_("reviewed on"), null=True, blank=True)
    appeal = models.TextField(_("appeal"), max_length=2000, blank=True)
    answer = models.TextField(_("answer to the appeal"), max_length=2000, blank=True)

    objects = models.Manager.from_queryset(BranchScoreQuerySet)()

    class Meta:
        verbose_name = _("branch score")
        ordering = ["unit__code"]
        constraints = [
            models.UniqueConstraint("round", "unit", name="branch_score_once"),
            models.CheckConstraint(
                condition=~Q(status="locked")
                | Q(total__isnull=False, card__isnull=False),
                name="branch_score_locked_has_total",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.round} · {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:branchscore_detail", args=[self.pk])

    @property
    def is_locked(self) -> bool:
        return self.status == "locked"

    @property
    def appeal_until(self) -> date | None:
        """The last day of appeal: the house's limit from the day of the review on."""
        if self.reviewed_on is None:
            return None
        limit = TimeLimit.objects.on(self.reviewed_on)[_APPEAL]
        if limit.is_working_days:
            return working_days().add(self.reviewed_on, limit.days)
        return self.reviewed_on + timedelta(days=limit.days)

    def is_own(self, asker: Asker) -> bool:
        """Whether it is the asker's own: whoever looks after the whole institution
        has no branches of one's own but the unit one works in."""
        scope = asker.scope
        is_below = self.unit_id in scope.below and not scope.sees_all("audits")
        return self.unit_id == scope.unit_id or is_below

    def why_not_branch(self, asker: Asker) -> str:
        """Only the branch speaks for itself."""
        return "" if self.is_own(asker) else gettext("Only the branch does this.")

    def why_not_judge(self, asker: Asker) -> str:
        if self.is_own(asker):
            return gettext("Nobody assesses the own unit.")
        return ""

    def why_not_submit(self, asker: Asker) -> str:
        return self.why_not_branch(asker) or self._lacking_proof()

    def why_not_review(self, asker: Asker) -> str:
        if refused := self.why_not_judge(asker) or self._lacking_proof():
            return refused
        missing = (self.card or {}).get("missing", [])
        if missing:
            told = gettext("These items have no points yet: %(items)s.")
            return told % {"items": "、".join(missing)}
        return ""

    def _lacking_proof(self) -> str:
        if self.marks.exists() and not attachments.of_record(self).exists():
            return gettext("Points given by hand need a file that proves them.")
        return ""

    def why_not_appeal(self, asker: Asker) -> str:
        until = self.appeal_until
        if until is not None and timezone.localdate() > until:
            told = gettext("The time of appeal ended on %(day)s.")
            return told % {"day": until}
        return self.why_not_branch(asker)

    def why_not_answer(self, asker: Asker) -> str:
        if getattr(asker, "pk", None) == self.reviewed_by_id:
            return gettext("Somebody else than the reviewer answers an appeal.")
        return self.why_not_judge(asker)

    def why_not_lock(self, asker: Asker) -> str:
        until = self.appeal_until
        is_open = self.status == "reviewed" and until is not None
        if is_open and until is not None and timezone.localdate() <= until:
            told = gettext("The branch may appeal until %(day)s.")
            return told % {"day": until}
        return self.why_not_judge(asker)

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        if move.name == "submit":
            self.submitted_by = actor
            return ("submitted_by",)
        if move.name == "review":
            self.reviewed_by, self.reviewed_on = actor, timezone.localdate(at)
            return ("reviewed_by", "reviewed_on")
        return ()


class BranchMark(models.Model):
    """What people gave for an item: ``own`` the branch itself, ``points`` who reviewed
    it; each with its reason."""

    score = models.ForeignKey(BranchScore, models.CASCADE, related_name="marks")
    item = models.CharField(_("item"), max_length=20)
    own = models.DecimalField(
        _("points of the branch"), max_digits=5, decimal_places=2, null=True
    )
    own_reason = models.CharField(_("reason of the branch"), max_length=500, blank=True)
    points = models.DecimalField(
        _("points given"), max_digits=5, decimal_places=2, null=True
    )
    reason = models.CharField(_("reason"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("points of a branch")
        constraints = [
            models.UniqueConstraint("score", "item", name="branch_mark_once"),
            models.CheckConstraint(
                condition=(Q(own=None) | ~Q(own_reason=""))
                & (Q(points=None) | ~Q(reason="")),
                name="branch_mark_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.score} · {self.item}"
