"""What another unit has to do for a case, with a day of its own."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import Case, F, IntegerField, Q, Value, When
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from complaints import states, task_states
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet

_TURN = Case(
    When(status__in=task_states.WITH_UNIT, then=Value(0)),
    When(status__in=task_states.WAITING, then=Value(1)),
    default=Value(2),
    output_field=IntegerField(),
)


class CaseTaskQuerySet(ScopedQuerySet):
    subject = "complaints"

    def visible_to(self, asker: Asker) -> Self:
        """A unit's own tasks, and those of the cases that the asker sees anyway; by
        ``turn`` what a unit has to do comes before what waits to be judged."""
        scope, found = asker.scope, self.alias(turn=_TURN)
        if scope.everywhere:
            return found
        if scope.sees_all(self.subject):
            return found.filter(complaint__root=scope.root_id)
        of_case = scope.units(self.subject, "complaint__unit")
        assigned = scope.units(self.subject, "complaint__handling_unit")
        still = Q(complaint__status__in=states.OPEN)
        own = scope.units(self.subject, "unit")
        return found.filter(own | of_case | (assigned & still))

    def lent_to(self, asker: Asker) -> Self:
        """Those that are with a unit of the asker just now: they open their case."""
        with_unit = self.filter(status__in=task_states.WITH_UNIT)
        return with_unit.filter(asker.scope.units(self.subject, "unit"))

    def overdue(self, today: date) -> Self:
        return self.filter(status__in=task_states.WITH_UNIT, due_on__lt=today)


class CaseTask(Stateful):
    """``answer`` is what the unit handed in last; the trail keeps earlier ones."""

    machine = task_states.CASE_TASK

    # By name: the case asks its tasks who may see it.
    complaint = models.ForeignKey(
        "complaints.Complaint",
        models.CASCADE,
        related_name="tasks",
        verbose_name=_("complaint"),
    )
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    text = models.TextField(_("what is to be done"), max_length=2000)
    due_on = models.DateField(_("due on"))
    set_on = models.DateField(_("set on"))
    set_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("set by")
    )
    answer = models.TextField(_("answer"), blank=True, max_length=4000)
    answered_by = models.ForeignKey(
        User, models.PROTECT, null=True, related_name="+", verbose_name=_("answered by")
    )
    answered_on = models.DateField(_("answered on"), null=True)

    objects = models.Manager.from_queryset(CaseTaskQuerySet)()

    class Meta:
        verbose_name = _("task")
        constraints = [
            models.CheckConstraint(
                condition=Q(due_on__gte=F("set_on")), name="case_task_due_after_set"
            ),
            models.CheckConstraint(
                condition=~Q(status__in=("done", "accepted")) | ~Q(answer=""),
                name="case_task_done_has_answer",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "status", "due_on"], name="case_task_of_unit")
        ]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.unit}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:casetask_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in task_states.WAITING

    @property
    def is_with_unit(self) -> bool:
        return self.status in task_states.WITH_UNIT
