"""What plain records share: an institution and the unit that answers for them."""

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.unit import Unit


class Kept(models.Model):
    """A record that its columns tell wholly. A row that names no unit is the lead
    department's."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("responsible unit")
    )

    class Meta:
        abstract = True

    def get_absolute_url(self) -> str:
        door = f"{self._meta.app_label}:{self._meta.model_name}_detail"
        return reverse(door, args=[self.pk])
