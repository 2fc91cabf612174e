"""A training of staff, with or without an examination."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User
from consumer_protection.core.scope import ScopedQuerySet
from education.models.counts import Counted


class TrainingQuerySet(ScopedQuerySet):
    subject = "education"


class Training(Counted):
    """``unit`` holds it; ``passed`` is the number who passed its examination."""

    COUNTS = ("expected", "present", "passed")

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit holding it")
    )
    name = models.CharField(_("training name"), max_length=200)
    kind = models.CharField(_("training kind"), max_length=40, blank=True)
    audiences = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("audiences"),
        default=list,
        blank=True,
    )
    held_on = models.DateField(_("held on"))
    expected = models.PositiveIntegerField(_("expected"), null=True, blank=True)
    expected_is_approx = models.BooleanField(default=False)
    present = models.PositiveIntegerField(_("present"), null=True, blank=True)
    present_is_approx = models.BooleanField(default=False)
    trainer = models.CharField(_("trainer"), max_length=20, blank=True)
    passed = models.PositiveIntegerField(_("passed"), null=True, blank=True)
    passed_is_approx = models.BooleanField(default=False)
    remark = models.TextField(_("remark"), blank=True)
    hours = models.DecimalField(
        _("hours"), max_digits=4, decimal_places=1, null=True, blank=True
    )
    trainer_name = models.CharField(
        _("name of the trainer"), max_length=100, blank=True
    )
    # Of the code on the door; none until it is asked for.
    token = models.UUIDField(null=True, unique=True, editable=False)

    objects = models.Manager.from_queryset(TrainingQuerySet)()

    class Meta:
        verbose_name = _("training")
        constraints = [
            models.UniqueConstraint(
                "root", "name", "held_on", name="training_once_per_day"
            ),
            models.CheckConstraint(
                condition=Q(passed=None)
                | Q(present=None)
                | Q(passed__lte=F("present"))
                | Q(passed_is_approx=True)
                | Q(present_is_approx=True),
                name="training_passed_were_present",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "held_on"], name="training_by_unit"),
            models.Index(fields=["held_on"], name="training_by_day"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("education:training_detail", args=[self.pk])


class Attendance(models.Model):
    """Who was there, signed by the person itself or taken from the list of
    signatures."""

    training = models.ForeignKey(Training, models.CASCADE, related_name="attendances")
    person = models.ForeignKey(User, models.PROTECT, related_name="+")
    signed_at = models.DateTimeField(_("signed at"))
    by_list = models.BooleanField(_("from the list"), default=False)

    class Meta:
        verbose_name = _("signature at a training")
        constraints = [
            models.UniqueConstraint("training", "person", name="attended_once")
        ]

    def __str__(self) -> str:
        return f"{self.training} · {self.person}"
