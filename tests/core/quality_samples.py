"""A record that each check finds, and one of the same noun that it does not.

A new check without a row here fails the table test.
"""

from datetime import UTC, date, datetime

from complaints.models import Complaint
from consumer_protection.audits.models import Finding, OutletCheck
from consumer_protection.core import accounts, base_recording
from consumer_protection.core.models import BaseFigure, Unit
from consumer_protection.governance.models import (
    AgendaItem,
    Drill,
    Duty,
    Incident,
    PlanItem,
    PolicyVersion,
)
from education.models import Activity, Campaign, Material, Training
from reviews.models import Review
from reviews.models.offers import FeeItem, MonitoringCheck, Partner, Product
from tests.audits.making import finding, outlet_check
from tests.complaints.making import complaint
from tests.education.making import activity, campaign, kept, training
from tests.governance.making import item, task, version
from tests.governance.planning_making import drill, duty, incident
from tests.reviews.making import review
from tests.reviews.offers.making import check, fee, partner, product


def material(actor, at, **values):
    """Printed after a review that passed."""
    number = {"number": "XS2024001"}
    if not Review.objects.filter(**number).exists():
        review(actor, at, **number)
    known = {"review": number["number"], "printed": 500}
    return kept("materials", actor, at, **(known | values))


MAKE = {
    Complaint: complaint,
    Review: review,
    PolicyVersion: version,
    AgendaItem: item,
    PlanItem: task,
    Drill: drill,
    Duty: duty,
    Incident: incident,
    Campaign: campaign,
    Activity: activity,
    Material: material,
    Training: training,
    Finding: finding,
    OutletCheck: outlet_check,
    Product: product,
    FeeItem: fee,
    Partner: partner,
    MonitoringCheck: check,
}
# Nothing is missing in these, and nothing doubtful.
WHOLE = {
    Complaint: {
        "source": "customer",
        "intake_channel": "counter",
        "transaction_channel": "counter",
        "category": "loan",
        "cause": "service",
        "demand": "explain",
        "is_major": False,
    },
    Review: {"trigger": "new", "reviewer": "沈静"},
    PolicyVersion: {"issuer": "board", "next_review_on": date(2025, 3, 1)},
    AgendaItem: {"present": 7, "expected": 9},
    PlanItem: {},
    Drill: {},
    Duty: {},
    Incident: {"discovered_at": "09:00"},
    Campaign: {
        "organiser": "own",
        "forms": ("lecture",),
        "topics": ("fraud",),
        "audiences": ("elderly",),
        "reached": 600,
    },
    Activity: {"reached": 60},
    Material: {},
    Training: {"audiences": ("all",), "trainer": "internal", "present": 40},
    Finding: {},
    OutletCheck: {},
    Product: {},
    FeeItem: {},
    Partner: {},
    MonitoringCheck: {},
}
_DAY = date(2024, 3, 1)


def _set(**columns):
    """What the database says though no ledger would take it."""
    return {"columns": columns}


def _row(**values):
    return {"values": values}


# Code → what makes a whole record wrong: values it comes in with, or columns after.
WRONG = {
    "complaints.ended_without_day": _set(closed_on=None),
    "complaints.open_with_day": _set(status="assigned"),
    "complaints.days_out_of_order": _set(notified_on=date(2024, 2, 1)),
    **{
        f"complaints.no_{name}": _row(**{name: ""})
        for name in (
            "source",
            "intake_channel",
            "transaction_channel",
            "category",
            "cause",
            "demand",
            "finding",
            "satisfaction",
        )
    },
    "complaints.closed_without_outcome": _row(outcome=""),
    "complaints.no_level": _row(is_major=None),
    "complaints.level_contradicts": _set(level="major", is_major=False),
    "complaints.compensated_unsubstantiated": _row(
        finding="unsubstantiated", compensation=100
    ),
    "complaints.rated_before_closing": _row(closed_on=None),
    "complaints.source_ended": _row(
        source="pbc_forward",
        received_on=date(2024, 7, 1),
        closed_on=date(2024, 7, 9),
    ),
    "complaints.end_not_told": _set(
        status="not_handled",
        registered_at=datetime(2024, 3, 1, 9, tzinfo=UTC),
    ),
    "complaints.twice": {"twice": True},
    "complaints.unit_not_there": {"unit": {"valid_to": _DAY}},
    "reviews.concluded_without_conclusion": _set(concluded_on=None, conclusion=""),
    "reviews.open_with_conclusion": _set(status="submitted"),
    "reviews.no_trigger": _row(trigger=""),
    "reviews.no_reviewer": _row(reviewer=""),
    "reviews.opinions_unanswered": _row(opinions=2),
    "reviews.launched_first": _row(launched_on=date(2024, 3, 2)),
    "reviews.launched_rejected": _row(
        conclusion="reject", launched_on=date(2024, 3, 20)
    ),
    "reviews.twice": {"twice": True},
    "reviews.unit_not_there": {"unit": {"valid_from": date(2024, 6, 1)}},
    "products.unreviewed": _row(launched_on=_DAY),
    "products.no_category": _row(category=""),
    "fee_items.unreviewed": _row(review=""),
    "fee_items.unpublished": _row(published_on=None),
    "fee_items.no_document": _row(price_type="government_guided"),
    "fee_items.no_contact": _row(contact=""),
    "partners.lacking_clauses": _row(clauses=("price",)),
    "partners.contract_ended": _row(contract_from=_DAY, contract_until=_DAY),
    "partners.review_overdue": _row(entered_on=_DAY),
    "monitoring_checks.unit_not_there": {"unit": {"valid_to": _DAY}},
    "policies.no_document_number": _row(document_number=""),
    "policies.unusual_number": _row(document_number="2024-1"),
    "policies.number_twice": {"twice": {"title": "另一项制度"}},
    "policies.no_issuer": _row(issuer=""),
    "policies.no_next_review_on": _row(next_review_on=None),
    "policies.review_before_issue": _row(next_review_on=date(2024, 2, 1)),
    "policies.unit_not_there": {"unit": {"valid_to": _DAY}},
    "meetings.due_before": _set(due_on=date(2024, 2, 1)),
    "meetings.no_is_consumer_protection": _row(is_consumer_protection=None),
    "meetings.no_result": _row(resolution="同意", follow_up="done", unit="MXW10"),
    "meetings.no_unit": _row(resolution="同意", follow_up="done", result="agreed"),
    "meetings.no_follow_up": _row(resolution="同意", result="agreed", unit="MXW10"),
    "meetings.no_numbers": _row(present=None),
    "plan_items.day_without_done": _set(done_on=date(2024, 4, 1)),
    "plan_items.year_contradicts": _set(year=2025),
    "plan_items.done_without_day": _row(status="done"),
    "plan_items.record_disagrees": _set(
        status="done",
        done_on=date(2024, 4, 1),
        proof_kind="drill",
        proof_on=date(2024, 4, 2),
    ),
    "drills.on_a_holiday": _row(held_on=date(2024, 3, 2)),
    "drills.unit_not_there": {"unit": {"valid_to": date(2024, 2, 1)}},
    "incidents.no_time": _row(discovered_at=""),
    "duties.without_file": _row(submitted_on=date(2024, 3, 1)),
    "plan_items.unit_not_there": {"unit": {"valid_to": _DAY}},
    "campaigns.reported_without_day": _set(reported_on=None),
    "campaigns.no_kind": _row(kind=""),
    "campaigns.no_mode": _row(mode=""),
    "campaigns.no_organiser": _row(organiser=""),
    "campaigns.no_forms": _row(forms=()),
    "campaigns.no_topics": _row(topics=()),
    "campaigns.no_audiences": _row(audiences=()),
    "campaigns.no_reached": _row(reached=None),
    "campaigns.ended_not_reported": _row(reported_on=None),
    "activities.no_reached": _row(reached=None),
    "activities.marketing": _row(is_marketing=True),
    "materials.no_review": _row(review=""),
    "materials.review_not_passed": _row(review="XS2024404"),
    "campaigns.reported_early": _row(reported_on=date(2024, 3, 12)),
    "campaigns.unit_not_there": {"unit": {"valid_to": _DAY}},
    "trainings.no_kind": _row(kind=""),
    "trainings.no_audiences": _row(audiences=()),
    "trainings.no_trainer": _row(trainer=""),
    "trainings.no_present": _row(present=None),
    "trainings.more_than_expected": _row(expected=30),
    "trainings.more_passed": _set(passed=50, passed_is_approx=True),
    "trainings.exam_without_result": _row(kind="exam"),
    "trainings.unit_not_there": {"unit": {"valid_to": _DAY}},
    "audit_findings.closed_without_day": _set(status="closed"),
    "audit_findings.open_with_day": _set(closed_on=date(2024, 12, 1)),
    "audit_findings.due_before_found": _set(due_on=date(2024, 11, 1)),
    "audit_findings.no_scope": _row(scope=""),
    "audit_findings.no_due_on": _row(due_on=None),
    "audit_findings.unit_not_there": {"unit": {"valid_to": _DAY}},
    "outlet_checks.unit_not_there": {"unit": {"valid_to": _DAY}},
}


def pair(check, actor, at):
    """(a record the check finds, one it leaves)."""
    if check.code in OF_THE_FOUNDATION:
        return OF_THE_FOUNDATION[check.code](actor, at)
    make, told = MAKE[check.noun], WRONG[check.code]
    whole = WHOLE[check.noun]
    left = make(actor, at, **whole, **APART[check.noun])
    wrong = make(actor, at, **(whole | told.get("values", {})))
    if told.get("twice"):
        again = told["twice"] if isinstance(told["twice"], dict) else {}
        make(actor, at, **(whole | again))
    if told.get("columns"):
        check.noun.objects.filter(pk=wrong.pk).update(**told["columns"])
    if told.get("unit"):
        unit = getattr(wrong, "unit", None) or wrong.policy.unit
        Unit.objects.filter(pk=unit.pk).update(**told["unit"])
    return wrong, left


# What tells the record that is left from the wrong one, in another unit.
APART = {
    Complaint: {"description": "等待时间过长", "unit": "MXW11"},
    Review: {"title": "收单合同", "unit": "MXW11"},
    PolicyVersion: {
        "title": "消保工作办法",
        "document_number": "明农信联〔2024〕2号",
        "unit": "MXW11",
    },
    AgendaItem: {"name": "第二次会议"},
    PlanItem: {"task": "修订制度", "unit": "MXW11"},
    Drill: {"name": "舆情演练", "unit": "MXW11"},
    Duty: {"period": "2022", "unit": "MXW11"},
    Incident: {"title": "系统中断", "unit": "MXW11"},
    Campaign: {"name": "金融知识普及月", "unit": "MXW11"},
    Activity: {"name": "另一场", "unit": "MXW11"},
    Material: {"name": "反诈折页", "unit": "MXW11"},
    Training: {"name": "新员工培训", "unit": "MXW11"},
    Finding: {"text": "台账缺页", "unit": "MXW11"},
    OutletCheck: {"unit": "MXW11"},
    Product: {"name": "惠商贷", "unit": "MXW11"},
    FeeItem: {"name": "账户管理", "unit": "MXW11"},
    Partner: {"name": "明溪担保", "unit": "MXW11"},
    MonitoringCheck: {"name": "厅堂营销", "unit": "MXW11"},
}


def _short_names(actor, at):
    Unit.objects.filter(code__in=("MXW10", "MXB02")).update(short_name="营业")
    return Unit.objects.get(code="MXW10"), Unit.objects.get(code="MXW11")


def _above_ended(actor, at):
    above = Unit.objects.get(code="MXB02")
    Unit.objects.filter(pk=above.pk).update(valid_to=_DAY)
    below = Unit.objects.create(code="MXW12", name="分社", kind="outlet", parent=above)
    return below, Unit.objects.get(code="MXW11")


def _at_work(actor, at):
    people = [
        accounts.add_user(
            f"P-{code}",
            name="吴刚",
            unit=Unit.objects.get(code=code),
            roles=[],
            actor=actor,
            at=at,
        )
        for code in ("MXW10", "MXW11")
    ]
    Unit.objects.filter(code="MXW10").update(valid_to=_DAY)
    return tuple(people)


def _bases(actor, at):
    root = Unit.objects.get(parent=None)
    whole = {"customers": 100, "accounts": 200, "staff": 30}
    told = [
        base_recording.add_base(root, year, numbers, actor=actor, at=at)
        for year, numbers in ((2023, {"customers": 100}), (2024, whole))
    ]
    return BaseFigure.objects.get(pk=told[0].pk), BaseFigure.objects.get(pk=told[1].pk)


OF_THE_FOUNDATION = {
    "units.short_name_twice": _short_names,
    "units.above_ended": _above_ended,
    "staff.unit_ended": _at_work,
    "base_figures.incomplete": _bases,
}
