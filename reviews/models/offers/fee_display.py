"""An outlet put up the price notice."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import Kept, OffersQuerySet


class FeeDisplayQuerySet(OffersQuerySet):
    pass


class FeeDisplay(Kept):
    """``displayed_on``: since when the notice of that day hangs there."""

    displayed_on = models.DateField(_("displayed on"))
    place = models.CharField(_("where it hangs"), max_length=100, blank=True)
    person = models.CharField(_("seen by"), max_length=60, blank=True)

    objects = models.Manager.from_queryset(FeeDisplayQuerySet)()

    class Meta:
        verbose_name = _("display of prices")
        constraints = [
            models.UniqueConstraint(
                "root", "unit", "displayed_on", name="display_once_a_day"
            )
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.displayed_on}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:feedisplay_detail", args=[self.pk])
