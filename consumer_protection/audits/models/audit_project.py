"""An audit project: what was audited, and what came of it."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits import states
from consumer_protection.core.models import Unit
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import ScopedQuerySet


class AuditProjectQuerySet(ScopedQuerySet):
    subject = "audits"


class AuditProject(Stateful):
    """``unit`` answers for the project; a ledger names none, so it is the root."""

    machine = states.AUDIT

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("auditing unit")
    )
    name = models.CharField(_("audit project"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))

    objects = models.Manager.from_queryset(AuditProjectQuerySet)()

    class Meta:
        verbose_name = _("audit project")
        constraints = [
            models.UniqueConstraint("root", "name", name="audit_project_name_once")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:auditproject_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status != "closed"
