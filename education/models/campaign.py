"""A campaign: one drive of financial education, from its plan to its report."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import ScopedQuerySet
from education import states
from education.models.counts import Counted


class CampaignQuerySet(ScopedQuerySet):
    subject = "education"


class Campaign(Counted, Stateful):
    """``unit`` carries it out, ``organiser`` called for it. The counts are its own
    totals; one left empty is unknown, not 0."""

    machine = states.CAMPAIGN
    COUNTS = (
        "outlets",
        "activities",
        "reached",
        "leaflets",
        "posts",
        "reads",
        "media_reports",
    )

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit carrying it out")
    )
    name = models.CharField(_("campaign name"), max_length=200)
    kind = models.CharField(_("campaign kind"), max_length=40, blank=True)
    mode = models.CharField(_("campaign mode"), max_length=20, blank=True)
    organiser = models.CharField(_("organiser"), max_length=40, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    forms = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("forms"),
        default=list,
        blank=True,
    )
    topics = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("topics"),
        default=list,
        blank=True,
    )
    audiences = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("audiences"),
        default=list,
        blank=True,
    )
    outlets = models.PositiveIntegerField(
        _("outlets taking part"), null=True, blank=True
    )
    outlets_is_approx = models.BooleanField(default=False)
    activities = models.PositiveIntegerField(_("activities"), null=True, blank=True)
    activities_is_approx = models.BooleanField(default=False)
    reached = models.PositiveIntegerField(_("persons reached"), null=True, blank=True)
    reached_is_approx = models.BooleanField(default=False)
    leaflets = models.PositiveIntegerField(_("leaflets"), null=True, blank=True)
    leaflets_is_approx = models.BooleanField(default=False)
    posts = models.PositiveIntegerField(_("online posts"), null=True, blank=True)
    posts_is_approx = models.BooleanField(default=False)
    reads = models.PositiveIntegerField(_("reads"), null=True, blank=True)
    reads_is_approx = models.BooleanField(default=False)
    media_reports = models.PositiveIntegerField(
        _("media reports"), null=True, blank=True
    )
    media_reports_is_approx = models.BooleanField(default=False)
    reported_on = models.DateField(_("reported on"), null=True, blank=True)
    remark = models.TextField(_("remark"), blank=True)

    objects = models.Manager.from_queryset(CampaignQuerySet)()

    class Meta:
        verbose_name = _("campaign")
        constraints = [
            models.UniqueConstraint(
                "root", "name", "starts_on", name="campaign_once_per_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="campaign_ends_after_it_starts",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "starts_on"], name="campaign_by_unit"),
            models.Index(fields=["starts_on"], name="campaign_by_start"),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("education:campaign_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.status in states.OPEN
