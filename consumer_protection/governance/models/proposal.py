"""What a department asks an organ to decide, and what a meeting leaves behind."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import ScopedQuerySet
from consumer_protection.governance import states
from consumer_protection.governance.models.meeting import AgendaItem, Meeting


class ProposalQuerySet(ScopedQuerySet):
    subject = "meetings"


class Proposal(Stateful):
    """``unit`` asks; ``item`` is where it stands on an agenda."""

    machine = states.PROPOSAL

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("proposing unit")
    )
    organ = models.CharField(_("organ"), max_length=40)
    kind = models.CharField(_("kind of item"), max_length=30)
    title = models.CharField(_("proposal"), max_length=300)
    reason = models.TextField(_("reason"), blank=True)
    proposed_on = models.DateField(_("proposed on"))
    proposed_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    item = models.OneToOneField(
        AgendaItem, models.PROTECT, null=True, blank=True, related_name="proposal"
    )

    objects = models.Manager.from_queryset(ProposalQuerySet)()

    class Meta:
        verbose_name = _("proposal")

    def __str__(self) -> str:
        return self.title

    def get_absolute_url(self) -> str:
        return reverse("governance:proposal_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in ("proposed", "on_agenda", "resolved")


class Attendance(models.Model):
    """A member at a meeting, by the name and role of that day."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="attendances")
    name = models.CharField(_("name"), max_length=60)
    role = models.CharField(_("role in the organ"), max_length=40)
    is_present = models.BooleanField(_("present"), default=False)

    class Meta:
        verbose_name = _("attendance")
        constraints = [
            models.UniqueConstraint("meeting", "name", name="attendance_once")
        ]

    def __str__(self) -> str:
        return self.name


class FollowUp(models.Model):
    """What was reported of carrying out a resolution; the newest one counts."""

    item = models.ForeignKey(AgendaItem, models.PROTECT, related_name="follow_ups")
    reported_on = models.DateField(_("reported on"))
    state = models.CharField(_("follow-up"), max_length=30)
    text = models.TextField(_("how it went"))
    reported_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("follow-up report")

    def __str__(self) -> str:
        return self.text


class SupervisionOpinion(models.Model):
    """How an organ finds the management's work: whole, in time, effective."""

    meeting = models.ForeignKey(Meeting, models.PROTECT, related_name="opinions")
    whole = models.CharField(_("completeness"), max_length=30)
    timely = models.CharField(_("timeliness"), max_length=30)
    effective = models.CharField(_("effectiveness"), max_length=30)
    text = models.TextField(_("opinion"))
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    class Meta:
        verbose_name = _("supervision opinion")

    def __str__(self) -> str:
        return self.text
