"""A finding of an audit, from the day it was found to its verified fix."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits import states
from consumer_protection.audits.models.audit_project import AuditProject
from consumer_protection.core.models import Unit
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import ScopedQuerySet


class FindingQuerySet(ScopedQuerySet):
    subject = "audits"

    def open_on(self, day: date) -> Self:
        """As they stood at the end of a day."""
        still = Q(closed_on=None) | Q(closed_on__gt=day)
        return self.filter(still, found_on__lte=day)


class Finding(Stateful):
    """``unit`` must rectify it."""

    machine = states.RECTIFICATION

    project = models.ForeignKey(
        AuditProject,
        models.PROTECT,
        related_name="findings",
        verbose_name=_("audit project"),
    )
    scope = models.CharField(_("audit focus"), max_length=40, blank=True)
    severity = models.CharField(_("severity"), max_length=20)
    text = models.TextField(_("audit finding"))
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )
    found_on = models.DateField(_("found on"))
    due_on = models.DateField(_("rectify by"), null=True, blank=True)
    closed_on = models.DateField(_("rectified on"), null=True, blank=True)

    objects = models.Manager.from_queryset(FindingQuerySet)()

    class Meta:
        verbose_name = _("audit finding")
        constraints = [
            models.UniqueConstraint("project", "text", name="finding_once_per_project"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("found_on")),
                name="finding_closed_after_found",
            ),
        ]
        indexes = [models.Index(fields=["unit", "found_on"], name="finding_by_unit")]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("audits:finding_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status not in ("closed", "accepted_risk")
