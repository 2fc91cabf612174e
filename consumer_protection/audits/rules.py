"""The score of an audit: 100 points less what its findings cost by their severity."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any, Protocol

from django.db.models import Count
from django.utils import timezone

from consumer_protection.core.codes import code_list
from consumer_protection.core.models import Threshold

_FULL = Decimal(100)


class Audited(Protocol):
    """An audit project; models stand on these rules, not the other way round."""

    findings: Any


@dataclass(frozen=True, slots=True)
class Deduction:
    """``each`` is what one finding of the severity costs."""

    severity: str
    label: str
    count: int
    each: Decimal

    @property
    def points(self) -> Decimal:
        return self.count * self.each


@dataclass(frozen=True, slots=True)
class Score:
    deductions: Sequence[Deduction]

    @property
    def points(self) -> Decimal:
        """Never below nothing."""
        lost = sum((one.points for one in self.deductions), Decimal(0))
        return max(_FULL - lost, Decimal(0))


def score_of(project: Audited, *, on: datetime) -> Score:
    """By the points in force on that day (the house's thresholds audit.points.*)."""
    day = timezone.localdate(on)
    rows = project.findings.values_list("severity").annotate(count=Count("pk"))
    counts = dict(rows.order_by())
    return Score(
        [
            Deduction(
                code,
                name,
                counts.get(code, 0),
                Threshold.objects.value(f"audit.points.{code}", day) or Decimal(0),
            )
            for code, name in code_list("finding_severity").labels.items()
        ]
    )
