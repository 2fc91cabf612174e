"""A mediation of a case: 《银行业保险业消费投诉处理管理办法》 art. 23."""

from datetime import date
from typing import Any

from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from complaints import mediation_states as states
from complaints.models.complaint import Complaint
from complaints.models.learning.call_back import OfCaseQuerySet
from consumer_protection.core.models import User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker


class MediationQuerySet(OfCaseQuerySet):
    pass


def _day(label: Any) -> Any:
    return models.DateField(label, null=True, blank=True)


class Mediation(Stateful):
    """``refused_by``: the complainant or the institution itself, which must not refuse
    without a reason (art. 40). ``has_stopped_clock``: it suspended the case when it
    began, and lets it run again when it ends."""

    machine = states.MEDIATION

    complaint = models.ForeignKey(
        Complaint,
        models.PROTECT,
        related_name="mediations",
        verbose_name=_("complaint"),
    )
    body = models.CharField(_("kind of body"), max_length=20)
    body_name = models.CharField(_("name of the body"), max_length=100, blank=True)
    offered_on = models.DateField(_("offered on"))
    answered_on = _day(_("accepted or refused on"))
    refused_by = models.CharField(_("refused by"), max_length=20, blank=True)
    refusal = models.TextField(_("reason of the refusal"), max_length=2000, blank=True)
    started_on = _day(_("began on"))
    has_stopped_clock = models.BooleanField(_("clock stopped for it"), default=False)
    ended_on = _day(_("ended on"))
    agreement = models.TextField(_("agreement"), max_length=4000, blank=True)
    entered_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("put on record by")
    )

    objects = models.Manager.from_queryset(MediationQuerySet)()

    class Meta:
        verbose_name = _("mediation")
        constraints = [
            models.UniqueConstraint(
                "complaint",
                condition=Q(status__in=("offered", "accepted", "started")),
                name="mediation_one_at_a_time",
            ),
            models.CheckConstraint(
                condition=~Q(status="agreed") | ~Q(agreement=""),
                name="mediation_agreed_has_words",
            ),
            models.CheckConstraint(
                condition=~Q(status="refused") | ~Q(refusal=""),
                name="mediation_refused_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["status", "offered_on"], name="mediation_by_state")
        ]

    def __str__(self) -> str:
        return f"{self.complaint} · {self.offered_on}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:mediation_detail", args=[self.pk])

    @property
    def unit_id(self) -> int:
        """Its files belong to the unit complained of."""
        return self.complaint.unit_id

    @property
    def day(self) -> date:
        """That by which people name it."""
        return self.offered_on

    @property
    def is_open(self) -> bool:
        return self.status in states.UNDER_WAY

    def why_not_on_these_days(self, asker: Asker) -> str:
        """One after the other, and none of them still to come."""
        told = (self.offered_on, self.answered_on, self.started_on, self.ended_on)
        days = [day for day in told if day is not None]
        if days[-1] > timezone.localdate():
            return gettext("This day is still to come: correct it.")
        if days != sorted(days):
            return gettext("This day comes before the step ahead of it: correct it.")
        return ""
