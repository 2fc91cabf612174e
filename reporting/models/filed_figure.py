"""Figures of earlier years as an issued report stated them, never counted here."""

from typing import Self

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import Number
from consumer_protection.core.models import Unit, User
from consumer_protection.core.scope import ScopedQuerySet


class IssuedReportQuerySet(ScopedQuerySet):
    """They state the institution's totals, so only those see them who see it all."""

    subject = "base"
    unit_path = "root"


class IssuedReport(models.Model):
    """A report that left the house before, with its file kept as evidence."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    title = models.CharField(_("report title"), max_length=200)
    document_number = models.CharField(_("document number"), max_length=80, blank=True)
    issued_on = models.DateField(_("issued on"))
    year = models.PositiveSmallIntegerField(_("year"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered at"))

    objects = models.Manager.from_queryset(IssuedReportQuerySet)()

    class Meta:
        verbose_name = _("issued report")
        ordering = ["-year", "-pk"]
        constraints = [
            models.UniqueConstraint(
                "root", "title", "document_number", "year", name="issued_report_once"
            )
        ]

    def __str__(self) -> str:
        return self.cited

    def get_absolute_url(self) -> str:
        return reverse("reporting:filed_detail", args=[self.pk])

    @property
    def unit_id(self) -> int:
        """Whose the files beside it are."""
        return self.root_id

    @property
    def standing(self) -> int:
        """How many figures stand; from what is fetched along, if it is."""
        return sum(one.withdrawn_at is None for one in self.figures.all())

    @property
    def cited(self) -> str:
        """As texts name it: 《title》（number）."""
        number = f"（{self.document_number}）" if self.document_number else ""
        return f"《{self.title}》{number}"


class FiledFigureQuerySet(ScopedQuerySet):
    subject = "base"
    unit_path = "root"

    def standing(self) -> Self:
        return self.filter(withdrawn_at=None)


class FiledFigure(models.Model):
    """One number of one year; ``key`` is of a breakdown. One stands at a time; a
    withdrawn one stays to be read."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    report = models.ForeignKey(IssuedReport, models.PROTECT, related_name="figures")
    year = models.PositiveSmallIntegerField(_("year"))
    code = models.CharField(_("figure"), max_length=80)
    key = models.CharField(_("part"), max_length=120, blank=True)
    value = models.DecimalField(_("value"), max_digits=18, decimal_places=2)
    page = models.CharField(_("page in the report"), max_length=40, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    entered_at = models.DateTimeField(_("entered at"))
    withdrawn_at = models.DateTimeField(_("withdrawn at"), null=True, blank=True)

    objects = models.Manager.from_queryset(FiledFigureQuerySet)()

    class Meta:
        verbose_name = _("filed figure")
        ordering = ["code", "key", "pk"]
        constraints = [
            models.UniqueConstraint(
                "root",
                "year",
                "code",
                "key",
                condition=Q(withdrawn_at=None),
                name="filed_figure_stands_once",
            ),
            models.CheckConstraint(
                condition=Q(value__gte=0), name="filed_figure_not_negative"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.year} {self.code} {self.key}".strip()

    @property
    def number(self) -> Number:
        whole = self.value == self.value.to_integral_value()
        return int(self.value) if whole else float(self.value)
