"""What the institution tells the public, and what was filed there."""

from datetime import date
from typing import Any, Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from consumer_protection.core.models import Unit
from consumer_protection.core.scope import Asker


class _OfInstitution(models.QuerySet[Any]):
    root_path = "root_id"

    def visible_to(self, asker: Asker) -> Self:
        """The institution's own: it is for everybody to read."""
        if asker.scope.everywhere:
            return self
        return self.filter(**{self.root_path: asker.scope.root_id})


class PublicPagesQuerySet(_OfInstitution):
    def switched_on(self) -> "PublicPages | None":
        """What anybody may read; None while every page is switched off."""
        found = self.filter(Q(shows_channels=True) | Q(takes_complaints=True))
        pages: PublicPages | None = found.select_related("root__institution").first()
        return pages


class PublicPages(models.Model):
    """Which pages of an institution anybody may open, and what stands on them."""

    root = models.OneToOneField(Unit, models.PROTECT, related_name="+")
    shows_channels = models.BooleanField(
        _("complaint channels are shown to the public"), default=False
    )
    takes_complaints = models.BooleanField(
        _("complaints are taken online"), default=False
    )
    phone = models.CharField(_("complaint phone"), max_length=40, blank=True)
    hours = models.CharField(_("service hours"), max_length=80, blank=True)
    email = models.EmailField(_("complaint mail"), blank=True)
    address = models.CharField(_("postal address"), max_length=200, blank=True)
    postcode = models.CharField(_("postcode"), max_length=10, blank=True)

    objects = models.Manager.from_queryset(PublicPagesQuerySet)()

    class Meta:
        verbose_name = _("public pages")
        constraints = [
            models.CheckConstraint(
                condition=Q(shows_channels=False, takes_complaints=False)
                | ~Q(phone=""),
                name="public_pages_name_a_phone",
            )
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} · {self.root}"

    def outlets(self, day: date) -> models.QuerySet[Unit]:
        """Those there are on a day, with what the public is told of each."""
        own = Unit.objects.filter(root_id=self.root_id).outlets().valid_on(day)
        return own.select_related("public_contact").order_by("code")


class OutletContactQuerySet(_OfInstitution):
    root_path = "unit__root_id"


class OutletContact(models.Model):
    """Where an outlet is found and called, as the public is told."""

    unit = models.OneToOneField(Unit, models.CASCADE, related_name="public_contact")
    address = models.CharField(_("address"), max_length=200, blank=True)
    phone = models.CharField(_("phone"), max_length=40, blank=True)

    objects = models.Manager.from_queryset(OutletContactQuerySet)()

    class Meta:
        verbose_name = _("address of an outlet")

    def __str__(self) -> str:
        return f"{self.unit} · {self.address}"


class OnlineFiling(models.Model):
    """That a complaint was filed by its complainant, and what they agreed to.
    ``code_hash``: of the secret by which they ask how far it is, told them once."""

    complaint = models.OneToOneField(
        Complaint, models.CASCADE, related_name="online_filing"
    )
    code_hash = models.CharField(max_length=200, editable=False)
    consent = models.TextField(_("consent"))
    filed_at = models.DateTimeField(_("filed at"))

    class Meta:
        verbose_name = _("online filing")

    def __str__(self) -> str:
        return str(self.complaint)
