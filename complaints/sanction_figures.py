"""What is counted of sanctions, for those who may know of them."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from complaints.models import Sanction
from consumer_protection.core.figures import AnyFigure, Figure, Source, by_code
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker


class _OfPersonnel(Source):
    """Personnel matters follow a clearance, which an institution has none of: to
    whoever lacks it the register tells not even that it is in use."""

    def is_used(self, asker: Asker) -> bool:
        return Sanction.objects.visible_to(asker).exists()


SANCTIONS = _OfPersonnel("sanctions", Sanction)


def _decided(records: Any, period: Period) -> Any:
    """Commendations are on the same register, and are no sanctions."""
    within = records.filter(decided_on__gte=period.start, decided_on__lt=period.end)
    return within.exclude(kind="commend")


FIGURES: dict[str, AnyFigure] = by_code(
    [Figure("governance.sanctions", _("Sanctions"), "件", SANCTIONS, _decided)]
)
