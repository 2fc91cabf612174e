"""What the annual work report tells of single records, as plain values.

Read inside the snapshot from the very records the figures count.
"""

from collections.abc import Iterable
from datetime import date
from typing import Any

from consumer_protection.core.codes import label
from consumer_protection.core.models import Unit, ZeroReturn
from consumer_protection.core.periods import Period
from consumer_protection.core.scope import Asker
from reporting.figures import BOOK

Rows = list[dict[str, Any]]


def annual_tables(asker: Asker, period: Period) -> dict[str, Any]:
    """Every table the texts and attachments need."""
    return {
        **_meetings(asker, period),
        **_policies(asker, period),
        **_reviews(asker, period),
        **_education(asker, period),
        **_unfinished(asker, period),
    }


def organisation(root: Unit, asker: Asker, period: Period) -> dict[str, Any]:
    """The lead department, and how many outlets have a liaison person."""
    units = Unit.objects.visible_to(asker).filter(root=root).valid_on(period.stock_day)
    lead = units.filter(is_lead=True).order_by("code").first()
    outlets = units.outlets()
    return {
        "lead": lead.name if lead else "",
        "liaisons": outlets.exclude(liaison_name="").count(),
    }


def declared(root: Unit, period: Period) -> list[str]:
    """Registers somebody answered for as complete in this period."""
    found = ZeroReturn.objects.filter(root=root, period=period.code)
    return sorted(found.values_list("register", flat=True))


def _records(code: str, asker: Asker, period: Period, *order: str) -> Iterable[Any]:
    found = BOOK[code].records(asker, period)
    return found.select_related().order_by(*order)


def _meetings(asker: Asker, period: Period) -> dict[str, Any]:
    def of(code: str) -> Rows:
        return [
            {
                "held_on": _day(meeting.held_on),
                "name": meeting.name,
                "items": [
                    item.text
                    for item in meeting.items.filter(is_consumer_protection=True)
                ],
            }
            for meeting in _records(code, asker, period, "held_on", "pk")
        ]

    return {
        "board": of("governance.board_meetings"),
        "committee": of("governance.committee_meetings"),
        "supervisors": of("governance.supervisor_reviews"),
        "senior": of("governance.senior_meetings"),
    }


def _policies(asker: Asker, period: Period) -> dict[str, Any]:
    def titles(code: str) -> list[str]:
        found = _records(code, asker, period, "issued_on", "pk")
        return [
            f"《{version.policy.title}》（{version.document_number}）"
            for version in found
        ]

    in_force = _records(
        "governance.policies_in_force", asker, period, "issued_on", "pk"
    )
    return {
        "policies_new": titles("governance.policies_new"),
        "policies_revised": titles("governance.policies_revised"),
        "policies": [
            {
                "title": version.policy.title,
                "number": version.document_number,
                "category": label("policy_category", version.policy.category),
                "action": label("policy_action", version.action),
                "issued_on": _day(version.issued_on),
                "effective_on": _day(version.effective_on),
            }
            for version in in_force
        ],
    }


def _reviews(asker: Asker, period: Period) -> dict[str, Any]:
    """Reviews by kind: how many, with which conclusion, with how many opinions."""
    rows: dict[str, dict[str, Any]] = {}
    for review in _records("reviews.concluded", asker, period, "pk"):
        row = rows.setdefault(review.kind, _empty_review_row(review.kind))
        row["total"] += 1
        row[review.conclusion] = row.get(review.conclusion, 0) + 1
    for opinion in _records("reviews.opinions", asker, period, "pk"):
        row = rows[opinion.review.kind]
        row["opinions"] += 1
        row["adopted"] += opinion.adoption == "adopted"
    ordered = sorted(rows.values(), key=lambda row: (-row["total"], row["kind"]))
    return {"reviews": ordered}


def _empty_review_row(kind: str) -> dict[str, Any]:
    counts = dict.fromkeys(
        ("total", "pass", "pass_with_change", "reject", "opinions", "adopted"), 0
    )
    return {"kind": label("review_kind", kind), **counts}


def _education(asker: Asker, period: Period) -> dict[str, Any]:
    campaigns = [
        _campaign(one)
        for one in _records("education.campaigns", asker, period, "starts_on", "pk")
    ]
    trainings = [
        {
            "name": one.name,
            "kind": label("training_kind", one.kind),
            "held_on": _day(one.held_on),
            "expected": one.expected,
            "present": one.present,
            "passed": one.passed,
        }
        for one in _records("education.trainings", asker, period, "held_on", "pk")
    ]
    return {
        "campaigns": campaigns,
        "routine": [one for one in campaigns if one["mode"] == "routine"],
        "concentrated": [one for one in campaigns if one["mode"] != "routine"],
        "is_reach_approximate": any(one["is_approx"] for one in campaigns),
        "trainings": trainings,
    }


def _campaign(one: Any) -> dict[str, Any]:
    return {
        "name": one.name,
        "kind": label("campaign_kind", one.kind),
        "mode": one.mode,
        "organiser": label("organiser", one.organiser),
        "starts_on": _day(one.starts_on),
        "ends_on": _day(one.ends_on or one.starts_on),
        "outlets": one.outlets,
        "activities": one.activities,
        "reached": f"{one.reached}余" if one.reached_is_approx else one.reached,
        "is_approx": one.reached_is_approx,
        "leaflets": one.leaflets,
    }


def _unfinished(asker: Asker, period: Period) -> dict[str, Any]:
    findings = _records("audits.findings", asker, period, "pk")
    items = _records("governance.plan_items_due", asker, period, "due_on", "pk")
    resolutions = _records("governance.resolutions", asker, period, "pk")
    return {
        "findings_open": [
            {"text": one.text, "unit": one.unit.name, "due_on": _day(one.due_on)}
            for one in findings
            if one.closed_on is None or one.closed_on > period.stock_day
        ],
        "plan_open": [
            {"task": one.task, "unit": one.unit.name, "due_on": _day(one.due_on)}
            for one in items
            if one.status != "done"
        ],
        "resolutions_open": [
            {"text": one.text, "unit": _unit_name(one.unit), "due_on": _day(one.due_on)}
            for one in resolutions
            if one.follow_up != "done"
        ],
    }


def _unit_name(unit: Unit | None) -> str:
    return unit.name if unit else ""


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""
