"""A ledger file on its way in: kept, checked, decided on, written."""

from datetime import datetime
from typing import Self

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from consumer_protection.core import upload_states
from consumer_protection.core.models.import_batch import ImportBatch
from consumer_protection.core.models.stateful import Stateful
from consumer_protection.core.models.unit import Unit
from consumer_protection.core.models.user import User
from consumer_protection.core.scope import Asker

STEPS = {
    "": _("Waiting for a worker"),
    "read": _("Reading the file"),
    "rows": _("Checking each row"),
    "compare": _("Comparing with what is there"),
    "write": _("Writing the records"),
}


class LedgerUploadQuerySet(models.QuerySet["LedgerUpload"]):
    def visible_to(self, asker: Asker) -> Self:
        """The uploads of the asker's institution, for those who may import."""
        if not asker.scope.allows("ledgers.import"):
            return self.none()
        if asker.scope.everywhere:
            return self
        return self.filter(root_id=asker.scope.root_id)

    def unended(self) -> Self:
        return self.filter(status__in=upload_states.UNENDED)

    def owed(self, at: datetime) -> Self:
        """Waiting for a check or for writing, and in no living worker's hands."""
        free = models.Q(lease_until=None) | models.Q(lease_until__lt=at)
        return self.filter(free, status__in=upload_states.OWED)


class LedgerUpload(Stateful):
    """``choices``: what was decided about headers, values and the sheet;
    ``sealed_result`` is what the check found, encrypted since it tells of people;
    ``digest`` names that result, so that writing anything else is refused."""

    machine = upload_states.UPLOAD

    root = models.ForeignKey(Unit, models.PROTECT, null=True, related_name="+")
    kind = models.CharField(_("ledger"), max_length=40)
    file_name = models.CharField(_("file name"), max_length=200)
    stored_as = models.UUIDField(unique=True)
    size = models.PositiveBigIntegerField(_("size"))
    sha256 = models.CharField(max_length=64)
    uploaded_by = models.ForeignKey(User, models.PROTECT, related_name="+")
    uploaded_at = models.DateTimeField(_("uploaded at"))
    choices = models.JSONField(default=dict)
    accepted = models.JSONField(default=list)
    sealed_result = models.BinaryField(null=True)
    digest = models.CharField(max_length=64, blank=True)
    marked_as = models.UUIDField(null=True)
    failure = models.TextField(_("failure"), blank=True)
    progress = models.PositiveSmallIntegerField(_("progress"), default=0)
    step = models.CharField(_("step"), max_length=20, blank=True)
    attempt = models.PositiveSmallIntegerField(default=0)
    lease_until = models.DateTimeField(null=True)
    batch = models.OneToOneField(
        ImportBatch, models.PROTECT, null=True, related_name="upload"
    )

    objects = models.Manager.from_queryset(LedgerUploadQuerySet)()

    class Meta:
        verbose_name = _("upload")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.file_name

    def get_absolute_url(self) -> str:
        return reverse("core:import_detail", args=[self.pk])

    @property
    def is_owed(self) -> bool:
        return self.status in upload_states.OWED

    @property
    def step_label(self) -> str:
        return str(STEPS.get(self.step, STEPS[""]))


class RememberedChoiceQuerySet(models.QuerySet["RememberedChoice"]):
    def visible_to(self, asker: Asker) -> Self:
        """The institution's own, for those who may import."""
        if not asker.scope.allows("ledgers.import"):
            return self.none()
        if asker.scope.everywhere:
            return self
        return self.filter(root_id=asker.scope.root_id)


class RememberedChoice(models.Model):
    """What an institution decided once about a ledger's headers and values.

    ``field`` empty: the header ``text`` means the field ``target``, or is left out
    where ``target`` is empty. Otherwise: in ``field``, ``text`` means code ``target``.
    """

    root = models.ForeignKey(Unit, models.CASCADE, related_name="+")
    kind = models.CharField(_("ledger"), max_length=40)
    field = models.CharField(_("field"), max_length=60, blank=True)
    text = models.CharField(_("as written"), max_length=200)
    target = models.CharField(_("taken as"), max_length=60, blank=True)

    objects = models.Manager.from_queryset(RememberedChoiceQuerySet)()

    class Meta:
        verbose_name = _("remembered choice")
        ordering = ["kind", "field", "text"]
        constraints = [
            models.UniqueConstraint(
                "root", "kind", "field", "text", name="choice_remembered_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.text} → {self.target}"
