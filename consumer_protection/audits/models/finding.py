"""A finding of an audit, from the day it was found to its verified fix."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits import states
from consumer_protection.audits.models.audit_project import AuditProject
from consumer_protection.audits.models.mended import Mended
from consumer_protection.core.scope import Asker, ScopedQuerySet


class FindingQuerySet(ScopedQuerySet):
    subject = "audits"

    def visible_to(self, asker: Asker) -> Self:
        """Those audited learn what was found when the report is issued."""
        found = super().visible_to(asker)
        if asker.scope.everywhere or asker.scope.sees_all(self.subject):
            return found
        return found.told()

    def told(self) -> Self:
        """What a report has told of, or a ledger."""
        untold = Q(found_by__isnull=False, project__status__in=states.BEFORE_REPORT)
        return self.exclude(untold)

    def open_on(self, day: date) -> Self:
        """As they stood at the end of a day."""
        still = Q(closed_on=None) | Q(closed_on__gt=day)
        return self.filter(still, found_on__lte=day)

    def accepted_on(self, day: date) -> Self:
        """Whose risk was accepted on a day: from the judgement, where it is told, up to
        and with the last day."""
        begun = Q(judged_on=None) | Q(judged_on__lte=day)
        return self.filter(begun, status="accepted_risk", accepted_until__gte=day)

    def waiting_on(self, day: date) -> Self:
        """Neither closed nor a risk that is still accepted."""
        accepted = self.model._default_manager.accepted_on(day)
        return self.exclude(status="closed").exclude(pk__in=accepted.values("pk"))


class Finding(Mended):
    """``owner`` is the person in the responsible unit; ``repeats`` the finding of an
    earlier audit that was closed and came back."""

    project = models.ForeignKey(
        AuditProject,
        models.PROTECT,
        related_name="findings",
        verbose_name=_("audit project"),
    )
    scope = models.CharField(_("audit focus"), max_length=40, blank=True)
    severity = models.CharField(_("severity"), max_length=20)
    text = models.TextField(_("audit finding"))
    recommendation = models.TextField(
        _("recommendation"), max_length=2000, blank=True, default=""
    )
    owner = models.CharField(_("owner"), max_length=60, blank=True, default="")
    found_on = models.DateField(_("found on"))
    repeats = models.ForeignKey(
        "self",
        models.PROTECT,
        null=True,
        blank=True,
        related_name="repeated_by",
        verbose_name=_("finding that came back"),
    )

    objects = models.Manager.from_queryset(FindingQuerySet)()

    class Meta:
        verbose_name = _("audit finding")
        constraints = [
            models.UniqueConstraint("project", "text", name="finding_once_per_project"),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("found_on")),
                name="finding_closed_after_found",
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None)
                | Q(submitted_by=None)
                | ~Q(judged_by=F("submitted_by")),
                name="finding_verified_by_another",
            ),
        ]
        indexes = [models.Index(fields=["unit", "found_on"], name="finding_by_unit")]

    def __str__(self) -> str:
        return self.text[:60]

    def get_absolute_url(self) -> str:
        return reverse("audits:finding_detail", args=[self.pk])

    def came_back(self) -> FindingQuerySet:
        """Where it was found again; not before the report tells those audited."""
        again: FindingQuerySet = Finding.objects.filter(repeats=self).told()
        return again

    def why_not_yet(self) -> str:
        if self.lives_here and self.project.status in states.BEFORE_REPORT:
            return gettext("The audit report was not issued yet.")
        return ""
