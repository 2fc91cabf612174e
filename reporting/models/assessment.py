"""A self-assessment: one method applied to one period, indicator by indicator."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.codes import label
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker
from consumer_protection.core.states import Move
from reporting import states


class AssessmentQuerySet(models.QuerySet["Assessment"]):
    def visible_to(self, asker: Asker) -> Self:
        """Those of the asker's institution, for those cleared to read reports."""
        if not asker.scope.allows("reports.see"):
            return self.none()
        if asker.scope.everywhere:
            return self
        return self.filter(root_id=asker.scope.root_id)


class Assessment(Stateful):
    """``card`` is what was approved: scores, figures and their moment, kept whatever
    records become; empty before. ``vetoes`` are codes of the method's vetoes that
    apply, ``deducted`` what supervision took."""

    machine = states.ASSESSMENT

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    method = models.CharField(_("method"), max_length=20)
    period = models.CharField(_("period"), max_length=8)
    vetoes = models.JSONField(_("vetoes"), default=list, blank=True)
    deducted = models.DecimalField(
        _("deducted by supervision"), max_digits=4, decimal_places=2, default=0
    )
    opened_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    opened_at = models.DateTimeField(_("opened at"))
    submitted_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    card = models.JSONField(null=True, blank=True)

    objects = models.Manager.from_queryset(AssessmentQuerySet)()

    class Meta:
        verbose_name = _("self-assessment")
        ordering = ["-period", "method"]
        constraints = [
            models.UniqueConstraint(
                "root", "method", "period", name="assessment_once_a_period"
            ),
            models.CheckConstraint(
                condition=~Q(status="approved") | Q(card__isnull=False),
                name="assessment_approved_has_card",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.period} · {self.method}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:assessment_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status == "open"

    def why_not_approve(self, asker: Asker) -> str:
        if getattr(asker, "pk", None) == self.submitted_by_id:
            return gettext("Whoever submitted it does not approve it.")
        return ""

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        if move.name == "submit":
            self.submitted_by = actor
            return ("submitted_by",)
        if move.name == "reopen":
            self.card = None
            return ("card",)
        return ()


class AssessmentItemQuerySet(models.QuerySet["AssessmentItem"]):
    def visible_to(self, asker: Asker) -> Self:
        """Those of assessments one may read, and those assigned to one's unit."""
        scope = asker.scope
        if scope.everywhere:
            return self
        readable = Assessment.objects.visible_to(asker)
        own = Q(pk__in=[])
        if scope.allows("tasks.answer") and scope.unit_id is not None:
            own = Q(unit_id__in={scope.unit_id, *scope.below})
        return self.filter(Q(assessment__in=readable) | own)


class AssessmentItem(Stateful):
    """One indicator: ``points`` are those given by hand, out of the method's own, in
    place of the computed ones; ``entered_by`` gave them or said it does not apply."""

    machine = states.ASSESSMENT_ITEM

    assessment = models.ForeignKey(
        Assessment, models.CASCADE, related_name="items", verbose_name=_("assessment")
    )
    indicator = models.CharField(_("indicator"), max_length=20)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("assigned to"),
    )
    due_on = models.DateField(_("due on"), null=True, blank=True)
    is_applicable = models.BooleanField(_("applies"), default=True)
    points = models.DecimalField(
        _("points given"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    reason = models.TextField(_("reason"), max_length=2000, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )

    objects = models.Manager.from_queryset(AssessmentItemQuerySet)()

    class Meta:
        verbose_name = _("assessed indicator")
        ordering = ["indicator"]
        constraints = [
            models.UniqueConstraint(
                "assessment", "indicator", name="assessment_item_once"
            ),
            models.CheckConstraint(
                condition=Q(points=None, is_applicable=True) | ~Q(reason=""),
                name="assessment_item_says_why",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.assessment} · {self.indicator}"

    def get_absolute_url(self) -> str:
        return reverse("reporting:assessment_item", args=[self.pk])

    @property
    def by_hand(self) -> bool:
        """Whether somebody's word stands in place of the computed points."""
        return self.points is not None or not self.is_applicable

    @property
    def state(self) -> str:
        return label("assessment_item_state", self.status)

    def why_not_write(self) -> str:
        """What forbids that anything of it is changed, or nothing."""
        if not self.assessment.is_open:
            return gettext("This assessment is not open: nothing is changed in it.")
        if self.status == "closed":
            return gettext("This indicator is closed: reopen it first.")
        return ""

    def why_not_move(self, asker: Asker) -> str:
        if not self.assessment.is_open:
            return gettext("This assessment is not open: nothing is changed in it.")
        return ""

    def why_not_close(self, asker: Asker) -> str:
        if self.by_hand and getattr(asker, "pk", None) == self.entered_by_id:
            return gettext("Points given by hand are closed by somebody else.")
        return self.why_not_move(asker)
