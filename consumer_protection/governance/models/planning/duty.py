"""What is owed to superiors and the public: the rule, its instances, what was sent."""

from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Attachment, User
from consumer_protection.governance.models.planning.kept import Kept, KeptQuerySet


class DutyRule(Kept):
    """``days`` after the end of each period, in natural or working days, or on
    ``due_month`` and ``due_day``: of the year after, with ``in_same_year`` of the
    same. A rule by notice has neither: its duties are entered as they are asked."""

    name = models.CharField(_("duty"), max_length=200)
    basis = models.CharField(_("basis"), max_length=300)
    recipient = models.CharField(_("recipient"), max_length=200)
    every = models.CharField(_("how often"), max_length=20)
    days = models.PositiveSmallIntegerField(_("days"), null=True, blank=True)
    days_in = models.CharField(_("counted in"), max_length=20, blank=True)
    due_month = models.PositiveSmallIntegerField(_("due month"), null=True, blank=True)
    due_day = models.PositiveSmallIntegerField(_("due day"), null=True, blank=True)
    in_same_year = models.BooleanField(_("in the same year"), null=True, blank=True)
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)

    class Meta:
        verbose_name = _("duty rule")
        constraints = [
            models.UniqueConstraint(
                "root", "name", "valid_from", name="duty_rule_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=models.F("valid_from")),
                name="duty_rule_valid_forward",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Duty(Kept):
    """Whether it was in time is told by its first submission: a correction is a
    later version and makes nothing late."""

    rule = models.ForeignKey(
        DutyRule, models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(_("duty"), max_length=200)
    period = models.CharField(_("for the period"), max_length=20)
    basis = models.CharField(_("basis"), max_length=300, blank=True)
    recipient = models.CharField(_("recipient"), max_length=200, blank=True)
    starts_on = models.DateField(_("to be done from"), null=True, blank=True)
    due_on = models.DateField(_("due on"))
    submitted_on = models.DateField(_("handed in on"), null=True, blank=True)
    receipt = models.CharField(_("receipt"), max_length=200, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    class Meta:
        verbose_name = _("duty")
        constraints = [
            models.UniqueConstraint("root", "name", "period", name="duty_once_a_period")
        ]
        indexes = [models.Index(fields=["root", "due_on"], name="duty_by_due_date")]

    def __str__(self) -> str:
        return f"{self.name} · {self.period}"

    @property
    def state(self) -> str:
        """A code of ``duty_state``: late stays visible after it was sent."""
        if self.submitted_on:
            return "submitted" if self.submitted_on <= self.due_on else "sent_late"
        return "overdue" if self.due_on < timezone.localdate() else "open"


class OfDutyQuerySet(KeptQuerySet):
    unit_path = "duty__unit"


class Submission(models.Model):
    """One version of what was sent; none is ever changed."""

    duty = models.ForeignKey(Duty, models.PROTECT, related_name="submissions")
    version = models.PositiveSmallIntegerField(_("version"))
    submitted_on = models.DateField(_("handed in on"))
    file = models.ForeignKey(Attachment, models.PROTECT, related_name="+")
    sha256 = models.CharField(_("hash"), max_length=64)
    receipt = models.CharField(_("receipt"), max_length=200, blank=True)
    reason = models.CharField(_("reason of the correction"), max_length=500, blank=True)
    entered_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(OfDutyQuerySet)()

    class Meta:
        verbose_name = _("submission")
        ordering = ["version"]
        constraints = [
            models.UniqueConstraint("duty", "version", name="submission_version_once"),
            models.CheckConstraint(
                condition=Q(version=1) | ~Q(reason=""),
                name="submission_corrected_for_a_reason",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.duty} · {self.version}"


class CalendarFeedQuerySet(models.QuerySet["CalendarFeed"]):
    def visible_to(self, asker: User) -> "CalendarFeedQuerySet":
        """Everybody has one feed, and sees that alone."""
        return self.filter(owner_id=asker.pk)


class CalendarFeed(models.Model):
    """The address under which a calendar program fetches somebody's dates: only a
    hash of its secret is kept, and it opens nothing else."""

    owner = models.OneToOneField(User, models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64, unique=True, editable=False)
    made_on = models.DateField(_("made on"))

    objects = models.Manager.from_queryset(CalendarFeedQuerySet)()

    class Meta:
        verbose_name = _("calendar feed")

    def __str__(self) -> str:
        return str(self.made_on)
