"""The last number given, per institution, kind and year."""

from django.db import models

from consumer_protection.core.models.unit import Unit


class Counter(models.Model):
    root = models.ForeignKey(Unit, models.PROTECT, related_name="+")
    kind = models.CharField(max_length=30)
    year = models.PositiveSmallIntegerField()
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                "root", "kind", "year", name="one_counter_per_kind_and_year"
            )
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.year}: {self.last}"
