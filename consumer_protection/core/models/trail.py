"""The trail: who did what to which record, chained by hash, only ever added to.

Triggers of the database (see ``core/trail_sql.py``) set recorded_at, txid,
sequence, previous_hash and hash, and refuse every change of a row.
"""

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.user import User


class TrailEntry(models.Model):
    """A move, told by ``trail.record``, or a changed row, caught by a trigger
    (its action ends in .row_insert, .row_update or .row_delete)."""

    noun = models.CharField(max_length=60)
    record_id = models.BigIntegerField()
    action = models.CharField(_("action"), max_length=80)
    actor = models.ForeignKey(
        User, models.DO_NOTHING, null=True, related_name="+", db_constraint=False
    )
    note = models.TextField(_("note"), blank=True)
    changes = models.JSONField(_("changes"), default=dict)
    happened_at = models.DateTimeField(_("happened at"))
    recorded_at = models.DateTimeField(_("recorded at"), editable=False)
    txid = models.BigIntegerField(editable=False)
    sequence = models.PositiveIntegerField(editable=False)
    previous_hash = models.CharField(max_length=64, editable=False)
    hash = models.CharField(max_length=64, editable=False)

    class Meta:
        verbose_name = _("trail entry")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                "noun", "record_id", "sequence", name="trail_one_chain"
            )
        ]
        indexes = [
            models.Index(fields=["txid"], name="trail_by_txid"),
            models.Index(
                fields=["actor", "action", "happened_at"], name="trail_by_actor"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.record_id}"


class TrailSeal(models.Model):
    """A digest over every entry of the transactions [from_txid, to_txid)."""

    from_txid = models.BigIntegerField()
    to_txid = models.BigIntegerField()
    entries = models.PositiveIntegerField()
    digest = models.CharField(max_length=64)
    sealed_at = models.DateTimeField()

    class Meta:
        ordering = ["pk"]

    def __str__(self) -> str:
        return f"{self.sealed_at} {self.digest[:12]}"
