"""A problem behind complaints: its root cause, and the cases that show it (溯源)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Any, Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints import learning_states as states
from complaints.models.complaint import Complaint
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.core.states import Move


class ProblemQuerySet(ScopedQuerySet):
    subject = "complaints"

    def visible_to(self, asker: Asker) -> Self:
        """A unit's own problems, and those shown by a case that the asker sees."""
        scope = asker.scope
        if scope.everywhere:
            return self
        if scope.sees_all(self.subject):
            return self.filter(root=scope.root_id)
        cases = Complaint.objects.visible_to(asker).values("pk")
        shown = ProblemCase.objects.filter(complaint__in=cases).values("problem")
        return self.filter(scope.units(self.subject) | Q(pk__in=shown))


class Problem(Stateful):
    """``category``, ``cause`` and ``pattern_unit`` tell complaints of the same matter,
    also those that nobody added; ``effect_from`` is the day it was last closed, kept
    when it is opened again."""

    machine = states.PROBLEM

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    number = models.CharField(_("problem number"), max_length=20)
    title = models.CharField(_("problem"), max_length=120)
    root_cause = models.CharField(_("root cause"), max_length=40, blank=True)
    description = models.TextField(_("description"), max_length=4000, blank=True)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("owner unit")
    )
    occurred_from = models.DateField(_("occurred from"))
    occurred_to = models.DateField(_("occurred until"), null=True, blank=True)
    category = models.CharField(_("business category"), max_length=60, blank=True)
    cause = models.CharField(_("cause"), max_length=40, blank=True)
    pattern_unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit complained of"),
    )
    opened_on = models.DateField(_("put on record on"))
    opened_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("put on record by")
    )
    closed_on = models.DateField(_("closed on"), null=True, blank=True)
    effect_from = models.DateField(_("effect counted from"), null=True, blank=True)
    complaints: Any = models.ManyToManyField(
        Complaint, through="ProblemCase", related_name="problems"
    )

    objects = models.Manager.from_queryset(ProblemQuerySet)()

    class Meta:
        verbose_name = _("problem")
        constraints = [
            models.UniqueConstraint("root", "number", name="problem_number_once"),
            models.CheckConstraint(
                condition=Q(occurred_to=None) | Q(occurred_to__gte=F("occurred_from")),
                name="problem_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(status="closed", closed_on__isnull=False)
                | (~Q(status="closed") & Q(closed_on=None)),
                name="problem_closed_has_its_day",
            ),
        ]

    def __str__(self) -> str:
        return self.number

    def get_absolute_url(self) -> str:
        return reverse("complaints:problem_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status != "closed"

    def why_not_close(self, asker: Asker) -> str:
        """Root, cases and fix first; a risk accepted for good is no open work."""
        if not self.cases.exists():
            return gettext("Add the complaints that show the problem first.")
        found = self.rectifications.all()
        if not found:
            return gettext("There is no rectification yet.")
        if found.exclude(status__in=states.RECTIFIED).exists():
            return gettext("A rectification is still under way.")
        return ""

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        day: date | None = timezone.localdate(at) if move.target == "closed" else None
        self.closed_on = day
        self.effect_from = day or self.effect_from
        return ("closed_on", "effect_from")


class ProblemCase(models.Model):
    """A complaint that shows a problem; ``is_recurrence``: it came after the problem
    had been closed."""

    problem = models.ForeignKey(Problem, models.CASCADE, related_name="cases")
    complaint = models.ForeignKey(
        Complaint, models.PROTECT, related_name="problem_cases"
    )
    is_recurrence = models.BooleanField(_("recurrence"), default=False)
    added_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(_("added at"))

    class Meta:
        verbose_name = _("complaint of a problem")
        constraints = [
            models.UniqueConstraint(
                "problem", "complaint", name="complaint_once_per_problem"
            )
        ]

    def __str__(self) -> str:
        return f"{self.problem_id} · {self.complaint_id}"
