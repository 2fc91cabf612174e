"""Who speaks for several people that complain together, or for one who cannot."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from complaints.models.complaint import Complaint
from consumer_protection.core import pii
from consumer_protection.core.models import Unit

# 《银行业保险业消费投诉处理管理办法》 art. 12: no more speak for a group.
MOST = 5


class Representative(models.Model):
    """Reading the complaint is the permission to read it."""

    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    complaint = models.ForeignKey(
        Complaint, models.CASCADE, related_name="representatives"
    )
    position = models.PositiveSmallIntegerField()
    name_sealed = models.BinaryField(null=True)
    phone_sealed = models.BinaryField(null=True)

    name = pii.sealed("name_sealed", "name")
    phone = pii.sealed("phone_sealed", "number")

    class Meta:
        verbose_name = _("representative")
        ordering = ["complaint", "position"]
        constraints = [
            models.UniqueConstraint(
                "complaint", "position", name="representative_place_once"
            ),
            models.CheckConstraint(
                condition=models.Q(position__gte=1, position__lte=MOST),
                name="representatives_at_most_five",
            ),
        ]

    def __str__(self) -> str:
        return pii.mask_name(self.name)

    @property
    def unit(self) -> Unit:
        return self.complaint.unit
