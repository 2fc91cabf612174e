"""An audit project: what is audited, when, over which time, and what came of it."""

from collections.abc import Collection
from datetime import datetime
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits import states
from consumer_protection.audits.rules import score_of
from consumer_protection.core import numbers
from consumer_protection.core.models import Institution, Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.core.states import Move

# The counter of audit reports.
_REPORTS = "SJ"


class AuditProjectQuerySet(ScopedQuerySet):
    subject = "audits"

    def of_years(self, first: int, last: int) -> Self:
        return self.filter(year__range=(first, last))


class AuditProject(Stateful):
    """``unit`` answers for the project; a ledger names none, so it is the root.

    Fieldwork lasts from ``starts_on`` to ``ends_on``, both included, and looks at what
    was done from ``period_from`` to ``period_to``. ``scopes`` are codes of the list
    audit_scope. ``score`` is what was computed when the report was issued. Planned here
    where ``made_by`` is told, else known by its findings alone."""

    machine = states.AUDIT

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("auditing unit")
    )
    name = models.CharField(_("audit project"), max_length=200)
    year = models.PositiveSmallIntegerField(_("year"))
    starts_on = models.DateField(_("fieldwork from"), null=True, blank=True)
    ends_on = models.DateField(_("fieldwork until"), null=True, blank=True)
    period_from = models.DateField(_("audited period from"), null=True, blank=True)
    period_to = models.DateField(_("audited period to"), null=True, blank=True)
    scopes = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("audit focus"),
        default=list,
        blank=True,
    )
    audited = models.ManyToManyField(
        Unit, blank=True, related_name="+", verbose_name=_("audited units")
    )
    lead = models.CharField(_("audit leader"), max_length=60, blank=True)
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    conclusion = models.TextField(_("audit opinion"), max_length=8000, blank=True)
    score = models.DecimalField(
        _("audit score"), max_digits=5, decimal_places=2, null=True, blank=True
    )
    report_number = models.CharField(_("report number"), max_length=80, blank=True)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+")

    objects = models.Manager.from_queryset(AuditProjectQuerySet)()

    class Meta:
        verbose_name = _("audit project")
        constraints = [
            models.UniqueConstraint("root", "name", name="audit_project_name_once"),
            models.CheckConstraint(
                condition=Q(starts_on=None)
                | Q(ends_on=None)
                | Q(ends_on__gte=F("starts_on")),
                name="audit_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(period_from=None)
                | Q(period_to=None)
                | Q(period_to__gte=F("period_from")),
                name="audited_period_is_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("audits:auditproject_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status != "closed"

    @property
    def lives_here(self) -> bool:
        return self.made_by_id is not None

    def why_not_fieldwork(self, asker: Asker) -> str:
        if self.starts_on is not None and self.starts_on > timezone.localdate():
            return gettext("The fieldwork begins on %(day)s, not before.") % {
                "day": self.starts_on
            }
        return ""

    def why_not_report(self, asker: Asker) -> str:
        """The fieldwork is over, and somebody has said what it showed."""
        if not self.lives_here:
            return ""
        if self.ends_on is None or self.ends_on > timezone.localdate():
            return gettext("The fieldwork is not over yet.")
        if not self.conclusion.strip():
            return gettext("Write the audit opinion first.")
        return ""

    def why_not_close(self, asker: Asker) -> str:
        waiting = self.findings.waiting_on(timezone.localdate()).count()
        if waiting:
            message = gettext("%(count)d findings are not rectified yet.")
            return message % {"count": waiting}
        return ""

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        """The report's number, for which others wait until this transaction ends, and
        its score, which stays whatever points are in force later."""
        if move.name != "report":
            return ()
        day = timezone.localdate(at)
        own = Institution.objects.filter(unit=self.root).first()
        number = numbers.next_number(self.root, _REPORTS, day.year)
        letters = own.letters if own else ""
        self.report_number = f"{letters}审〔{day.year}〕{number}号"
        self.reported_on, self.score = day, score_of(self, on=at).points
        return ("report_number", "reported_on", "score")
