"""Partners: who works with the institution, what the contract must say, and whether
that was looked at this year."""

from datetime import date
from typing import Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from reviews.models.offers.kept import Kept, OffersQuerySet


class PartnerQuerySet(OffersQuerySet):
    def active_on(self, day: date) -> Self:
        still = Q(exited_on=None) | Q(exited_on__gt=day)
        return self.filter(still, entered_on__lte=day)

    def lacking_clauses(self, clauses: list[str]) -> Self:
        return self.exclude(clauses__contains=clauses)


class Partner(Kept):
    """``clauses``: those of the required ones that the contract has (9号令 art. 14);
    ``review_due_on`` follows from the last review, or from the entry."""

    name = models.CharField(_("partner name"), max_length=200)
    kind = models.CharField(_("kind of cooperation"), max_length=40, blank=True)
    entered_on = models.DateField(_("on the list since"))
    contract_from = models.DateField(_("contract from"), null=True, blank=True)
    contract_until = models.DateField(_("contract until"), null=True, blank=True)
    clauses = ArrayField(
        models.CharField(max_length=40),
        verbose_name=_("clauses the contract has"),
        default=list,
        blank=True,
    )
    exited_on = models.DateField(_("off the list since"), null=True, blank=True)
    exit_reason = models.CharField(_("reason of the exit"), max_length=300, blank=True)
    reviewed_on = models.DateField(_("last reviewed on"), null=True, blank=True)
    review_due_on = models.DateField(_("next review due"))

    objects = models.Manager.from_queryset(PartnerQuerySet)()

    class Meta:
        verbose_name = _("partner")
        constraints = [
            models.UniqueConstraint("root", "name", name="partner_name_once"),
            models.CheckConstraint(
                condition=Q(contract_until=None)
                | Q(contract_until__gte=F("contract_from")),
                name="partner_contract_in_order",
            ),
            models.CheckConstraint(
                condition=Q(exited_on=None) | Q(exited_on__gte=F("entered_on")),
                name="partner_exits_after_entry",
            ),
        ]
        indexes = [
            models.Index(fields=["root", "review_due_on"], name="partner_by_review")
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("reviews:partner_detail", args=[self.pk])

    @property
    def is_open(self) -> bool:
        return self.exited_on is None
