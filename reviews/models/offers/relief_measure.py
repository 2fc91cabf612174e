"""What the institution gave up of its fees, and for how many."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import Kept, SharedQuerySet


class ReliefMeasureQuerySet(SharedQuerySet):
    pass


class ReliefMeasure(Kept):
    """``amount`` in yuan, what was not taken; empty is unknown, not 0."""

    name = models.CharField(_("relief measure"), max_length=200)
    beneficiaries = models.CharField(_("for whom"), max_length=300, blank=True)
    starts_on = models.DateField(_("starts on"))
    ends_on = models.DateField(_("ends on"), null=True, blank=True)
    persons = models.PositiveIntegerField(_("customers served"), null=True, blank=True)
    amount = models.DecimalField(
        _("fees given up (yuan)"),
        max_digits=14,
        decimal_places=2,
        null=True,
        blank=True,
    )

    objects = models.Manager.from_queryset(ReliefMeasureQuerySet)()

    class Meta:
        verbose_name = _("relief measure")
        constraints = [
            models.UniqueConstraint(
                "root", "name", "starts_on", name="relief_once_per_start"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")),
                name="relief_ends_after_it_starts",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:reliefmeasure_detail", args=[self.pk])
