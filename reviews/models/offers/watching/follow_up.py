"""A round of contacts with customers who have a product (回访)."""

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import Kept, OffersQuerySet
from reviews.models.offers.product import Product


class FollowUpQuerySet(OffersQuerySet):
    pass


class FollowUp(Kept):
    """Counts, no names: ``satisfied`` of those ``reached``."""

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="follow_ups", verbose_name=_("product")
    )
    held_on = models.DateField(_("held on"))
    method = models.CharField(_("method"), max_length=20, blank=True)
    contacted = models.PositiveIntegerField(_("customers contacted"))
    reached = models.PositiveIntegerField(_("customers reached"))
    satisfied = models.PositiveIntegerField(
        _("of these satisfied"), null=True, blank=True
    )
    was_risk_told = models.BooleanField(_("risks told again"), null=True, blank=True)
    feedback = models.TextField(_("what customers said"), blank=True)

    objects = models.Manager.from_queryset(FollowUpQuerySet)()

    class Meta:
        verbose_name = _("customer follow-up")
        constraints = [
            models.UniqueConstraint(
                "product", "unit", "held_on", name="follow_up_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(reached__lte=F("contacted")),
                name="follow_up_reached_of_contacted",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.held_on}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:followup_detail", args=[self.pk])
