"""The only place where anything about governance is counted."""

from typing import Any

from django.db.models import F
from django.utils.translation import gettext_lazy as _

from consumer_protection.core.figures import (
    AnyFigure,
    Figure,
    Ratio,
    Select,
    Source,
    by_code,
)
from consumer_protection.core.periods import Period
from consumer_protection.governance import plan_figures
from consumer_protection.governance.models import (
    AgendaItem,
    Meeting,
    PlanItem,
    PolicyVersion,
    Proposal,
)

MEETINGS = Source("meetings", Meeting, "held_on")
POLICIES = Source("policies", PolicyVersion)
# Items of earlier ledgers do not tell whether they were reports.
PROPOSALS = Source("proposals", Proposal, "proposed_on")
PLAN_ITEMS = Source("plan_items", PlanItem, "due_on")
# 人民银行令〔2020〕第5号 art. 8, with the review of products as the tenth.
TEN_CATEGORIES = (
    "assessment",
    "risk_grade",
    "personal_info",
    "disclosure_query",
    "marketing",
    "education",
    "complaint",
    "accountability",
    "emergency",
    "review",
)


def _held(*organs: str) -> Select:
    """Meetings of the organs in the period with an item on consumer protection."""

    def select(records: Any, period: Period) -> Any:
        return records.on_consumer_protection().filter(
            organ__in=organs, held_on__gte=period.start, held_on__lt=period.end
        )

    return select


def _resolved(records: Any, period: Period) -> Any:
    return records.resolved().filter(
        meeting__held_on__gte=period.start, meeting__held_on__lt=period.end
    )


def _reports_heard(records: Any, period: Period) -> Any:
    return records.filter(
        kind="report",
        meeting__organ="board",
        meeting__held_on__gte=period.start,
        meeting__held_on__lt=period.end,
    ).exclude(meeting__status="planned")


def _resolved_and_done(records: Any, period: Period) -> Any:
    return _resolved(records, period).filter(follow_up="done")


def _issued(action: str) -> Select:
    return lambda records, period: records.filter(
        action=action, issued_on__gte=period.start, issued_on__lt=period.end
    )


def _in_force(records: Any, period: Period) -> Any:
    return records.in_force_on(period.stock_day)


def _covering(records: Any, period: Period) -> Any:
    return _in_force(records, period).filter(policy__category__in=TEN_CATEGORIES)


def _overdue_review(records: Any, period: Period) -> Any:
    return _in_force(records, period).filter(next_review_on__lt=period.stock_day)


def _due(records: Any, period: Period) -> Any:
    within = records.filter(due_on__gte=period.start, due_on__lt=period.end)
    return within.exclude(status="cancelled")


def _done(records: Any, period: Period) -> Any:
    return _due(records, period).filter(status="done")


def _on_time(records: Any, period: Period) -> Any:
    return _done(records, period).filter(done_on__lte=F("due_on"))


def _meetings(name: str, label: Any, *organs: str) -> Figure:
    return Figure(f"governance.{name}", label, "次", MEETINGS, _held(*organs))


def _policies(name: str, label: Any, select: Select, **more: Any) -> Figure:
    return Figure(
        f"governance.{name}", label, more.pop("unit", "项"), POLICIES, select, **more
    )


def _plan(name: str, label: Any, select: Select) -> Figure:
    return Figure(f"governance.{name}", label, "项", PLAN_ITEMS, select)


DUE = _plan("plan_items_due", _("Plan items due"), _due)
DONE = _plan("plan_items_done", _("Plan items done"), _done)

FIGURES: dict[str, AnyFigure] = plan_figures.FIGURES | by_code(
    [
        _meetings("board_meetings", _("Board meetings"), "board"),
        _meetings("committee_meetings", _("Committee meetings"), "board_committee"),
        _meetings("supervisor_reviews", _("Reviews by the supervisors"), "supervisors"),
        _meetings(
            "senior_meetings",
            _("Meetings of the senior management"),
            "senior_mgmt",
            "mgmt_committee",
        ),
        Figure(
            "governance.resolutions",
            _("Resolutions"),
            "项",
            MEETINGS,
            _resolved,
            noun=AgendaItem,
        ),
        Figure(
            "governance.resolutions_done",
            _("Resolutions carried out"),
            "项",
            MEETINGS,
            _resolved_and_done,
            noun=AgendaItem,
        ),
        Figure(
            "governance.reports_to_board",
            _("Reports heard by the board"),
            "次",
            PROPOSALS,
            _reports_heard,
            noun=AgendaItem,
        ),
        _policies("policies_in_force", _("Policies in force"), _in_force),
        _policies("policies_new", _("New policies"), _issued("new")),
        _policies("policies_revised", _("Revised policies"), _issued("revise")),
        _policies(
            "policy_categories_covered",
            _("Policy categories covered"),
            _covering,
            unit="类",
            distinct="policy__category",
        ),
        _policies(
            "policies_overdue_review", _("Policies to be reviewed"), _overdue_review
        ),
        DUE,
        DONE,
        _plan("plan_items_on_time", _("Plan items done on time"), _on_time),
        Ratio("governance.plan_completion_rate", _("Plan completion rate"), DONE, DUE),
    ]
)
