"""Files kept beside records: random stored name, sniffed type, digest."""

import uuid

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.unit import Unit
from consumer_protection.core.models.user import User


class Attachment(models.Model):
    """``stored_as`` is the file's only name on disk; ``name`` is what people see.
    The period it proves is apart from the day of upload: [proves_from, proves_to]."""

    stored_as = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    noun = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    name = models.CharField(_("file name"), max_length=200)
    media_type = models.CharField(_("type"), max_length=100)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    proves_from = models.DateField(_("proves from"), null=True, blank=True)
    proves_to = models.DateField(_("proves to"), null=True, blank=True)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"))

    class Meta:
        verbose_name = _("attachment")
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["noun", "record_id"], name="attachment_of_record")
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(proves_to=None) | Q(proves_to__gte=F("proves_from")),
                name="attachment_proves_forward",
            )
        ]

    def __str__(self) -> str:
        return self.name
