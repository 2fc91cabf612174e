"""Plain records of education: who sees education sees them."""

from django.db import models

from consumer_protection.core.models.kept import Kept as AnyKept
from consumer_protection.core.scope import ScopedQuerySet


class KeptQuerySet(ScopedQuerySet):
    subject = "education"


class Kept(AnyKept):
    objects = models.Manager.from_queryset(KeptQuerySet)()

    class Meta:
        abstract = True
