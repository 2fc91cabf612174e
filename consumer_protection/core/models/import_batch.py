"""What an import wrote, kept so that it can be compared again and taken back."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.unit import Unit
from consumer_protection.core.models.user import User


class ImportBatch(models.Model):
    """One import that wrote something. ``taken_back_at`` marks its undoing."""

    root = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("ledger"), max_length=40)
    file_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    imported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("imported at"))
    taken = models.PositiveIntegerField(_("taken"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True)

    class Meta:
        verbose_name = _("import")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"


class ImportedRow(models.Model):
    """The values one row brought (``sealed``) and what stood there before.

    Both are encrypted: a ledger row holds personal data.
    """

    batch = models.ForeignKey(ImportBatch, models.CASCADE, related_name="rows")
    record_id = models.BigIntegerField()
    row = models.PositiveIntegerField()
    is_new = models.BooleanField()
    sealed = models.BinaryField()
    sealed_before = models.BinaryField(null=True)

    class Meta:
        indexes = [models.Index(fields=["record_id"], name="imported_row_of_record")]

    def __str__(self) -> str:
        return f"{self.batch_id}:{self.row}"
