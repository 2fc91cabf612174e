"""A finding of an audit, from the day it was found to its verified fix."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits import states
from consumer_protection.audits.models.audit_project import AuditProject
from consumer_protection.core import attachments
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.core.states import Move


class FindingQuerySet(ScopedQuerySet):
    subject = "audits"

    def visible_to(self, asker: Asker) -> Self:
        """Those audited learn what was found when the report is issued."""
        found = super().visible_to(asker)
        if asker.scope.everywhere or asker.scope.sees_all(self.subject):
            return found
        untold = Q(found_by__isnull=False, project__status__in=states.BEFORE_REPORT)
        return found.exclude(untold)

    def open_on(self, day: date) -> Self:
        """As they stood at the end of a day."""
        still = Q(closed_on=None) | Q(closed_on__gt=day)
        return self.filter(still, found_on__lte=day)


def _person(label: Any) -> "models.ForeignKey[User | None, User | None]":
    return models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=label,
    )


class Finding(Stateful):
    """``unit`` must rectify it, ``owner`` is the person there. ``result`` is what was
    handed in last, ``judged_by`` who closed it or accepted its risk up to and with
    ``accepted_until``. ``repeats`` is the finding that was closed and came back.
    Found here where ``found_by`` is told, else taken from a ledger."""

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
    recommendation = models.TextField(
        _("recommendation"), max_length=2000, blank=True, default=""
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )
    owner = models.CharField(_("owner"), max_length=60, blank=True, default="")
    found_on = models.DateField(_("found on"))
    found_by = _person(_("found by"))
    due_on = models.DateField(_("rectify by"), null=True, blank=True)
    result = models.TextField(
        _("result of the rectification"), max_length=4000, blank=True, default=""
    )
    submitted_by = _person(_("handed in by"))
    submitted_on = models.DateField(_("handed in on"), null=True, blank=True)
    judged_by = _person(_("verified by"))
    accepted_until = models.DateField(_("risk accepted until"), null=True, blank=True)
    closed_on = models.DateField(_("rectified on"), null=True, blank=True)
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

    @property
    def is_open(self) -> bool:
        return self.status not in states.RECTIFIED

    @property
    def lives_here(self) -> bool:
        return self.found_by_id is not None

    def why_not_work(self, asker: Asker) -> str:
        """Its unit's people, or those who look after the whole institution; nothing
        is rectified before the report tells it."""
        scope = asker.scope
        is_own = self.unit_id in {scope.unit_id, *scope.below}
        if not (is_own or scope.sees_all("audits")):
            return gettext("Only the responsible unit does this.")
        if self.lives_here and self.project.status in states.BEFORE_REPORT:
            return gettext("The audit report was not issued yet.")
        return ""

    def why_not_submit(self, asker: Asker) -> str:
        if refused := self.why_not_work(asker):
            return refused
        if self.lives_here and not attachments.of_record(self).exists():
            return gettext("Add a file that proves the rectification.")
        return ""

    def why_not_judge(self, asker: Asker) -> str:
        """Nobody verifies what is his own: neither who handed it in nor its unit."""
        own = getattr(asker, "pk", None)
        is_own = self.submitted_by_id is not None and own == self.submitted_by_id
        if is_own or asker.scope.unit_id == self.unit_id:
            return gettext("Somebody else has to verify it.")
        return ""

    def why_not_close(self, asker: Asker) -> str:
        if refused := self.why_not_judge(asker):
            return refused
        if self.closed_on is None or self.closed_on > timezone.localdate():
            return gettext("This day is still to come: correct it.")
        return ""

    def why_not_accept(self, asker: Asker) -> str:
        if self.accepted_until is None or self.accepted_until <= timezone.localdate():
            return gettext("The risk is accepted up to a day that is still to come.")
        return self.why_not_judge(asker)

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        if move.name == "submit":
            self.submitted_by, self.submitted_on = actor, timezone.localdate(at)
            return ("submitted_by", "submitted_on")
        if move.target in states.RECTIFIED:
            self.judged_by = actor
            return ("judged_by",)
        if move.name == "take_up":
            self.judged_by = self.accepted_until = None
            return ("judged_by", "accepted_until")
        return ()
