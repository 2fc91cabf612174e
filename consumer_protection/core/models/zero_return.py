"""Zero returns: somebody answers for a register being complete for a period."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.unit import Unit
from consumer_protection.core.models.user import User


class ZeroReturn(models.Model):
    """Only under one of these does a report say that nothing happened."""

    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    register = models.CharField(_("register"), max_length=40)
    period = models.CharField(_("period"), max_length=8)
    declared_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    declared_at = models.DateTimeField(_("declared at"))

    class Meta:
        verbose_name = _("zero return")
        constraints = [
            models.UniqueConstraint(
                "root", "register", "period", name="declared_once_per_period"
            )
        ]

    def __str__(self) -> str:
        return f"{self.register} {self.period}"
