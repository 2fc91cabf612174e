"""What is mended because of a problem or of a single complaint (整改)."""

from collections.abc import Collection
from datetime import date, datetime
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints import learning_states as states
from complaints.models.complaint import Complaint
from complaints.models.learning.problem import Problem
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.core.states import Move


class RectificationQuerySet(ScopedQuerySet):
    subject = "complaints"

    def visible_to(self, asker: Asker) -> Self:
        """The owner unit's, and those beside what the asker sees."""
        scope = asker.scope
        if scope.everywhere:
            return self
        if scope.sees_all(self.subject):
            return self.filter(unit__root=scope.root_id)
        problems = Problem.objects.visible_to(asker).values("pk")
        cases = Complaint.objects.visible_to(asker).values("pk")
        beside = Q(problem__in=problems) | Q(complaint__in=cases)
        return self.filter(scope.units(self.subject) | beside)

    def overdue(self, today: date) -> Self:
        """Work past its day, and accepted risks whose time has run out."""
        waiting = ~Q(status__in=states.RECTIFIED) & Q(due_on__lt=today)
        expired = Q(status="accepted_risk", risk_until__lt=today)
        return self.filter(waiting | expired)


class Rectification(Stateful):
    """Of a problem or of one complaint. ``unit`` and ``person`` own it; ``result`` is
    what was handed in last, ``judged_by`` who closed it or accepted its risk."""

    machine = states.RECTIFICATION

    problem = models.ForeignKey(
        Problem,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rectifications",
        verbose_name=_("problem"),
    )
    complaint = models.ForeignKey(
        Complaint,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="rectifications",
        verbose_name=_("complaint"),
    )
    action = models.TextField(_("action to take"), max_length=2000)
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("owner unit")
    )
    person = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("owner"),
    )
    due_on = models.DateField(_("due on"))
    set_on = models.DateField(_("set on"))
    set_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    result = models.TextField(_("result"), max_length=4000, blank=True)
    submitted_by = models.ForeignKey(
        User,
        models.PROTECT,
        null=True,
        related_name="+",
        verbose_name=_("handed in by"),
    )
    submitted_on = models.DateField(_("handed in on"), null=True)
    judged_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("verified by")
    )
    closed_on = models.DateField(_("closed on"), null=True)
    risk_until = models.DateField(_("risk accepted until"), null=True, blank=True)

    objects = models.Manager.from_queryset(RectificationQuerySet)()

    class Meta:
        verbose_name = _("rectification")
        constraints = [
            models.CheckConstraint(
                condition=Q(problem=None) ^ Q(complaint=None),
                name="rectification_of_one_thing",
            ),
            models.CheckConstraint(
                condition=Q(due_on__gte=F("set_on")), name="rectification_due_after_set"
            ),
            models.CheckConstraint(
                condition=~Q(status="closed")
                | (
                    Q(closed_on__isnull=False, judged_by__isnull=False)
                    & ~Q(judged_by=F("submitted_by"))
                ),
                name="rectification_verified_by_another",
            ),
            models.CheckConstraint(
                condition=~Q(status="accepted_risk") | Q(risk_until__isnull=False),
                name="rectification_risk_has_an_end",
            ),
        ]
        indexes = [
            models.Index(
                fields=["unit", "status", "due_on"], name="rectification_of_unit"
            )
        ]

    def __str__(self) -> str:
        return f"{self.beside} · {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:rectification_detail", args=[self.pk])

    @property
    def beside(self) -> Problem | Complaint | None:
        return self.problem or self.complaint

    @property
    def is_open(self) -> bool:
        return self.status not in states.RECTIFIED

    def is_overdue(self, today: date) -> bool:
        if self.status == "accepted_risk":
            return self.risk_until is not None and self.risk_until < today
        return self.is_open and self.due_on < today

    def why_not_work(self, asker: Asker) -> str:
        """Its unit's people, or those who look after the whole institution."""
        scope = asker.scope
        is_own = self.unit_id in {scope.unit_id, *scope.below}
        if is_own or scope.sees_all("complaints"):
            return ""
        return gettext("Only the owner unit does this.")

    def why_not_judge(self, asker: Asker) -> str:
        own = getattr(asker, "pk", None)
        if own is not None and own in (self.submitted_by_id, self.person_id):
            return gettext("Somebody else has to verify it.")
        return ""

    def why_not_accept(self, asker: Asker) -> str:
        if self.risk_until is None or self.risk_until <= timezone.localdate():
            return gettext("The risk is accepted up to a day that is still to come.")
        return self.why_not_judge(asker)

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        day = timezone.localdate(at)
        if move.name == "submit":
            self.submitted_by, self.submitted_on = actor, day
            return ("submitted_by", "submitted_on")
        if move.target in states.RECTIFIED:
            self.judged_by = actor
            self.closed_on = day if move.name == "close" else None
            return ("judged_by", "closed_on")
        if move.name == "take_up":
            self.judged_by = self.risk_until = None
            return ("judged_by", "risk_until")
        return ()
