"""Plain records of governance: who sees governance sees them."""

from django.db import models

from consumer_protection.core.models.kept import Kept as AnyKept
from consumer_protection.core.scope import ScopedQuerySet


class KeptQuerySet(ScopedQuerySet):
    subject = "governance"


class Kept(AnyKept):
    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        abstract = True
