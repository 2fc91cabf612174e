"""How far a campaign is: targets and what was logged, by outlet."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Count as Number
from django.db.models import QuerySet, Sum

from consumer_protection.core.models import User
from education.models import Activity, Assignment, Campaign
from education.states import LOGGING

_TARGETS = ("activities", "reached", "leaflets")


@dataclass(frozen=True, slots=True)
class Progress:
    """One outlet: what it did, and what it was asked to do; None where nothing was."""

    assignment: Assignment
    done: dict[str, int]

    @property
    def cells(self) -> Sequence[tuple[int, int | None]]:
        return [(self.done[name], self.target(name)) for name in _TARGETS]

    def target(self, name: str) -> int | None:
        value: int | None = getattr(self.assignment, name)
        return value

    @property
    def has_begun(self) -> bool:
        return self.done["activities"] > 0

    @property
    def is_reached(self) -> bool:
        """Whether every target is; an outlet without one has only to begin."""
        return self.has_begun and all(
            target is None or done >= target for done, target in self.cells
        )


def progress(assignments: Iterable[Assignment]) -> list[Progress]:
    """In the order given; one query however many there are."""
    own = list(assignments)
    logged = Activity.objects.filter(
        campaign__in={one.campaign_id for one in own},
        unit__in={one.unit_id for one in own},
    )
    sums = logged.order_by().values("campaign", "unit")
    told = {
        (row["campaign"], row["unit"]): row
        for row in sums.annotate(
            activities=Number("pk"),
            all_reached=Sum("reached"),
            all_leaflets=Sum("leaflets"),
        )
    }
    return [
        Progress(one, _done(told.get((one.campaign_id, one.unit_id)))) for one in own
    ]


def _done(row: dict[str, Any] | None) -> dict[str, int]:
    row = row or {}
    return {
        "activities": row.get("activities") or 0,
        "reached": row.get("all_reached") or 0,
        "leaflets": row.get("all_leaflets") or 0,
    }


def of_campaign(campaign: Campaign) -> list[Progress]:
    found = campaign.assignments.select_related("unit", "campaign")
    return progress(found.order_by("unit__code"))


def tasks(asker: User) -> list[Progress]:
    """What the asker's outlets are asked to do now, by campaign."""
    found: QuerySet[Assignment] = Assignment.objects.filter(
        asker.scope.units("education"), campaign__status__in=LOGGING
    )
    ordered = found.select_related("unit", "campaign").order_by(
        "campaign__starts_on", "campaign_id", "unit__code"
    )
    return progress(ordered)
