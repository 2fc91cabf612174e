"""One record of every noun the API tells, in the outlet of a branch."""

from datetime import date
from uuid import uuid4

from complaints.learning.learning_actions import add_sanction
from consumer_protection.core import accounts, base_recording
from consumer_protection.core.api.resources import resources
from consumer_protection.core.models import Unit
from consumer_protection.governance import actions as governance
from reporting.models import BranchRound, BranchScore
from reviews.models import WordingCheck
from reviews.offers import ledgers
from tests.audits.making import finding, outlet_check
from tests.complaints.making import complaint
from tests.education.making import campaign, new_kept, one_of_each_kept, training
from tests.governance.planning_making import new_planned, one_of_each_planned
from tests.reviews.making import review
from tests.reviews.offers import making as offers

# The least that makes a new record, by path.
NEW = {
    "units": {"code": "MXW12", "name": "西城社", "kind": "outlet", "parent": "MX00"},
    "staff": {"staff_number": "M0099", "name": "周", "unit": "MXW10"},
    "base-figures": {"year": 2023, "unit": "MXW11", "customers": 900},
    "complaints": {
        "received_on": "2024-05-01",
        "unit": "MXW10",
        "description": "多收手续费",
    },
    "reviews": {
        "submitted_on": "2024-05-01",
        "unit": "MXB02",
        "kind": "contract",
        "title": "收单合同",
    },
    "policies": {
        "title": "消保工作办法",
        "category": "general",
        "action": "new",
        "issued_on": "2024-03-01",
    },
    "meetings": {
        "held_on": "2024-03-01",
        "organ": "board",
        "name": "第一次会议",
        "text": "听取消保报告",
    },
    "plan-items": {"plan_kind": "cp_plan", "task": "修订制度", "due_on": "2024-12-31"},
    "campaigns": {"name": "金融知识普及月", "starts_on": "2024-09-01"},
    "trainings": {"name": "新员工培训", "held_on": "2024-07-01"},
    "audit-findings": {
        "project": "2024年专项审计",
        "severity": "low",
        "text": "台账缺页",
        "unit": "MXW10",
        "found_on": "2024-06-01",
    },
    "products": {"name": "惠商贷"},
    "product-adjustments": {
        "product": "惠农贷",
        "adjusted_on": "2024-06-02",
        "trigger": "complaint",
        "rule": "提前还款违约金",
    },
    "fee-items": {
        "name": "账户管理",
        "price": "免费",
        "price_type": "market",
        "published_on": "2024-03-01",
        "effective_from": "2024-06-01",
    },
    "relief-measures": {"name": "小微免费", "starts_on": "2024-01-01"},
    "fee-displays": {"unit": "MXW10", "displayed_on": "2024-06-02"},
    "partners": {"name": "明溪担保", "entered_on": "2024-01-01"},
    "partner-reviews": {
        "partner": "明溪保险代理",
        "reviewed_on": "2024-12-02",
        "result": "keep",
    },
    "monitoring-checks": {
        "checked_on": "2024-06-02",
        "unit": "MXW10",
        "aspect": "outlet",
        "name": "营业部",
    },
    "post-launch-evaluations": {
        "product": "惠农贷",
        "evaluated_on": "2024-06-02",
        "result": "keep",
    },
    "suitability-checks": {
        "product": "惠农贷",
        "unit": "MXW10",
        "checked_on": "2024-06-02",
        "sampled": 5,
        "passed": 5,
    },
    "follow-ups": {
        "product": "惠农贷",
        "unit": "MXW10",
        "held_on": "2024-06-02",
        "contacted": 5,
        "reached": 5,
    },
    "outlet-checks": {
        "unit": "MXW10",
        "checked_on": "2024-06-02",
        "checker": "林小梅",
        "lacking": ["shredder"],
    },
    "sanctions": {
        "decided_on": "2024-06-01",
        "unit": "MXW10",
        "kind": "score_deduction",
        "points": "2.50",
        "reason": "投诉多发",
        "decided_by": "联社",
    },
    **new_planned(),
    **new_kept(),
}


def one_of_each(root, actor, at) -> dict[str, object]:
    """Path → a record of it."""
    about = {"root": root, "actor": actor, "at": at}
    a_finding = finding(actor, at)
    a_review = review(actor, at, unit="MXW10", opinions=1, adoption="adopted")
    item = governance.import_agenda_item(
        {
            "organ": "board",
            "held_on": date(2024, 2, 1),
            "name": "年度会议",
            "text": "审议消保工作",
        },
        **about,
    )
    return {
        "units": root,
        "staff": accounts.add_user(
            "M0001",
            name="吴",
            unit=root,
            roles=["branch_handler"],
            actor=actor,
            at=at,
        ),
        "base-figures": base_recording.add_base(
            root, 2023, {"customers": 5000}, actor=actor, at=at
        ),
        "complaints": complaint(actor, at),
        "reviews": a_review,
        "review-opinions": a_review.opinions.get(),
        "kept-wording-checks": WordingCheck.objects.create(
            title="定期存款海报",
            unit=Unit.objects.get(code="MXW10"),
            stored_as=uuid4(),
            size=12,
            asked_by=actor,
            asked_at=at,
            checked_on=date(2024, 3, 1),
            hit_count=2,
            status="done",
        ),
        "policies": governance.import_policy_version(
            {
                "title": "投诉管理办法",
                "category": "complaint",
                "action": "new",
                "issued_on": date(2024, 1, 5),
            },
            **about,
        ),
        "meetings": item,
        "held-meetings": item.meeting,
        "plan-items": governance.import_plan_item(
            {"plan_kind": "cp_plan", "task": "开展培训", "due_on": date(2024, 6, 1)},
            **about,
        ),
        "campaigns": campaign(actor, at, unit="MXW10"),
        "trainings": training(actor, at, unit="MXW10"),
        "audit-findings": a_finding,
        "audit-projects": a_finding.project,
        "outlet-checks": outlet_check(actor, at),
        "branch-scores": _branch_score(root, actor, at),
        "sanctions": add_sanction(
            None,
            {
                "unit": Unit.objects.get(code="MXW10"),
                "is_person": False,
                "kind": "notice_criticism",
                "reason": "未公示",
                "decided_on": date(2024, 5, 1),
                "decided_by": "联社",
            },
            actor=actor,
            at=at,
        ),
        **one_of_each_planned(actor, at),
        **one_of_each_kept(actor, at),
        **_offers(actor, at),
    }


def _branch_score(root, actor, at):
    quarter = BranchRound.objects.create(
        root=root,
        quarter="2024Q1",
        sheet="branch-2026",
        status="open",
        opened_by=actor,
        opened_at=at,
    )
    outlet = Unit.objects.get(code="MXW10")
    return BranchScore.objects.create(round=quarter, unit=outlet, status="open")


def _offers(actor, at) -> dict[str, object]:
    def made(ledger, **values):
        return offers.make(ledger, actor, at, {"unit": "MXW10"}, values)

    day = date(2024, 6, 1)
    return {
        "products": offers.product(actor, at, unit="MXW10"),
        "product-adjustments": made(
            ledgers.ADJUSTMENTS,
            product="惠农贷",
            adjusted_on=day,
            trigger="complaint",
            rule="提前还款",
        ),
        "fee-items": offers.fee(actor, at, unit="MXW10"),
        "relief-measures": made(ledgers.RELIEF, name="转账免费", starts_on=day),
        "fee-displays": made(ledgers.DISPLAYS, displayed_on=day),
        "partners": offers.partner(actor, at, unit="MXW10"),
        "partner-reviews": made(
            ledgers.PARTNER_REVIEWS,
            partner="明溪保险代理",
            reviewed_on=date(2024, 12, 1),
            result="keep",
        ),
        "monitoring-checks": offers.check(actor, at),
        "post-launch-evaluations": offers.evaluation(actor, at, unit="MXW10"),
        "suitability-checks": offers.sample(actor, at),
        "follow-ups": offers.follow_up(actor, at),
    }


def path_of(kind: str, record) -> str:
    return f"{kind}/{getattr(record, resources()[kind].address)}/"
