"""What is counted of the wording check."""

from typing import Any

from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import Figure, Source
from consumer_protection.core.periods import Period
from reviews.models import WordingCheck

WORDING_CHECKS = Source("wording_checks", WordingCheck, "checked_on")


def _checked(records: Any, period: Period) -> Any:
    """Checks that found something, by the day of the check."""
    return records.filter(
        checked_on__gte=period.start, checked_on__lt=period.end, hit_count__gt=0
    )


WORDING_HITS = Figure(
    "reviews.wording_hits",
    _("Wording hits"),
    "处",
    WORDING_CHECKS,
    _checked,
    total="hit_count",
)
FIGURES = {WORDING_HITS.code: WORDING_HITS}
