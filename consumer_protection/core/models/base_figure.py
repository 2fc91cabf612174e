"""Base figures: what a unit had at the end of a year, for rates to stand on."""

from datetime import date

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.unit import Unit
from consumer_protection.core.models.user import User
from consumer_protection.core.scope import ScopedQuerySet

FIRST_YEAR, LAST_YEAR = 1990, 2100


class BaseFigureQuerySet(ScopedQuerySet):
    subject = "base"


class BaseFigure(models.Model):
    """The numbers of one unit at the end of one year. The legal person's are the
    institution's totals, outlets that have none of their own included."""

    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("Unit")
    )
    year = models.PositiveSmallIntegerField(
        _("year"),
        validators=[MinValueValidator(FIRST_YEAR), MaxValueValidator(LAST_YEAR)],
    )
    source = models.CharField(_("taken from"), max_length=200, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    recorded_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(BaseFigureQuerySet)()

    class Meta:
        verbose_name = _("base figures")
        constraints = [
            models.UniqueConstraint("unit", "year", name="base_figure_once_per_year"),
            models.CheckConstraint(
                condition=Q(year__gte=FIRST_YEAR, year__lte=LAST_YEAR),
                name="base_figure_of_a_likely_year",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.unit} {self.year}"

    def get_absolute_url(self) -> str:
        return reverse("core:basefigure_detail", args=[self.pk])

    @property
    def day(self) -> date:
        return date(self.year, 12, 31)

    def numbers(self) -> dict[str, int]:
        """Kind → number, of the kinds recorded."""
        return {count.kind: count.value for count in self.counts.all()}


class BaseCount(models.Model):
    """One number; ``kind`` is of the code list base_figure_kind."""

    figure = models.ForeignKey(BaseFigure, models.CASCADE, related_name="counts")
    kind = models.CharField(_("kind"), max_length=40)
    value = models.PositiveBigIntegerField(_("value"))

    class Meta:
        verbose_name = _("base figure")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint("figure", "kind", name="base_count_once_per_kind")
        ]

    def __str__(self) -> str:
        return f"{self.figure} {self.kind}"
