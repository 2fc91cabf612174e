"""What the public could read: publications by medium, printed materials."""

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.kept import Kept
from education.models.campaign import Campaign
from education.models.counts import Counted
from education.models.kept import KeptQuerySet


class Publication(Counted, Kept):
    """One text, film or report in one medium. ``partner`` is the newspaper, station
    or account that carried it."""

    COUNTS = ("reads",)

    published_on = models.DateField(_("day of publication"))
    title = models.CharField(_("title"), max_length=200)
    medium = models.CharField(_("medium"), max_length=30)
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    partner = models.CharField(_("media partner"), max_length=100, blank=True)
    link = models.CharField(_("link"), max_length=500, blank=True)
    reads = models.PositiveIntegerField(_("reads"), null=True, blank=True)
    reads_is_approx = models.BooleanField(default=False)
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="publications",
        verbose_name=_("campaign"),
    )
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = _("publication")
        constraints = [
            models.UniqueConstraint(
                "root", "published_on", "medium", "title", name="publication_once"
            )
        ]
        indexes = [models.Index(fields=["published_on"], name="publication_by_day")]

    def __str__(self) -> str:
        return self.title


class Material(Kept):
    """A leaflet, handbook or poster: so many printed, so many issued of them."""

    name = models.CharField(_("printed material"), max_length=200)
    printed_on = models.DateField(_("printed on"))
    audience = models.CharField(_("audience"), max_length=40, blank=True)
    topic = models.CharField(_("topic"), max_length=40, blank=True)
    review = models.CharField(_("number of its review"), max_length=40, blank=True)
    printed = models.PositiveIntegerField(_("printed"))
    issued = models.PositiveIntegerField(_("issued"), default=0)
    campaign = models.ForeignKey(
        Campaign,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="materials",
        verbose_name=_("campaign"),
    )
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = _("printed material")
        constraints = [
            models.UniqueConstraint(
                "root", "name", "printed_on", name="material_once_printed"
            ),
            models.CheckConstraint(
                condition=Q(issued__lte=F("printed")),
                name="material_issued_was_printed",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def left(self) -> int:
        return self.printed - self.issued
