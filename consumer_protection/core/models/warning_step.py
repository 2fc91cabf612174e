"""The ladder of warnings before and after a due date, as data with validity."""

from datetime import date, timedelta

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

# How a step is measured: a share of the days, days before the due date or after it.
SHARE, BEFORE, AFTER = "share", "before", "after"
# Whoever has the thing in hand; everybody else on the ladder is told by role.
HANDLER = "handler"


class WarningStepQuerySet(models.QuerySet["WarningStep"]):
    def on(self, day: date) -> list["WarningStep"]:
        """The ladder in force on a day, from its lowest step up."""
        found = self.filter(valid_from__lte=day)
        found = found.filter(Q(valid_to=None) | Q(valid_to__gt=day))
        return list(found.order_by("level"))


class WarningStep(models.Model):
    """``whom`` names those told from here on, beside all of the lower steps.

    What ``is_urgent`` waits for the next morning at most, be it a rest day or not;
    ``valid_to`` is exclusive.
    """

    code = models.CharField(max_length=40)
    level = models.PositiveSmallIntegerField(_("level"))
    measure = models.CharField(max_length=10)
    amount = models.PositiveSmallIntegerField()
    whom = ArrayField(models.CharField(max_length=30))
    is_urgent = models.BooleanField(default=False)
    basis = models.CharField(_("legal source"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = models.Manager.from_queryset(WarningStepQuerySet)()

    class Meta:
        verbose_name = _("step of warning")
        ordering = ["level", "valid_from"]
        constraints = [
            models.UniqueConstraint(
                "code", "valid_from", name="warning_step_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(measure__in=(SHARE, BEFORE, AFTER)),
                name="warning_step_measured",
            ),
            models.CheckConstraint(
                condition=~Q(measure=SHARE) | Q(amount__lte=100),
                name="warning_step_share_of_the_days",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.amount}"

    def day_for(self, start: date, due: date) -> date | None:
        """The day on which the step is reached; None where the time is too short for
        it: nobody is warned on the very day the time begins."""
        if self.measure == AFTER:
            return due + timedelta(days=self.amount)
        if self.measure == BEFORE:
            found = due - timedelta(days=self.amount)
        else:
            # Rounded up: a share is reached when it has passed, not before.
            days = -(-(due - start).days * self.amount // 100)
            found = start + timedelta(days=days)
        return found if found > start else None
