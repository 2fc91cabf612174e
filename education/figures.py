"""The only place where anything about education is counted.

Activities, persons reached and leaflets are sums over the campaigns: of the
activities logged, or of the campaign's own total where none is.
"""

from typing import Any

from django.db.models import F
from django.db.models.functions import TruncMonth
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import (
    AnyFigure,
    Breakdown,
    Figure,
    Ratio,
    Select,
    Source,
    by_code,
)
from consumer_protection.core.periods import Period
from education.models import (
    Activity,
    Campaign,
    Publication,
    ServiceRecord,
    Survey,
    Training,
)
from education.states import DRAFT

CAMPAIGNS = Source("campaigns", Campaign, "starts_on")
TRAININGS = Source("trainings", Training, "held_on")
ACTIVITIES = Source("activities", Activity, "held_on")
PUBLICATIONS = Source("publications", Publication, "published_on")
SURVEYS = Source("surveys", Survey, "starts_on")
SERVICE = Source("service_records", ServiceRecord, "held_on")


def _begun(records: Any, period: Period) -> Any:
    begun = records.filter(starts_on__gte=period.start, starts_on__lt=period.end)
    return begun.counted()


def _of_begun(records: Any, period: Period) -> Any:
    return records.filter(
        campaign__starts_on__gte=period.start, campaign__starts_on__lt=period.end
    )


def _begun_by_month(records: Any, period: Period) -> Any:
    return _begun(records, period).annotate(start_month=TruncMonth("starts_on"))


def _held_with(**more: Any) -> Select:
    return lambda records, period: records.filter(
        held_on__gte=period.start, held_on__lt=period.end, **more
    )


def _published(records: Any, period: Period) -> Any:
    return records.filter(published_on__gte=period.start, published_on__lt=period.end)


def _surveyed(records: Any, period: Period) -> Any:
    """A draft is not held yet."""
    begun = records.filter(starts_on__gte=period.start, starts_on__lt=period.end)
    return begun.exclude(status=DRAFT)


def _service(name: str, label: Any, unit: str, kind: str, total: str = "") -> Figure:
    select = _held_with(kind=kind)
    return Figure(f"education.{name}", label, unit, SERVICE, select, total=total)


_ATTENDED = _held_with(expected__isnull=False, present__isnull=False)
_EXAMINED = _held_with(kind="exam", present__isnull=False, passed__isnull=False)


def _campaigns(name: str, label: Any, unit: str, total: str = "") -> Figure:
    code = f"education.{name}"
    return Figure(code, label, unit, CAMPAIGNS, _begun, total=total)


def _trainings(
    name: str, label: Any, unit: str, select: Select, total: str = ""
) -> Figure:
    return Figure(f"education.{name}", label, unit, TRAININGS, select, total=total)


BEGUN = _campaigns("campaigns", _("Campaigns"), "项")

FIGURES: dict[str, AnyFigure] = by_code(
    [
        BEGUN,
        Breakdown(
            "education.campaigns.by_kind",
            _("Campaigns by kind"),
            BEGUN,
            F("kind"),
            "campaign_kind",
        ),
        _campaigns("activities", _("Activities"), "场次", "activities_counted"),
        _campaigns("reached", _("Persons reached"), "人次", "reached_counted"),
        _campaigns("leaflets", _("Leaflets handed out"), "份", "leaflets_counted"),
        Figure(
            "education.consultations",
            _("Consultations"),
            "人次",
            ACTIVITIES,
            _of_begun,
            total="consultations",
        ),
        Figure(
            "education.months_with_activity",
            _("Months with a campaign's start"),
            "个月",
            CAMPAIGNS,
            _begun_by_month,
            distinct="start_month",
        ),
        _trainings("trainings", _("Trainings"), "期", _held_with()),
        _trainings(
            "special_trainings",
            _("Trainings on consumer protection"),
            "期",
            _held_with(kind="special"),
        ),
        _trainings(
            "trained_persons", _("Persons trained"), "人次", _held_with(), "present"
        ),
        Ratio(
            "education.attendance_rate",
            _("Attendance rate"),
            _trainings("attended", _("Present"), "人次", _ATTENDED, "present"),
            _trainings("invited", _("Expected"), "人次", _ATTENDED, "expected"),
        ),
        _trainings("exams", _("Examinations"), "场", _held_with(kind="exam")),
        Ratio(
            "education.exam_pass_rate",
            _("Examination pass rate"),
            _trainings("exam_passed", _("Passed"), "人次", _EXAMINED, "passed"),
            _trainings("exam_present", _("Examined"), "人次", _EXAMINED, "present"),
        ),
        Figure(
            "education.publications",
            _("Publications"),
            "篇次",
            PUBLICATIONS,
            _published,
        ),
        _service(
            "interceptions",
            _("Frauds intercepted"),
            "起",
            ServiceRecord.INTERCEPTION,
        ),
        _service(
            "interception_yuan",
            _("Amount saved by interceptions"),
            "元",
            ServiceRecord.INTERCEPTION,
            "amount",
        ),
        Figure("education.surveys", _("Surveys"), "次", SURVEYS, _surveyed),
        _service("home_visits", _("Home visits"), "次", ServiceRecord.HOME_VISIT),
    ]
)
