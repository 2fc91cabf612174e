"""An outlet looked at: what is there, what is lacking, how far its standards are."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, OuterRef, Q, Subquery
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.audits.models.mended import Mended
from consumer_protection.core.models import Unit
from consumer_protection.core.scope import ScopedQuerySet

# The notices that customers must find, among the items of an outlet.
NOTICES = ("complaint_notice", "fee_notice")


class OutletCheckQuerySet(ScopedQuerySet):
    subject = "audits"

    def last_of_each(self) -> Self:
        """The last check of each outlet among these."""
        same = self.filter(unit=OuterRef("unit")).order_by("-checked_on", "-pk")
        return self.filter(pk=Subquery(same.values("pk")[:1]))

    def looked_at(self, *items: str) -> Self:
        """Checks that tell of each of these items, there or lacking."""
        found = self
        for item in items:
            told = Q(present__contains=[item]) | Q(lacking__contains=[item])
            found = found.filter(told)
        return found

    def certified_by(self, day: date) -> Self:
        return self.filter(stage="certify", certified_on__lte=day)


class OutletCheck(Mended):
    """``present`` and ``lacking`` are codes of the list facility_item; what is in
    neither was not looked at. ``issue`` is mended as a finding is; a check without one
    has nothing to be mended and is closed."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    checked_on = models.DateField(_("checked on"))
    checker = models.CharField(_("checked by"), max_length=60)
    present = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("present"),
        default=list,
        blank=True,
    )
    lacking = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("lacking"),
        default=list,
        blank=True,
    )
    stage = models.CharField(
        _("stage of the service standard"), max_length=20, blank=True
    )
    certified_on = models.DateField(_("certified on"), null=True, blank=True)
    issue = models.TextField(_("issue found"), max_length=2000, blank=True)
    remark = models.CharField(_("remark"), max_length=500, blank=True)

    objects = models.Manager.from_queryset(OutletCheckQuerySet)()

    class Meta:
        verbose_name = _("outlet check")
        constraints = [
            models.UniqueConstraint(
                "root", "unit", "checked_on", "checker", name="outlet_check_once_a_day"
            ),
            models.CheckConstraint(
                condition=Q(due_on=None) | Q(due_on__gte=F("checked_on")),
                name="outlet_check_due_after_check",
            ),
            models.CheckConstraint(
                condition=Q(judged_by=None)
                | Q(submitted_by=None)
                | ~Q(judged_by=F("submitted_by")),
                name="outlet_check_verified_by_another",
            ),
        ]
        indexes = [
            models.Index(fields=["unit", "checked_on"], name="outlet_check_by_unit")
        ]

    def __str__(self) -> str:
        return f"{self.unit} · {self.checked_on}"

    def get_absolute_url(self) -> str:
        return reverse("audits:outletcheck_detail", args=[self.pk])
