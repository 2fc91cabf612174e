"""A review: what a department wants to bring before customers, examined first."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from reviews import states


class ReviewQuerySet(ScopedQuerySet):
    subject = "reviews"


class Review(Stateful):
    """``unit`` submits it, ``root`` is its legal person; ``launched_on`` may lie
    before the conclusion in a ledger: that is a figure, not an impossibility."""

    machine = states.REVIEW

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(_("review number"), max_length=40)
    submitted_on = models.DateField(_("submitted on"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("submitting unit")
    )
    submitter = models.CharField(_("submitter"), max_length=60, blank=True)
    kind = models.CharField(_("review kind"), max_length=40)
    title = models.CharField(_("reviewed item"), max_length=300)
    trigger = models.CharField(_("trigger"), max_length=40, blank=True)
    conclusion = models.CharField(_("conclusion"), max_length=20, blank=True)
    reviewer = models.CharField(_("reviewer"), max_length=60, blank=True)
    concluded_on = models.DateField(_("concluded on"), null=True, blank=True)
    launched_on = models.DateField(_("launched on"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    objects = models.Manager.from_queryset(ReviewQuerySet)()

    class Meta:
        verbose_name = _("review")
        constraints = [
            models.UniqueConstraint("root", "number", name="review_number_once"),
            models.CheckConstraint(
                condition=Q(concluded_on=None) | Q(concluded_on__gte=F("submitted_on")),
                name="review_concluded_after_submission",
            ),
            models.CheckConstraint(
                condition=Q(concluded_on=None) ^ ~Q(conclusion=""),
                name="review_conclusion_has_its_day",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "concluded_on"], name="review_by_unit"),
            models.Index(fields=["concluded_on"], name="review_by_conclusion"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("reviews:review_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in states.OPEN

    def why_not_answered(self, asker: Asker | None = None) -> Promise | str:
        """Every opinion needs its answer first."""
        waiting = self.opinions.filter(adoption="").exists()
        return _("Some opinions are not answered yet.") if waiting else ""

    def why_not_launched(self, asker: Asker | None = None) -> Promise | str:
        has_passed = self.conclusion in states.PASSING
        return "" if has_passed else _("The review was not passed.")
