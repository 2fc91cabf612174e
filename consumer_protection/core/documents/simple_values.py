"""What a spreadsheet can hold of any value."""

import math
from datetime import date, datetime
from decimal import Decimal

from django.utils import timezone
from django.utils.translation import gettext as _

from consumer_protection.core.documents.cell_writing import Simple

# Excel keeps 15 digits of a number; a longer one is written as text.
_MOST_DIGITS = 15


def simple(value: object) -> Simple:
    """What a spreadsheet can hold of any value."""
    if value is None or value == "":
        return None
    if isinstance(value, bool):
        return _("Yes") if value else _("No")
    if isinstance(value, int | float | Decimal):
        return _number(value)
    if isinstance(value, datetime):
        naive = timezone.make_naive(value) if timezone.is_aware(value) else value
        return naive.replace(microsecond=0)
    return value if isinstance(value, date) else str(value)


def _number(value: float | Decimal) -> Simple:
    if not math.isfinite(value):
        return str(value)
    if isinstance(value, float):
        return value
    digits = Decimal(value).as_tuple().digits
    return str(value) if len(digits) > _MOST_DIGITS else value
