"""Whether a product kept what was promised, looked at after its launch (售后评估)."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import OffersQuerySet, Watched
from reviews.models.offers.product import Product


class PostLaunchEvaluationQuerySet(OffersQuerySet):
    pass


class PostLaunchEvaluation(Watched):
    day_field = "evaluated_on"

    product = models.ForeignKey(
        Product, models.PROTECT, related_name="evaluations", verbose_name=_("product")
    )
    evaluated_on = models.DateField(_("evaluated on"))
    result = models.CharField(_("result"), max_length=20)
    findings = models.TextField(_("what was found"), blank=True)
    person = models.CharField(_("evaluated by"), max_length=60, blank=True)

    objects = models.Manager.from_queryset(PostLaunchEvaluationQuerySet)()

    class Meta:
        verbose_name = _("post-launch evaluation")
        constraints = [
            models.UniqueConstraint(
                "product", "evaluated_on", name="evaluation_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.product} · {self.evaluated_on}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:postlaunchevaluation_detail", args=[self.pk])
