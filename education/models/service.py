"""What an outlet did for one customer or for all: a fraud stopped, a visit at home."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.kept import Kept
from education.models.kept import KeptQuerySet


class ServiceRecord(Kept):
    """One deed of service on one day. ``amount`` is in yuan, what the customer did
    not lose; it belongs to an interception alone. The record names no customer."""

    INTERCEPTION = "interception"
    HOME_VISIT = "home_visit"

    held_on = models.DateField(_("day"))
    kind = models.CharField(_("kind of service"), max_length=30)
    name = models.CharField(_("service given"), max_length=200)
    place = models.CharField(_("place"), max_length=200, blank=True)
    audience = models.CharField(_("audience"), max_length=40, blank=True)
    persons = models.PositiveIntegerField(_("persons served"), null=True, blank=True)
    scam = models.CharField(_("kind of scam"), max_length=30, blank=True)
    amount = models.DecimalField(
        _("amount saved"), max_digits=14, decimal_places=2, null=True, blank=True
    )
    staff = models.CharField(_("staff"), max_length=200, blank=True)
    is_verified = models.BooleanField(_("verified"), default=False)
    commendation = models.CharField(_("commendation"), max_length=300, blank=True)
    remark = models.TextField(_("remark"), max_length=2000, blank=True)

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        verbose_name = _("service record")
        constraints = [
            models.UniqueConstraint(
                "unit", "held_on", "kind", "name", name="service_record_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(kind="interception") | Q(scam="", amount=None),
                name="service_record_scam_when_intercepted",
            ),
        ]
        indexes = [models.Index(fields=["held_on"], name="service_record_by_day")]

    def __str__(self) -> str:
        return self.name
