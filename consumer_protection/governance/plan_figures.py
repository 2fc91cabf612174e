"""What is counted of duties, emergencies, commitments and reviews of conduct."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import AnyFigure, Figure, Ratio, Source, by_code
from consumer_protection.core.periods import Period
from consumer_protection.governance.models import (
    CommitmentLetter,
    Drill,
    Duty,
    Incident,
    Screening,
)

DRILLS = Source("drills", Drill, "held_on")
INCIDENTS = Source("incidents", Incident, "discovered_on")
DUTIES = Source("duties", Duty, "due_on")
LETTERS = Source("commitment_letters", CommitmentLetter)
SCREENINGS = Source("screenings", Screening, "held_on")


def _held(records: Any, period: Period) -> Any:
    return records.filter(held_on__gte=period.start, held_on__lt=period.end)


def _major(records: Any, period: Period) -> Any:
    return records.filter(
        is_major=True, discovered_on__gte=period.start, discovered_on__lt=period.end
    )


def _due(records: Any, period: Period) -> Any:
    return records.filter(due_on__gte=period.start, due_on__lt=period.end)


def _on_time(records: Any, period: Period) -> Any:
    return _due(records, period).filter(submitted_on__lte=F("due_on"))


def _owed(records: Any, period: Period) -> Any:
    """Letters are of a year: a period asks for those of the years it touches."""
    return records.filter(year__gte=period.start.year, year__lte=period.stock_day.year)


def _signed(records: Any, period: Period) -> Any:
    return _owed(records, period).filter(signed_on__lt=period.end)


SIGNED = Figure(
    "governance.commitment_letters", _("Commitment letters"), "份", LETTERS, _signed
)
OWED = Figure(
    "governance.commitment_letters_owed",
    _("Commitment letters owed"),
    "份",
    LETTERS,
    _owed,
)
FIGURES: dict[str, AnyFigure] = by_code(
    [
        Figure("governance.drills", _("Drills"), "次", DRILLS, _held),
        Figure(
            "governance.major_incidents", _("Major incidents"), "件", INCIDENTS, _major
        ),
        SIGNED,
        OWED,
        Ratio("governance.commitment_rate", _("Commitment rate"), SIGNED, OWED),
        Figure("governance.duties_due", _("Duties due"), "项", DUTIES, _due),
        Figure(
            "governance.duties_on_time",
            _("Duties fulfilled on time"),
            "项",
            DUTIES,
            _on_time,
        ),
        Figure(
            "audits.screenings",
            _("Reviews of access and conduct"),
            "次",
            SCREENINGS,
            _held,
        ),
    ]
)
