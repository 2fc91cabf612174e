"""A rule that sends complaints of a kind to a unit."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit, User
from consumer_protection.core.scope import Asker


class RoutingRuleQuerySet(models.QuerySet["RoutingRule"]):
    def visible_to(self, asker: Asker) -> Self:
        """All rules of the asker's own institution."""
        if asker.scope.everywhere:
            return self
        return self.filter(root=asker.scope.root_id)

    def of(self, root_id: int) -> Self:
        return self.filter(root=root_id).select_related("unit", "handling_unit")

    def not_ended(self, day: date) -> Self:
        """In force on a day or later."""
        return self.filter(Q(valid_to=None) | Q(valid_to__gt=day))


class RoutingRule(models.Model):
    """Conditions left empty hold for every complaint. ``root`` is the legal person;
    ``valid_to`` is the first day without the rule, and ``position`` tells two rules
    of one day apart."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    position = models.PositiveSmallIntegerField(_("order"))
    source = models.CharField(_("source"), max_length=40, blank=True)
    category = models.CharField(_("business category"), max_length=60, blank=True)
    intake_channel = models.CharField(_("intake channel"), max_length=40, blank=True)
    level = models.CharField(_("level"), max_length=20, blank=True)
    unit = models.ForeignKey(
        Unit,
        models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("unit complained of"),
    )
    handling_unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("handling unit")
    )
    valid_from = models.DateField(_("valid from"))
    valid_to = models.DateField(_("valid to"), null=True, blank=True)
    remark = models.CharField(_("remark"), max_length=200, blank=True)
    changed_by = models.ForeignKey(
        User, models.PROTECT, related_name="+", verbose_name=_("changed by")
    )
    changed_at = models.DateTimeField(_("changed at"))

    objects = models.Manager.from_queryset(RoutingRuleQuerySet)()

    class Meta:
        verbose_name = _("routing rule")
        ordering = ["position", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(valid_to=None) | Q(valid_to__gte=F("valid_from")),
                name="routing_rule_ends_after_it_began",
            ),
            models.CheckConstraint(
                condition=Q(position__gte=1), name="routing_rule_counts_from_one"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.position} → {self.handling_unit}"

    def get_absolute_url(self) -> str:
        return reverse("complaints:routingrule_detail", args=[self.pk])

    @property
    def handling_ends(self) -> date | None:
        return self.handling_unit.valid_to

    def is_ended(self, day: date) -> bool:
        return self.valid_to is not None and self.valid_to <= day
