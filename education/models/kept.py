"""Who sees education sees its plain records."""

from consumer_protection.core.scope import ScopedQuerySet


class KeptQuerySet(ScopedQuerySet):
    subject = "education"
