"""An opinion: what the reviewer asks for, and how the department answered."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.scope import ScopedQuerySet
from reviews.models.review import Review


class OpinionQuerySet(ScopedQuerySet):
    subject = "reviews"
    unit_path = "review__unit"


class Opinion(models.Model):
    """``adoption`` is empty until the department has answered."""

    review = models.ForeignKey(Review, models.CASCADE, related_name="opinions")
    sequence = models.PositiveSmallIntegerField(_("opinion number"))
    text = models.TextField(_("opinion"), blank=True)
    adoption = models.CharField(_("answer"), max_length=20, blank=True)
    answer = models.TextField(_("how it was answered"), blank=True)

    objects = models.Manager.from_queryset(OpinionQuerySet)()

    class Meta:
        verbose_name = _("review opinion")
        ordering = ["review", "sequence"]
        constraints = [
            models.UniqueConstraint(
                "review", "sequence", name="opinion_once_per_review"
            )
        ]

    def __str__(self) -> str:
        return f"{self.review} #{self.sequence}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:opinion_detail", args=[self.pk])
