"""Reading as if one's scope ended at a unit and everything below it."""

from consumer_protection.core.models import Unit
from consumer_protection.core.roles import SUBJECTS, Width
from consumer_protection.core.scope import Asker, Scope


class Within:
    """An asker who sees at most what they see anyway, and of that only what belongs
    to the unit and below."""

    def __init__(self, asker: Asker, unit: Unit) -> None:
        own, below = asker.scope, unit.below()
        self.scope = Scope(
            unit.root_id,
            own.unit_id if own.unit_id in below else None,
            below if _is_wide(own) else own.below & below,
            {subject: _width(own, subject) for subject in SUBJECTS},
            own.may,
        )


def _width(own: Scope, subject: str) -> Width:
    """The whole institution becomes everything below the unit."""
    if own.sees_all(subject):
        return Width.BELOW
    return own.widths.get(subject, Width.NONE)


def _is_wide(own: Scope) -> bool:
    return any(own.sees_all(subject) for subject in SUBJECTS)
