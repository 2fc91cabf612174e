"""A campaign: one drive of financial education, from its plan to its report."""

from typing import Self

from django.apps import apps
from django.contrib.postgres.fields import ArrayField
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.db.models import (
    Case,
    Count,
    Exists,
    F,
    OuterRef,
    Q,
    Subquery,
    Sum,
    Value,
    When,
)
from django.db.models.functions import Coalesce
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.ledgers.parsers import Count as Number
from consumer_protection.core.models import Unit, User
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.scope import Asker, ScopedQuerySet
from education import states
from education.models.counts import Counted

_PERCENT = (MinValueValidator(0), MaxValueValidator(100))
# Counts that publications tell.
PUBLISHED = ("posts", "reads", "media_reports")
# Media of one's own on the net, and those of others.
ONLINE = frozenset({"website", "wechat", "weibo", "short_video"})
MEDIA = frozenset({"newspaper", "television", "radio", "online_media"})
# Counts that single activities tell, by the campaign's own field.
LOGGED = ("reached", "leaflets")


class CampaignQuerySet(ScopedQuerySet):
    subject = "education"

    def counted(self) -> Self:
        """With ``activities_counted``, ``reached_counted``, ``leaflets_counted``: the
        sums of the activities logged, or the campaign's own totals where none is."""
        logged = apps.get_model("education", "Activity").objects.filter(
            campaign=OuterRef("pk")
        )
        alone = logged.order_by().values("campaign")
        sums = {
            f"{name}_counted": Case(
                When(
                    Exists(logged),
                    then=Coalesce(
                        Subquery(alone.annotate(all=Sum(name)).values("all")),
                        Value(0),
                    ),
                ),
                default=F(name),
                output_field=models.BigIntegerField(),
            )
            for name in LOGGED
        }
        number = Subquery(alone.annotate(all=Count("pk")).values("all"))
        return self.annotate(
            activities_counted=Coalesce(
                number, F("activities"), output_field=models.BigIntegerField()
            ),
            **sums,
        )


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
    aliases = models.CharField(_("other names"), max_length=300, blank=True)
    theme = models.CharField(_("theme of the year"), max_length=200, blank=True)
    plan_number = models.CharField(
        _("document number of the plan"), max_length=100, blank=True
    )
    leaders = models.CharField(_("leaders"), max_length=300, blank=True)
    division = models.TextField(_("division of work"), max_length=2000, blank=True)
    due_on = models.DateField(_("summary due on"), null=True, blank=True)
    highlights = models.TextField(_("highlights"), max_length=4000, blank=True)
    effect = models.TextField(_("effect"), max_length=4000, blank=True)
    praise = models.TextField(
        _("praise by authorities or media"), max_length=2000, blank=True
    )
    problems = models.TextField(
        _("problems and intentions"), max_length=4000, blank=True
    )
    effect_before = models.DecimalField(
        _("right answers before (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=_PERCENT,
    )
    effect_after = models.DecimalField(
        _("right answers after (%)"),
        max_digits=5,
        decimal_places=2,
        null=True,
        blank=True,
        validators=_PERCENT,
    )
    planned_by = models.ForeignKey(
        User, models.PROTECT, null=True, blank=True, related_name="+"
    )

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
            models.CheckConstraint(
                condition=Q(effect_before=None)
                | Q(effect_before__gte=0, effect_before__lte=100),
                name="campaign_effect_before_is_percent",
            ),
            models.CheckConstraint(
                condition=Q(effect_after=None)
                | Q(effect_after__gte=0, effect_after__lte=100),
                name="campaign_effect_after_is_percent",
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

    def totals(self) -> dict[str, Number]:
        """Every metric known of it, by name: the sum of the activities logged and of the
        publications, approximate where one of them is, or its own total where there is
        none."""
        logged = list(self.logged.all())
        if not logged:
            own = {name: self.count(name) for name in self.COUNTS}
            known = {name: one for name, one in own.items() if one is not None}
            return known | self.published_totals()
        found = {"activities": Number(len(logged))}
        found["outlets"] = Number(len({one.unit_id for one in logged}))
        for name in logged[0].COUNTS:
            counts = [count for one in logged if (count := one.count(name)) is not None]
            if counts:
                is_approx = any(count.is_approx for count in counts)
                found[name] = Number(sum(count.value for count in counts), is_approx)
        for name in PUBLISHED:
            if (count := self.count(name)) is not None:
                found[name] = count
        return found | self.published_totals()

    def published_totals(self) -> dict[str, Number]:
        """Of its publications, where there are any: those online and their reads, those
        in other media."""
        linked = list(self.publications.all())
        media = [one.medium for one in linked]
        found = {
            "posts": Number(sum(one in ONLINE for one in media)),
            "media_reports": Number(sum(one in MEDIA for one in media)),
        }
        reads = [count for one in linked if (count := one.count("reads")) is not None]
        is_approx = any(count.is_approx for count in reads)
        found["reads"] = Number(sum(count.value for count in reads), is_approx)
        return {name: count for name, count in found.items() if count.value}

    @property
    def lives_here(self) -> bool:
        """Whether it was planned here, and did not come with its outcome."""
        return self.planned_by_id is not None

    def why_not_approve(self, asker: Asker) -> str:
        if self.lives_here and self.planned_by_id == getattr(asker, "pk", None):
            return gettext("Who planned it does not approve it.")
        return ""

    def why_not_summarise(self, asker: Asker) -> str:
        """Of a campaign planned here, what a summary tells must be written."""
        if not self.lives_here:
            return ""
        if self.ends_on and self.ends_on > timezone.localdate():
            return gettext("It is still running: the summary comes after its last day.")
        if not (self.highlights and self.effect and self.problems):
            return gettext("Write highlights, effect, problems and intentions first.")
        return ""
