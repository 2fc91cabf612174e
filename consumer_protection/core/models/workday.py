"""Days that differ from the weekly pattern: holidays and make-up working days."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.scope import Asker


class WorkdayQuerySet(models.QuerySet["Workday"]):
    def visible_to(self, asker: Asker) -> Self:
        """The calendar is everybody's."""
        return self


class Workday(models.Model):
    """One exception, announced each November for the year to come. Days without
    a row follow the week; a year without any row is not announced yet."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("working day"))
    name = models.CharField(_("occasion"), max_length=40, blank=True)

    objects = models.Manager.from_queryset(WorkdayQuerySet)()

    class Meta:
        verbose_name = _("working-day exception")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"

    def get_absolute_url(self) -> str:
        return reverse("core:workday_detail", args=[self.pk])
