"""What every noun with a state machine has."""

from collections.abc import Collection, Sequence
from datetime import datetime
from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models.user import User
from consumer_protection.core.scope import Asker
from consumer_protection.core.states import Machine, Move


class Stateful(models.Model):
    """Its status changes in ``core.transitions`` and nowhere else."""

    machine: ClassVar[Machine]

    status = models.CharField(_("state"), max_length=30)

    class Meta:
        abstract = True

    def suits(self, move: Move) -> bool:
        """Whether the move is one for this record at all, whatever its state."""
        return True

    def next_moves(self, asker: Asker) -> Sequence[Move]:
        """The moves this asker may make now, as far as the table can say."""
        open_now = self.machine.open_to(asker, self.status)
        return [move for move in open_now if self.suits(move)]

    def effects_of(self, move: Move, actor: User, at: datetime) -> Collection[str]:
        """Set what a move brings about beside the status, in its transaction; the
        names of the fields that were set."""
        return ()
