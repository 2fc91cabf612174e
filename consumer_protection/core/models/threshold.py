"""Amounts, counts and shares that rules begin at, as data with validity."""

from datetime import date
from decimal import Decimal

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class ThresholdQuerySet(models.QuerySet["Threshold"]):
    def value(self, code: str, day: date) -> Decimal | None:
        """What is in force on a day, or None where nothing is said."""
        found = self.filter(code=code, valid_from__lte=day).filter(
            Q(valid_to=None) | Q(valid_to__gt=day)
        )
        one = found.order_by("-valid_from").first()
        return one.amount if one else None


class Threshold(models.Model):
    """``valid_to`` is exclusive; ``basis`` says who set it."""

    code = models.CharField(max_length=60)
    amount = models.DecimalField(_("value"), max_digits=14, decimal_places=2)
    basis = models.CharField(_("legal source"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = models.Manager.from_queryset(ThresholdQuerySet)()

    class Meta:
        verbose_name = _("threshold")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint("code", "valid_from", name="threshold_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.amount}"
