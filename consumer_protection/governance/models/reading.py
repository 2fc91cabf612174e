"""Who confirmed having read which version of a policy."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import User
from consumer_protection.governance.models.policy import PolicyVersion


class Reading(models.Model):
    version = models.ForeignKey(PolicyVersion, models.PROTECT, related_name="readings")
    reader = models.ForeignKey(User, models.PROTECT, related_name="+")
    confirmed_at = models.DateTimeField(_("confirmed at"))

    class Meta:
        verbose_name = _("confirmation of reading")
        constraints = [
            models.UniqueConstraint("version", "reader", name="reading_once")
        ]

    def __str__(self) -> str:
        return f"{self.reader} · {self.version}"
