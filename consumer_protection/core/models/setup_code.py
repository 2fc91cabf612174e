"""The one-time code that opens an empty installation; only its hash is kept."""

from django.db import models


class SetupCode(models.Model):
    """Printed on the server. Used once; ended by a newer one, by too many wrong
    tries, or when the first administrator is there."""

    code_hash = models.CharField(max_length=128, editable=False)
    made_at = models.DateTimeField()
    valid_until = models.DateTimeField()
    wrong_tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                models.Value(1),
                condition=models.Q(ended_at=None),
                name="setup_code_one_stands",
            )
        ]

    def __str__(self) -> str:
        return f"{self.made_at}"
