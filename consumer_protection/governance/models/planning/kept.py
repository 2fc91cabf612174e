"""What the records of this theme share: an institution and the unit it is about."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.scope import ScopedQuerySet


class KeptQuerySet(ScopedQuerySet):
    subject = "governance"


class Kept(models.Model):
    """``unit`` answers for it; a row that names none is the lead department's."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )

    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        door = f"governance:{self._meta.model_name}_detail"
        return reverse(door, args=[self.pk])
