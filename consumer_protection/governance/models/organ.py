"""Who sits in an organ, as what, from when until when."""

from datetime import date
from typing import Self

from django.db import models
from django.db.models import F, Q
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.scope import ScopedQuerySet


class OrganMemberQuerySet(ScopedQuerySet):
    subject = "meetings"

    def serving_on(self, day: date) -> Self:
        return self.filter(from_on__lte=day).filter(
            Q(until_on=None) | Q(until_on__gt=day)
        )


class OrganMember(models.Model):
    """A term is [from, until); ``unit`` is where the person works."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    organ = models.CharField(_("organ"), max_length=40)
    name = models.CharField(_("name"), max_length=60)
    role = models.CharField(_("role in the organ"), max_length=40)
    post = models.CharField(_("post"), max_length=80, blank=True)
    from_on = models.DateField(_("member from"))
    until_on = models.DateField(_("member until"), null=True, blank=True)

    objects = models.Manager.from_queryset(OrganMemberQuerySet)()

    class Meta:
        verbose_name = _("organ member")
        constraints = [
            models.CheckConstraint(
                condition=Q(until_on=None) | Q(until_on__gt=F("from_on")),
                name="organ_term_ends_after_start",
            )
        ]

    def __str__(self) -> str:
        return self.name

    def get_absolute_url(self) -> str:
        return reverse("governance:organmember_detail", args=[self.pk])
