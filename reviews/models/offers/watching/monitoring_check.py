"""A look at selling while it goes on (事中)."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import OffersQuerySet, Watched
from reviews.models.offers.product import Product


class MonitoringCheckQuerySet(OffersQuerySet):
    pass


class MonitoringCheck(Watched):
    """``met`` and ``unmet`` are the checklist's items; one in neither does not apply."""

    day_field = "checked_on"

    checked_on = models.DateField(_("checked on"))
    kind = models.CharField(_("kind of check"), max_length=30, blank=True)
    aspect = models.CharField(_("what was watched"), max_length=30)
    name = models.CharField(_("activity, outlet or channel"), max_length=200)
    product = models.ForeignKey(
        Product,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="monitoring_checks",
        verbose_name=_("product"),
    )
    met = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("items met"),
        default=list,
        blank=True,
    )
    unmet = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("items not met"),
        default=list,
        blank=True,
    )
    person = models.CharField(_("checked by"), max_length=60, blank=True)

    objects = models.Manager.from_queryset(MonitoringCheckQuerySet)()

    class Meta:
        verbose_name = _("monitoring check")
        constraints = [
            models.UniqueConstraint(
                "root", "unit", "checked_on", "name", name="monitoring_check_once"
            )
        ]
        indexes = [
            models.Index(fields=["unit", "checked_on"], name="monitoring_by_unit")
        ]

    def __str__(self) -> str:
        return f"{self.name} · {self.checked_on}"

    def get_absolute_url(self) -> str:
        return reverse("reviews:monitoringcheck_detail", args=[self.pk])
