"""How many outlets were assessed: the only place where that is counted."""

from typing import Any

from django.db.models import OuterRef, Subquery
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import AnyFigure, Figure, Source, by_code
from consumer_protection.core.periods import Period, parse_period
from reporting.models import BranchRound, BranchScore

_REGISTER = Source("branch_scores", BranchScore, "reviewed_on")


def _assessed(records: Any, period: Period) -> Any:
    """The last locked score of each outlet among the quarters within the period."""
    known = BranchRound.objects.values_list("quarter", flat=True).distinct()
    within = [one for one in known if _is_within(one, period)]
    locked = records.filter(status="locked", round__quarter__in=within)
    same = locked.filter(unit=OuterRef("unit")).order_by("-round__quarter")
    return records.filter(pk=Subquery(same.values("pk")[:1]))


def _is_within(quarter: str, period: Period) -> bool:
    own = parse_period(quarter, as_of=period.stock_day)
    return period.start <= own.start and own.end <= period.end


FIGURES: dict[str, AnyFigure] = by_code(
    [
        Figure(
            "audits.outlets_assessed", _("Outlets assessed"), "家", _REGISTER, _assessed
        )
    ]
)
