"""What a reviewer asks of each kind of request, and the answers."""

from datetime import date
from typing import Any

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from reviews.models.seen import ReviewPartQuerySet


class CheckpointQuerySet(models.QuerySet["Checkpoint"]):
    def on(self, day: date) -> "CheckpointQuerySet":
        still = Q(valid_to=None) | Q(valid_to__gt=day)
        return self.filter(still, valid_from__lte=day)

    def asked_of(self, review: Any) -> "CheckpointQuerySet":
        """By its kind, in force on the day it was handed in."""
        found = self.on(review.submitted_on)
        found = found.filter(Q(kinds=[]) | Q(kinds__contains=[review.kind]))
        if not review.is_personal_loan:
            found = found.filter(personal_loans_only=False)
        return found.order_by("sort")


class Checkpoint(models.Model):
    """One question; no ``kinds`` means every kind. ``valid_to`` is exclusive."""

    code = models.CharField(_("checkpoint"), max_length=20)
    group = models.CharField(_("group"), max_length=10)
    question = models.CharField(_("question"), max_length=300)
    kinds = ArrayField(models.CharField(max_length=40), default=list, blank=True)
    personal_loans_only = models.BooleanField(default=False)
    severity = models.CharField(_("severity"), max_length=10)
    law = models.CharField(_("legal source"), max_length=200)
    article = models.CharField(_("article"), max_length=100, blank=True)
    sort = models.PositiveSmallIntegerField(default=0)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = models.Manager.from_queryset(CheckpointQuerySet)()

    class Meta:
        verbose_name = _("checkpoint")
        ordering = ["sort", "valid_from"]
        constraints = [
            models.UniqueConstraint("code", "valid_from", name="checkpoint_once_a_day")
        ]

    def __str__(self) -> str:
        return self.code

    @property
    def source(self) -> str:
        return f"{self.law}{self.article}"

    @property
    def is_blocking(self) -> bool:
        return self.severity == "block"


class CheckItem(models.Model):
    """The answer to one checkpoint; ``precheck`` is the submitter's own."""

    review = models.ForeignKey(
        "reviews.Review", models.CASCADE, related_name="check_items"
    )
    checkpoint = models.ForeignKey(Checkpoint, models.PROTECT, related_name="+")
    verdict = models.CharField(_("verdict"), max_length=10, blank=True)
    comment = models.TextField(_("comment"), blank=True)
    precheck = models.CharField(_("pre-check"), max_length=10, blank=True)
    checked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")
    checked_at = models.DateTimeField(null=True)

    objects = models.Manager.from_queryset(ReviewPartQuerySet)()

    class Meta:
        verbose_name = _("checklist item")
        ordering = ["checkpoint__sort"]
        constraints = [
            models.UniqueConstraint("review", "checkpoint", name="checked_once")
        ]

    def __str__(self) -> str:
        return f"{self.review} {self.checkpoint}"
