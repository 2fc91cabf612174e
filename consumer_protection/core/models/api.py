"""What programs need: tokens to come in with, and the calls they made already."""

from datetime import datetime
from typing import Self

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.user import User
from consumer_protection.core.scope import Asker


class ApiTokenQuerySet(models.QuerySet["ApiToken"]):
    def visible_to(self, asker: Asker) -> Self:
        """One's own; those who manage accounts see all of their institution."""
        if asker.scope.everywhere:
            return self
        own = Q(owner=asker)
        if asker.scope.allows("accounts.manage"):
            own |= Q(owner__unit__root_id=asker.scope.root_id)
        return self.filter(own)


class ApiToken(models.Model):
    """Acts as its owner. Only the digest of the secret is kept; ``prefix`` is its
    beginning, by which people tell their tokens apart."""

    owner = models.ForeignKey(
        User, models.PROTECT, related_name="tokens", verbose_name=_("owner")
    )
    name = models.CharField(_("purpose"), max_length=60, blank=True)
    prefix = models.CharField(_("begins with"), max_length=12)
    digest = models.CharField(max_length=64, unique=True)
    may_write = models.BooleanField(_("may write"), default=False)
    made_at = models.DateTimeField(_("made at"))
    expires_at = models.DateTimeField(_("expires at"))
    last_used_at = models.DateTimeField(_("last used"), null=True)
    revoked_at = models.DateTimeField(_("revoked at"), null=True)

    objects = models.Manager.from_queryset(ApiTokenQuerySet)()

    class Meta:
        verbose_name = _("token")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return self.prefix

    def is_valid(self, at: datetime) -> bool:
        return self.revoked_at is None and at < self.expires_at and self.owner.is_active


class ApiCall(models.Model):
    """A write that came with an Idempotency-Key, and its answer, kept two days.
    Written in the transaction of its record, so that there are both or neither."""

    owner = models.ForeignKey(User, models.CASCADE, related_name="+")
    key = models.CharField(max_length=200)
    method = models.CharField(max_length=10)
    path = models.CharField(max_length=500)
    digest = models.CharField(max_length=64)
    status = models.PositiveSmallIntegerField(default=0)
    body = models.TextField(blank=True)
    location = models.CharField(max_length=500, blank=True)
    made_at = models.DateTimeField(db_index=True)

    class Meta:
        constraints = [
            models.UniqueConstraint("owner", "key", name="api_call_once_per_key")
        ]

    def __str__(self) -> str:
        return f"{self.method} {self.path}"
