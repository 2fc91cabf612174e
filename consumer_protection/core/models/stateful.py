"""What every noun with a state machine has."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.states import Machine


class Stateful(models.Model):
    """Its status changes in ``core.transitions`` and nowhere else."""

    machine: ClassVar[Machine]

    status = models.CharField(_("state"), max_length=30)

    class Meta:
        abstract = True
