"""Time limits of law and of the house, as data with validity."""

from collections.abc import Iterable
from datetime import date

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _


class TimeLimitQuerySet(models.QuerySet["TimeLimit"]):
    def on(self, day: date) -> dict[str, "TimeLimit"]:
        """The limits in force on a day, by code."""
        found = self.filter(valid_from__lte=day).filter(
            Q(valid_to=None) | Q(valid_to__gt=day)
        )
        return {limit.code: limit for limit in found}

    def book(self) -> "LimitBook":
        """One query, however many days are asked for."""
        return LimitBook(self.all())


class LimitBook:
    """All limits, read once, for many records at a time."""

    def __init__(self, limits: Iterable["TimeLimit"]) -> None:
        self._limits = list(limits)
        self._found: dict[date, dict[str, TimeLimit]] = {}

    def on(self, day: date) -> dict[str, "TimeLimit"]:
        """The limits in force on a day, by code."""
        if day not in self._found:
            self._found[day] = {
                one.code: one for one in self._limits if one.is_in_force(day)
            }
        return self._found[day]


class TimeLimit(models.Model):
    """``days`` counted from the day after the event; ``valid_to`` is exclusive."""

    code = models.CharField(max_length=60)
    days = models.PositiveSmallIntegerField(_("days"))
    is_working_days = models.BooleanField(_("working days"), default=False)
    law = models.CharField(_("legal source"), max_length=200, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    objects = models.Manager.from_queryset(TimeLimitQuerySet)()

    class Meta:
        verbose_name = _("time limit")
        ordering = ["code", "valid_from"]
        constraints = [
            models.UniqueConstraint("code", "valid_from", name="limit_once_a_day")
        ]

    def __str__(self) -> str:
        return f"{self.code}: {self.days}"

    def is_in_force(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day < self.valid_to)
