"""What is doubtful in plans that records fulfil, drills and incidents."""

from typing import Any

from django.db.models import Exists, F, OuterRef, Q
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.models import Workday
from consumer_protection.core.quality import Check, outside_life, where
from consumer_protection.governance.models import Drill, Duty, Incident, PlanItem

_WEEKEND = (1, 7)


def _on_holiday(records: Any) -> Any:
    told = Workday.objects.filter(day=OuterRef("held_on"))
    return records.filter(
        Q(Exists(told.filter(is_working=False)))
        | Q(held_on__week_day__in=_WEEKEND) & ~Exists(told.filter(is_working=True))
    )


CHECKS = (
    Check(
        "plan_items.record_disagrees",
        _("Done on another day than the record that fulfils it tells"),
        noun=PlanItem,
        day="due_on",
        wrong=where(
            ~Q(proof_kind=""),
            Q(status="done"),
            Q(proof_on=None) | ~Q(done_on=F("proof_on")),
        ),
        fields=("done_on",),
        advice=_("Compare it with the record, and correct the day that is wrong."),
    ),
    Check(
        "drills.on_a_holiday",
        _("Held on a holiday"),
        noun=Drill,
        day="held_on",
        wrong=_on_holiday,
        fields=("held_on",),
        advice=_("This day is no working day: check it."),
    ),
    Check(
        "incidents.no_time",
        _("When it was discovered is not told to the hour"),
        noun=Incident,
        day="discovered_on",
        wrong=where(discovered_at=""),
        fields=("discovered_at",),
        advice=_("Without it the clocks start with the day."),
    ),
    Check(
        "duties.without_file",
        _("Submitted, but nothing is kept of it"),
        noun=Duty,
        day="due_on",
        wrong=where(submitted_on__isnull=False, submissions=None),
        fields=("submitted_on",),
        advice=_("Submit the file with its receipt."),
    ),
    outside_life("drills.unit_not_there", Drill, "held_on"),
)
