"""The yearly look at a partner."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import Kept, OffersQuerySet
from reviews.models.offers.partner import Partner


class PartnerReviewQuerySet(OffersQuerySet):
    pass


class PartnerReview(Kept):
    partner = models.ForeignKey(
        Partner, models.PROTECT, related_name="reviews", verbose_name=_("partner")
    )
    reviewed_on = models.DateField(_("reviewed on"))
    result = models.CharField(_("result"), max_length=20)
    complaints = models.PositiveIntegerField(
        _("complaints about it"), null=True, blank=True
    )
    reviewer = models.CharField(_("reviewer"), max_length=60, blank=True)

    objects = models.Manager.from_queryset(PartnerReviewQuerySet)()

    class Meta:
        verbose_name = _("partner review")
        constraints = [
            models.UniqueConstraint(
                "partner", "reviewed_on", name="partner_review_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.partner} · {self.reviewed_on}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:partnerreview_detail", args=[self.pk])
