"""What is counted of units; the list of units opens from here."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import AnyFigure, Figure, Source, by_code
from consumer_protection.core.models import Unit
from consumer_protection.core.periods import Period

UNITS = Source("units", Unit)


def _outlets(records: Any, period: Period) -> Any:
    return records.outlets().valid_on(period.stock_day)


# Its code is of the duty that reports on outlets.
OUTLETS = Figure("audits.outlets", _("Outlets"), "个", UNITS, _outlets)
FIGURES: dict[str, AnyFigure] = by_code([OUTLETS])
