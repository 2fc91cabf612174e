"""What one outlet did for a campaign on one day, and what an outlet is asked to do."""

from django.contrib.postgres.fields import ArrayField
from django.core.validators import MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Attachment, Unit
from consumer_protection.core.models.kept import Kept
from consumer_protection.core.models.user import User
from education.models.campaign import Campaign
from education.models.counts import Counted
from education.models.kept import KeptQuerySet


class Activity(Counted, Kept):
    """``unit`` held it. A count left empty is unknown, not 0. ``is_marketing``: under
    the name of education something was sold."""

    COUNTS = (
        "reached",
        "leaflets",
        "consultations",
        "staff",
        "banners",
        "slogans",
        "led_hours",
        "complaints",
    )

    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        related_name="logged",
        verbose_name=_("campaign"),
    )
    held_on = models.DateField(_("held on"))
    name = models.CharField(_("activity"), max_length=200)
    form = models.CharField(_("form"), max_length=40)
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
    place = models.CharField(_("place"), max_length=200, blank=True)
    township = models.CharField(_("township"), max_length=60, blank=True)
    leaders = models.CharField(_("leaders present"), max_length=200, blank=True)
    reached = models.PositiveIntegerField(_("persons reached"), null=True, blank=True)
    reached_is_approx = models.BooleanField(default=False)
    leaflets = models.PositiveIntegerField(_("leaflets"), null=True, blank=True)
    leaflets_is_approx = models.BooleanField(default=False)
    consultations = models.PositiveIntegerField(
        _("consultations"), null=True, blank=True
    )
    consultations_is_approx = models.BooleanField(default=False)
    staff = models.PositiveIntegerField(_("staff taking part"), null=True, blank=True)
    staff_is_approx = models.BooleanField(default=False)
    banners = models.PositiveIntegerField(_("banners"), null=True, blank=True)
    banners_is_approx = models.BooleanField(default=False)
    slogans = models.PositiveIntegerField(_("slogans"), null=True, blank=True)
    slogans_is_approx = models.BooleanField(default=False)
    led_hours = models.PositiveIntegerField(_("LED hours"), null=True, blank=True)
    led_hours_is_approx = models.BooleanField(default=False)
    complaints = models.PositiveIntegerField(
        _("complaints taken on the spot"), null=True, blank=True
    )
    complaints_is_approx = models.BooleanField(default=False)
    is_featured = models.BooleanField(_("featured activity"), default=False)
    is_marketing = models.BooleanField(
        _("marketing instead of education"), default=False
    )
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = _("activity")
        constraints = [
            models.UniqueConstraint(
                "campaign", "unit", "held_on", "name", name="activity_logged_once"
            )
        ]
        indexes = [models.Index(fields=["held_on"], name="activity_by_day")]

    def __str__(self) -> str:
        return self.name


class ActivityPhoto(models.Model):
    """A photograph of an activity; ``original`` is the digest of the file that was
    sent, before it was made smaller."""

    activity = models.ForeignKey(Activity, models.CASCADE, related_name="photos")
    attachment = models.OneToOneField(Attachment, models.PROTECT, related_name="+")
    caption = models.CharField(_("caption"), max_length=200, blank=True)
    is_chosen = models.BooleanField(_("stands in the summary"), default=False)
    original = models.CharField(max_length=64)
    width = models.PositiveIntegerField(validators=[MinValueValidator(1)])
    height = models.PositiveIntegerField(validators=[MinValueValidator(1)])

    class Meta:
        verbose_name = _("photo")
        ordering = ["activity__held_on", "pk"]
        constraints = [
            models.UniqueConstraint("activity", "original", name="photo_kept_once")
        ]

    def __str__(self) -> str:
        return self.caption or str(self.activity)


class Assignment(models.Model):
    """What ``unit`` is asked to do for a campaign; a target left empty is none."""

    campaign = models.ForeignKey(Campaign, models.CASCADE, related_name="assignments")
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    activities = models.PositiveIntegerField(_("activities"), null=True, blank=True)
    reached = models.PositiveIntegerField(_("persons reached"), null=True, blank=True)
    leaflets = models.PositiveIntegerField(_("leaflets"), null=True, blank=True)
    made_by = models.ForeignKey(User, models.PROTECT, related_name="+")

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = _("assignment")
        constraints = [
            models.UniqueConstraint("campaign", "unit", name="assigned_once")
        ]

    def __str__(self) -> str:
        return f"{self.campaign} · {self.unit}"
