"""Emergency plans, drills, incidents and the reports that incidents owe."""

from datetime import datetime, time

from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from consumer_protection.governance.models.planning.kept import Kept, KeptQuerySet


class EmergencyPlan(Kept):
    title = models.CharField(_("emergency plan"), max_length=200)
    business = models.CharField(_("business"), max_length=40)
    document_number = models.CharField(_("document number"), max_length=60, blank=True)
    issued_on = models.DateField(_("issued on"), null=True, blank=True)
    review_on = models.DateField(_("next review"), null=True, blank=True)

    class Meta:
        verbose_name = _("emergency plan")
        constraints = [
            models.UniqueConstraint("root", "title", name="emergency_plan_once")
        ]

    def __str__(self) -> str:
        return self.title


class Drill(Kept):
    name = models.CharField(_("drill"), max_length=200)
    business = models.CharField(_("business"), max_length=40, blank=True)
    plan_title = models.CharField(_("emergency plan"), max_length=200, blank=True)
    held_on = models.DateField(_("held on"))
    scenario = models.TextField(_("scenario"), max_length=2000, blank=True)
    participants = models.PositiveIntegerField(_("participants"), null=True, blank=True)
    evaluation = models.TextField(_("evaluation"), max_length=2000, blank=True)
    improvements = models.TextField(_("improvements"), max_length=2000, blank=True)
    improve_by = models.DateField(_("improve by"), null=True, blank=True)
    improved_on = models.DateField(_("improved on"), null=True, blank=True)

    class Meta:
        verbose_name = _("drill")
        constraints = [
            models.UniqueConstraint("root", "held_on", "name", name="drill_once_a_day")
        ]

    def __str__(self) -> str:
        return self.name


class Incident(Kept):
    """Its clocks start when it was discovered; without a time, with that day."""

    kind = models.CharField(_("kind of incident"), max_length=30)
    title = models.CharField(_("incident"), max_length=200)
    discovered_on = models.DateField(_("discovered on"))
    discovered_at = models.CharField(_("discovered at"), max_length=5, blank=True)
    is_major = models.BooleanField(_("major"), null=True, blank=True)
    affected = models.PositiveIntegerField(_("persons affected"), null=True, blank=True)
    description = models.TextField(_("what happened"), max_length=4000, blank=True)
    handling = models.TextField(_("what was done"), max_length=4000, blank=True)
    closed_on = models.DateField(_("closed on"), null=True, blank=True)

    class Meta:
        verbose_name = _("incident")
        constraints = [
            models.UniqueConstraint(
                "root", "discovered_on", "title", name="incident_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(closed_on=None) | Q(closed_on__gte=F("discovered_on")),
                name="incident_ends_after_it_began",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def began_at(self) -> datetime:
        hour = time.fromisoformat(self.discovered_at or "00:00")
        start = datetime.combine(self.discovered_on, hour)
        return timezone.make_aware(start)


class OfIncidentQuerySet(KeptQuerySet):
    unit_path = "incident__unit"


class IncidentReport(models.Model):
    incident = models.ForeignKey(Incident, models.PROTECT, related_name="reports")
    clock = models.CharField(_("which report"), max_length=30)
    reported_at = models.DateTimeField(_("reported at"))
    recipient = models.CharField(_("recipient"), max_length=200)
    receipt = models.CharField(_("receipt"), max_length=200, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(OfIncidentQuerySet)()

    class Meta:
        verbose_name = _("incident report")
        ordering = ["reported_at", "pk"]

    def __str__(self) -> str:
        return f"{self.incident} · {self.recipient}"
