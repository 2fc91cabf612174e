"""Days that differ from the weekly pattern: holidays and make-up working days."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Workday(models.Model):
    """One exception, announced each November for the year to come. Days without
    a row follow the week; a year without any row is not announced yet."""

    day = models.DateField(_("day"), unique=True)
    is_working = models.BooleanField(_("working day"))
    name = models.CharField(_("occasion"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("working-day exception")
        ordering = ["day"]

    def __str__(self) -> str:
        return f"{self.day} {self.name}"
