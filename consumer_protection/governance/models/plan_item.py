"""An item of a yearly plan: a task, who does it, by when."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import attachments
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from consumer_protection.governance import states


class PlanItemQuerySet(ScopedQuerySet):
    subject = "governance"


class PlanItem(Stateful):
    """``unit`` carries it out. Overdue is computed from dates, never a state.

    ``proof_kind`` and ``proof_id`` name the record that fulfils it, of whatever duty
    (core.proofs); ``proof_on`` is the day that record told when last looked at.
    ``carried_from`` is the item of the year before that was not done."""

    machine = states.PLAN_ITEM

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )
    plan_kind = models.CharField(_("plan kind"), max_length=40)
    year = models.PositiveSmallIntegerField(_("plan year"))
    task = models.CharField(_("task"), max_length=300)
    due_on = models.DateField(_("planned completion"))
    done_on = models.DateField(_("completed on"), null=True, blank=True)
    owner = models.CharField(_("owner"), max_length=60, blank=True)
    owner_account = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )
    proof_kind = models.CharField(max_length=20, blank=True, editable=False)
    proof_id = models.BigIntegerField(null=True, editable=False)
    proof_on = models.DateField(null=True, editable=False)
    carried_from = models.OneToOneField(
        "self", models.SET_NULL, null=True, blank=True, related_name="carried_to"
    )

    objects = models.Manager.from_queryset(PlanItemQuerySet)()

    class Meta:
        verbose_name = _("plan item")
        constraints = [
            models.UniqueConstraint(
                "root", "year", "plan_kind", "task", name="plan_item_once_a_year"
            )
        ]
        indexes = [models.Index(fields=["unit", "due_on"], name="plan_item_by_unit")]

    def __str__(self) -> str:
        return self.task

    def get_absolute_url(self) -> str:
        return reverse("governance:planitem_detail", args=[self.pk])

    def why_not_finished(self, asker: Asker) -> str:
        """Done is what a record tells, or else a file beside the item."""
        if self.proof_on or attachments.of_record(self).exists():
            return ""
        return gettext("Link the record that fulfils it, or add a file that proves it.")

    @property
    def is_open(self) -> bool:
        return self.status in ("not_started", "in_progress")
