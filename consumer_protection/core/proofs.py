"""Records of any duty that show something planned was done: declared in settings by
name, so that a plan may be fulfilled by a training without knowing what one is."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.apps import apps
from django.conf import settings
from django.db.models import Model
from django.utils import timezone

from consumer_protection.core import trail
from consumer_protection.core.scope import Asker


@dataclass(frozen=True, slots=True)
class Proof:
    """``day``: the field with the day it was done; or ``move``: the move that did it."""

    kind: str
    noun: type[Model]
    day: str = ""
    move: str = ""

    @property
    def label(self) -> str:
        return str(self.noun._meta.verbose_name)

    def visible_to(self, asker: Asker) -> Any:
        manager: Any = self.noun._default_manager
        return manager.visible_to(asker)

    def named(self, key: int | None) -> str:
        """What it is called, or nothing where it went: whoever sees the plan may know
        that much."""
        record = self.noun._default_manager.filter(pk=key).first()
        return f"{self.label} · {record}" if record else ""

    def done_on(self, record: Model) -> date | None:
        """The day it was done; a day still to come is none."""
        if self.day:
            told: date | None = getattr(record, self.day)
        else:
            moved = trail.last_of(record, self.move)
            told = timezone.localdate(moved) if moved else None
        return told if told and told <= timezone.localdate() else None


def proofs() -> Mapping[str, Proof]:
    return {
        kind: Proof(
            kind,
            apps.get_model(told["noun"]),
            told.get("day", ""),
            told.get("move", ""),
        )
        for kind, told in settings.PROOFS.items()
    }
