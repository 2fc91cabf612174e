"""What all that is kept around products and fees has alike."""

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Unit
from consumer_protection.core.scope import Asker, ScopedQuerySet


class OffersQuerySet(ScopedQuerySet):
    subject = "offers"


class SharedQuerySet(OffersQuerySet):
    """Products and fees are the institution's: an outlet that sells them sees them,
    though another unit keeps them."""

    def visible_to(self, asker: Asker) -> Self:
        scope = asker.scope
        if scope.everywhere or not scope.sees(self.subject):
            return super().visible_to(asker)
        return self.filter(root_id=scope.root_id)


class Kept(models.Model):
    """``root`` is the institution, ``unit`` who keeps it or where it was seen."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    unit = models.ForeignKey(
        Unit, models.PROTECT, related_name="+", verbose_name=_("unit")
    )
    remark = models.TextField(_("remark"), blank=True)

    class Meta:
        abstract = True


class Watched(Kept):
    """A look at what is sold: an ``issue`` found becomes a rectification, to be done
    by ``rectify_by``."""

    issue = models.TextField(_("issue found"), blank=True)
    rectify_by = models.DateField(_("rectify by"), null=True, blank=True)

    class Meta:
        abstract = True
