"""A review: what a department wants to bring before customers, examined first."""

from collections.abc import Collection
from datetime import date, datetime

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.states import Move
from reviews import states
from reviews.models import life
from reviews.models.seen import ReviewQuerySet


class Review(life.Guards, Stateful):
    """``unit`` submits it, ``root`` is its legal person. A review lives here when
    somebody requested it here (``requested_by``); of others, told by a ledger,
    ``launched_on`` may lie before the conclusion: that is a figure, not an
    impossibility."""

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

    uid = models.UUIDField(null=True, unique=True, editable=False)
    requested_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True, blank=True)
    origin = models.CharField(_("origin"), max_length=20, blank=True)
    customers = models.TextField(_("target customers"), blank=True)
    planned_on = models.DateField(_("planned launch"), null=True, blank=True)
    channels = models.CharField(_("channels"), max_length=300, blank=True)
    charges = models.TextField(_("rates and fees"), blank=True)
    is_personal_loan = models.BooleanField(_("personal loan"), default=False)
    is_new_product = models.BooleanField(_("new product or business"), default=False)
    due_on = models.DateField(_("due on"), null=True, blank=True)
    clock_from = models.DateField(null=True, blank=True)
    round = models.PositiveSmallIntegerField(_("round"), default=1)
    reviewer_account = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    risk_verdict = models.CharField(_("opinion on risk"), max_length=20, blank=True)
    risk_opinion = models.TextField(_("reasons on risk"), blank=True)
    risk_reviewer = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    risk_at = models.DateTimeField(null=True, blank=True)
    letter_number = models.CharField(_("letter number"), max_length=80, blank=True)
    concluded_at = models.DateTimeField(null=True, blank=True)

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
            models.CheckConstraint(
                condition=Q(requested_by=None)
                | ~Q(status="launched")
                | Q(
                    conclusion__in=states.PASSING,
                    concluded_on__isnull=False,
                    launched_on__gte=F("concluded_on"),
                ),
                name="review_launched_after_passing",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "concluded_on"], name="review_by_unit"),
            models.Index(fields=["concluded_on"], name="review_by_conclusion"),
            models.Index(fields=["status", "due_on"], name="review_by_due"),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("reviews:review_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in states.OPEN

    @property
    def lives_here(self) -> bool:
        return self.requested_by_id is not None

    @property
    def needs_risk_opinion(self) -> bool:
        return self.kind == "product_development" or self.is_new_product

    def is_overdue(self, today: date) -> bool:
        return self.is_open and self.due_on is not None and self.due_on < today

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        return life.effects_of(self, move, actor, at)


def passed_reviews() -> "models.QuerySet[Review]":
    """Reviews passed with or without changes, of every institution; whoever names the
    number of one in the own institution may know that much."""
    return Review.objects.filter(conclusion__in=states.PASSING)
