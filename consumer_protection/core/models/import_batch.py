"""What an import wrote, kept so that it can be compared again and taken back."""

from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.unit import Unit
from consumer_protection.core.models.user import User
from consumer_protection.core.scope import Asker


class ImportBatchQuerySet(models.QuerySet["ImportBatch"]):
    def visible_to(self, asker: Asker) -> Self:
        """The imports of the asker's institution, for those who may import."""
        if not asker.scope.allows("ledgers.import"):
            return self.none()
        if asker.scope.everywhere:
            return self
        return self.filter(root_id=asker.scope.root_id)


class ImportBatch(models.Model):
    """One import that wrote something. ``taken_back_at`` marks its undoing;
    ``stored_as`` is the file it came from, kept as evidence."""

    root = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("ledger"), max_length=40)
    file_name = models.CharField(_("file name"), max_length=200)
    sha256 = models.CharField(max_length=64)
    stored_as = models.UUIDField(null=True)
    imported_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    imported_at = models.DateTimeField(_("imported at"))
    taken = models.PositiveIntegerField(_("taken"), default=0)
    changed = models.PositiveIntegerField(_("changed"), default=0)
    taken_back_at = models.DateTimeField(_("taken back at"), null=True)

    objects = models.Manager.from_queryset(ImportBatchQuerySet)()

    class Meta:
        verbose_name = _("import")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}"

    def get_absolute_url(self) -> str:
        return reverse("core:batch_detail", args=[self.pk])


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
