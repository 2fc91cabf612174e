"""Which unit has which duty, and who works on consumer protection."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.scope import ScopedQuerySet


class DutyQuerySet(ScopedQuerySet):
    subject = "governance"


class UnitDuty(models.Model):
    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    duty = models.CharField(_("duty"), max_length=120)
    part = models.CharField(_("part in the duty"), max_length=30)
    basis = models.CharField(_("basis"), max_length=200, blank=True)

    objects = models.Manager.from_queryset(DutyQuerySet)()

    class Meta:
        verbose_name = _("duty of a unit")
        constraints = [
            models.UniqueConstraint("root", "unit", "duty", name="unit_duty_once")
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.duty}"

    def get_absolute_url(self) -> str:
        return reverse("governance:unitduty_detail", args=[self.pk])


class Assignment(models.Model):
    """Somebody's work on consumer protection in [from, until)."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    name = models.CharField(_("name"), max_length=60)
    kind = models.CharField(_("kind of assignment"), max_length=30)
    degree = models.CharField(_("degree"), max_length=30, blank=True)
    finance_years = models.PositiveSmallIntegerField(
        _("years in finance"), null=True, blank=True
    )
    certificates = models.CharField(_("qualifications"), max_length=200, blank=True)
    from_on = models.DateField(_("assigned from"))
    until_on = models.DateField(_("assigned until"), null=True, blank=True)

    objects = models.Manager.from_queryset(DutyQuerySet)()

    class Meta:
        verbose_name = _("assignment")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="assignment_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("governance:assignment_detail", args=[self.pk])
