"""A year of education at a glance: what runs now, activities by month, media partners."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Max, Sum

from consumer_protection.core.documents.charts import Chart, Series
from consumer_protection.core.documents.drawing import Drawing, drawn
from consumer_protection.core.models import User
from education.models import Activity, Campaign, Exam, Publication, Survey
from education.states import LOGGING

_MONTHS = tuple(range(1, 13))


@dataclass(frozen=True, slots=True)
class Partner:
    """A medium of others that carried publications; ``reads`` as far as known."""

    name: str
    publications: int
    reads: int
    last: date


def partners(asker: User, year: int) -> list[Partner]:
    """Those of the year's publications, the busiest first."""
    seen = Publication.objects.visible_to(asker)
    named = seen.filter(published_on__year=year).exclude(partner="").order_by()
    rows = named.values("partner").annotate(
        many=Count("pk"), all_reads=Sum("reads"), last=Max("published_on")
    )
    found = [
        Partner(row["partner"], row["many"], row["all_reads"] or 0, row["last"])
        for row in rows
    ]
    return sorted(found, key=lambda one: (-one.publications, one.name))


def by_month(asker: User, year: int, title: str) -> Drawing | None:
    """Activities logged, drawn; None where there is none."""
    seen = Activity.objects.visible_to(asker).filter(held_on__year=year)
    days = Counter(day.month for day in seen.values_list("held_on", flat=True))
    if not days:
        return None
    names = tuple(f"{month}月" for month in _MONTHS)
    numbers = tuple(days[month] for month in _MONTHS)
    return drawn(Chart(title, "场次", names, (Series("", numbers),)))


def running(asker: User) -> Sequence[Any]:
    """Campaigns, examinations and surveys that run now."""
    return [
        *Campaign.objects.visible_to(asker).filter(
            status__in=LOGGING, planned_by__isnull=False
        ),
        *Exam.objects.visible_to(asker).filter(status="open"),
        *Survey.objects.visible_to(asker).filter(status="open"),
    ]
